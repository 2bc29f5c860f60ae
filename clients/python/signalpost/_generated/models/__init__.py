"""Contains all the data models used in inputs/outputs"""

from .access_token import AccessToken
from .access_token_create import AccessTokenCreate
from .access_token_created import AccessTokenCreated
from .access_token_list import AccessTokenList
from .address import Address
from .alive import Alive
from .api_version import ApiVersion
from .attached_custom_field import AttachedCustomField
from .benefit import Benefit
from .benefit_created_event import BenefitCreatedEvent
from .benefit_grant import BenefitGrant
from .benefit_grant_created_event import BenefitGrantCreatedEvent
from .benefit_grant_cycled_event import BenefitGrantCycledEvent
from .benefit_grant_error import BenefitGrantError
from .benefit_grant_previous_properties_type_0 import (
    BenefitGrantPreviousPropertiesType0,
)
from .benefit_grant_properties import BenefitGrantProperties
from .benefit_grant_revoked_event import BenefitGrantRevokedEvent
from .benefit_grant_updated_event import BenefitGrantUpdatedEvent
from .benefit_properties import BenefitProperties
from .benefit_public import BenefitPublic
from .benefit_public_properties import BenefitPublicProperties
from .benefit_updated_event import BenefitUpdatedEvent
from .billing_address_field_mode import BillingAddressFieldMode
from .billing_address_fields import BillingAddressFields
from .catalogue_event_type import CatalogueEventType
from .checkout import Checkout
from .checkout_created_event import CheckoutCreatedEvent
from .checkout_discount import CheckoutDiscount
from .checkout_discount_amounts import CheckoutDiscountAmounts
from .checkout_expired_event import CheckoutExpiredEvent
from .checkout_payment_processor_metadata import CheckoutPaymentProcessorMetadata
from .checkout_prices_type_0 import CheckoutPricesType0
from .checkout_product import CheckoutProduct
from .checkout_updated_event import CheckoutUpdatedEvent
from .custom_field import CustomField
from .custom_field_data import CustomFieldData
from .custom_field_properties import CustomFieldProperties
from .customer import Customer
from .customer_created_event import CustomerCreatedEvent
from .customer_deleted_event import CustomerDeletedEvent
from .customer_email_settings import CustomerEmailSettings
from .customer_member import CustomerMember
from .customer_portal_customer_settings import CustomerPortalCustomerSettings
from .customer_portal_settings import CustomerPortalSettings
from .customer_portal_subscription_settings import CustomerPortalSubscriptionSettings
from .customer_portal_usage_settings import CustomerPortalUsageSettings
from .customer_seat import CustomerSeat
from .customer_seat_assigned_event import CustomerSeatAssignedEvent
from .customer_seat_claimed_event import CustomerSeatClaimedEvent
from .customer_seat_revoked_event import CustomerSeatRevokedEvent
from .customer_seat_seat_metadata_type_0 import CustomerSeatSeatMetadataType0
from .customer_state import CustomerState
from .customer_state_benefit_grant import CustomerStateBenefitGrant
from .customer_state_benefit_grant_properties import CustomerStateBenefitGrantProperties
from .customer_state_changed_event import CustomerStateChangedEvent
from .customer_state_meter import CustomerStateMeter
from .customer_state_subscription import CustomerStateSubscription
from .customer_state_subscription_meter import CustomerStateSubscriptionMeter
from .customer_updated_event import CustomerUpdatedEvent
from .delivered_event import DeliveredEvent
from .detail_body import DetailBody
from .disabled_reason import DisabledReason
from .discount import Discount
from .discount_amounts import DiscountAmounts
from .discount_base import DiscountBase
from .discount_base_amounts import DiscountBaseAmounts
from .discount_created_event import DiscountCreatedEvent
from .discount_deleted_event import DiscountDeletedEvent
from .discount_duration import DiscountDuration
from .discount_type import DiscountType
from .discount_updated_event import DiscountUpdatedEvent
from .dispute_settings import DisputeSettings
from .endpoint_format import EndpointFormat
from .endpoint_recover import EndpointRecover
from .endpoint_recovery import EndpointRecovery
from .endpoint_test import EndpointTest
from .error_body import ErrorBody
from .event_publish import EventPublish
from .event_publish_batch import EventPublishBatch
from .event_publish_data import EventPublishData
from .event_status import EventStatus
from .event_type import EventType
from .event_type_create import EventTypeCreate
from .event_type_create_schema_type_0 import EventTypeCreateSchemaType0
from .event_type_example_type_0 import EventTypeExampleType0
from .event_type_list import EventTypeList
from .event_type_schema_type_0 import EventTypeSchemaType0
from .event_type_source import EventTypeSource
from .event_type_update import EventTypeUpdate
from .event_type_update_schema_type_0 import EventTypeUpdateSchemaType0
from .failure_stage import FailureStage
from .http_code_class import HttpCodeClass
from .member_create import MemberCreate
from .member_created_event import MemberCreatedEvent
from .member_deleted_event import MemberDeletedEvent
from .member_role import MemberRole
from .member_updated_event import MemberUpdatedEvent
from .metadata import Metadata
from .meter import Meter
from .meter_aggregation import MeterAggregation
from .meter_filter import MeterFilter
from .order import Order
from .order_created_event import OrderCreatedEvent
from .order_item import OrderItem
from .order_paid_event import OrderPaidEvent
from .order_refunded_event import OrderRefundedEvent
from .order_updated_event import OrderUpdatedEvent
from .ordering import Ordering
from .organization_capabilities import OrganizationCapabilities
from .organization_create import OrganizationCreate
from .organization_member import OrganizationMember
from .organization_member_list import OrganizationMemberList
from .organization_update import OrganizationUpdate
from .organization_updated_event import OrganizationUpdatedEvent
from .pagination import Pagination
from .pending_subscription_update import PendingSubscriptionUpdate
from .price_meter import PriceMeter
from .product import Product
from .product_base import ProductBase
from .product_created_event import ProductCreatedEvent
from .product_media import ProductMedia
from .product_price import ProductPrice
from .product_price_unit_label_type_0 import ProductPriceUnitLabelType0
from .product_price_unit_label_type_0_additional_property import (
    ProductPriceUnitLabelType0AdditionalProperty,
)
from .product_updated_event import ProductUpdatedEvent
from .published_event import PublishedEvent
from .published_message import PublishedMessage
from .published_messages import PublishedMessages
from .ready import Ready
from .ready_database import ReadyDatabase
from .ready_status import ReadyStatus
from .ready_temporal import ReadyTemporal
from .recurring_interval import RecurringInterval
from .refund import Refund
from .refund_created_event import RefundCreatedEvent
from .refund_dispute import RefundDispute
from .refund_updated_event import RefundUpdatedEvent
from .scope import Scope
from .seat_tier import SeatTier
from .seat_tiers import SeatTiers
from .seller_organization import SellerOrganization
from .seller_organization_feature_settings_type_0 import (
    SellerOrganizationFeatureSettingsType0,
)
from .social_link import SocialLink
from .stream_connected import StreamConnected
from .stream_event import StreamEvent
from .stream_event_headers import StreamEventHeaders
from .stream_event_payload import StreamEventPayload
from .stream_event_payload_payload import StreamEventPayloadPayload
from .stream_reconnect import StreamReconnect
from .subscription import Subscription
from .subscription_active_event import SubscriptionActiveEvent
from .subscription_base import SubscriptionBase
from .subscription_canceled_event import SubscriptionCanceledEvent
from .subscription_created_event import SubscriptionCreatedEvent
from .subscription_cycled_event import SubscriptionCycledEvent
from .subscription_meter import SubscriptionMeter
from .subscription_past_due_event import SubscriptionPastDueEvent
from .subscription_paused_event import SubscriptionPausedEvent
from .subscription_resumed_event import SubscriptionResumedEvent
from .subscription_revoked_event import SubscriptionRevokedEvent
from .subscription_settings import SubscriptionSettings
from .subscription_uncanceled_event import SubscriptionUncanceledEvent
from .subscription_updated_event import SubscriptionUpdatedEvent
from .tenant_organization import TenantOrganization
from .tenant_organization_list import TenantOrganizationList
from .token_error_body import TokenErrorBody
from .unit_tier import UnitTier
from .unit_tiers import UnitTiers
from .validation_error_body import ValidationErrorBody
from .validation_mistake import ValidationMistake
from .validation_mistake_ctx import ValidationMistakeCtx
from .webhook_delivery import WebhookDelivery
from .webhook_delivery_list import WebhookDeliveryList
from .webhook_endpoint import WebhookEndpoint
from .webhook_endpoint_create import WebhookEndpointCreate
from .webhook_endpoint_create_headers_type_0 import WebhookEndpointCreateHeadersType0
from .webhook_endpoint_headers import WebhookEndpointHeaders
from .webhook_endpoint_list import WebhookEndpointList
from .webhook_endpoint_update import WebhookEndpointUpdate
from .webhook_endpoint_update_headers_type_0 import WebhookEndpointUpdateHeadersType0
from .webhook_event import WebhookEvent
from .webhook_event_list import WebhookEventList

__all__ = (
    "AccessToken",
    "AccessTokenCreate",
    "AccessTokenCreated",
    "AccessTokenList",
    "Address",
    "Alive",
    "ApiVersion",
    "AttachedCustomField",
    "Benefit",
    "BenefitCreatedEvent",
    "BenefitGrant",
    "BenefitGrantCreatedEvent",
    "BenefitGrantCycledEvent",
    "BenefitGrantError",
    "BenefitGrantPreviousPropertiesType0",
    "BenefitGrantProperties",
    "BenefitGrantRevokedEvent",
    "BenefitGrantUpdatedEvent",
    "BenefitProperties",
    "BenefitPublic",
    "BenefitPublicProperties",
    "BenefitUpdatedEvent",
    "BillingAddressFieldMode",
    "BillingAddressFields",
    "CatalogueEventType",
    "Checkout",
    "CheckoutCreatedEvent",
    "CheckoutDiscount",
    "CheckoutDiscountAmounts",
    "CheckoutExpiredEvent",
    "CheckoutPaymentProcessorMetadata",
    "CheckoutPricesType0",
    "CheckoutProduct",
    "CheckoutUpdatedEvent",
    "Customer",
    "CustomerCreatedEvent",
    "CustomerDeletedEvent",
    "CustomerEmailSettings",
    "CustomerMember",
    "CustomerPortalCustomerSettings",
    "CustomerPortalSettings",
    "CustomerPortalSubscriptionSettings",
    "CustomerPortalUsageSettings",
    "CustomerSeat",
    "CustomerSeatAssignedEvent",
    "CustomerSeatClaimedEvent",
    "CustomerSeatRevokedEvent",
    "CustomerSeatSeatMetadataType0",
    "CustomerState",
    "CustomerStateBenefitGrant",
    "CustomerStateBenefitGrantProperties",
    "CustomerStateChangedEvent",
    "CustomerStateMeter",
    "CustomerStateSubscription",
    "CustomerStateSubscriptionMeter",
    "CustomerUpdatedEvent",
    "CustomField",
    "CustomFieldData",
    "CustomFieldProperties",
    "DeliveredEvent",
    "DetailBody",
    "DisabledReason",
    "Discount",
    "DiscountAmounts",
    "DiscountBase",
    "DiscountBaseAmounts",
    "DiscountCreatedEvent",
    "DiscountDeletedEvent",
    "DiscountDuration",
    "DiscountType",
    "DiscountUpdatedEvent",
    "DisputeSettings",
    "EndpointFormat",
    "EndpointRecover",
    "EndpointRecovery",
    "EndpointTest",
    "ErrorBody",
    "EventPublish",
    "EventPublishBatch",
    "EventPublishData",
    "EventStatus",
    "EventType",
    "EventTypeCreate",
    "EventTypeCreateSchemaType0",
    "EventTypeExampleType0",
    "EventTypeList",
    "EventTypeSchemaType0",
    "EventTypeSource",
    "EventTypeUpdate",
    "EventTypeUpdateSchemaType0",
    "FailureStage",
    "HttpCodeClass",
    "MemberCreate",
    "MemberCreatedEvent",
    "MemberDeletedEvent",
    "MemberRole",
    "MemberUpdatedEvent",
    "Metadata",
    "Meter",
    "MeterAggregation",
    "MeterFilter",
    "Order",
    "OrderCreatedEvent",
    "Ordering",
    "OrderItem",
    "OrderPaidEvent",
    "OrderRefundedEvent",
    "OrderUpdatedEvent",
    "OrganizationCapabilities",
    "OrganizationCreate",
    "OrganizationMember",
    "OrganizationMemberList",
    "OrganizationUpdate",
    "OrganizationUpdatedEvent",
    "Pagination",
    "PendingSubscriptionUpdate",
    "PriceMeter",
    "Product",
    "ProductBase",
    "ProductCreatedEvent",
    "ProductMedia",
    "ProductPrice",
    "ProductPriceUnitLabelType0",
    "ProductPriceUnitLabelType0AdditionalProperty",
    "ProductUpdatedEvent",
    "PublishedEvent",
    "PublishedMessage",
    "PublishedMessages",
    "Ready",
    "ReadyDatabase",
    "ReadyStatus",
    "ReadyTemporal",
    "RecurringInterval",
    "Refund",
    "RefundCreatedEvent",
    "RefundDispute",
    "RefundUpdatedEvent",
    "Scope",
    "SeatTier",
    "SeatTiers",
    "SellerOrganization",
    "SellerOrganizationFeatureSettingsType0",
    "SocialLink",
    "StreamConnected",
    "StreamEvent",
    "StreamEventHeaders",
    "StreamEventPayload",
    "StreamEventPayloadPayload",
    "StreamReconnect",
    "Subscription",
    "SubscriptionActiveEvent",
    "SubscriptionBase",
    "SubscriptionCanceledEvent",
    "SubscriptionCreatedEvent",
    "SubscriptionCycledEvent",
    "SubscriptionMeter",
    "SubscriptionPastDueEvent",
    "SubscriptionPausedEvent",
    "SubscriptionResumedEvent",
    "SubscriptionRevokedEvent",
    "SubscriptionSettings",
    "SubscriptionUncanceledEvent",
    "SubscriptionUpdatedEvent",
    "TenantOrganization",
    "TenantOrganizationList",
    "TokenErrorBody",
    "UnitTier",
    "UnitTiers",
    "ValidationErrorBody",
    "ValidationMistake",
    "ValidationMistakeCtx",
    "WebhookDelivery",
    "WebhookDeliveryList",
    "WebhookEndpoint",
    "WebhookEndpointCreate",
    "WebhookEndpointCreateHeadersType0",
    "WebhookEndpointHeaders",
    "WebhookEndpointList",
    "WebhookEndpointUpdate",
    "WebhookEndpointUpdateHeadersType0",
    "WebhookEvent",
    "WebhookEventList",
)
