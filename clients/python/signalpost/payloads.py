"""What endpoints of the format raw get: the events of the catalogue, and their data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from ._generated.models import (
    Address,
    ApiVersion,
    AttachedCustomField,
    Benefit,
    BenefitCreatedEvent,
    BenefitGrant,
    BenefitGrantCreatedEvent,
    BenefitGrantCycledEvent,
    BenefitGrantError,
    BenefitGrantRevokedEvent,
    BenefitGrantUpdatedEvent,
    BenefitPublic,
    BenefitUpdatedEvent,
    BillingAddressFieldMode,
    BillingAddressFields,
    CatalogueEventType,
    Checkout,
    CheckoutCreatedEvent,
    CheckoutDiscount,
    CheckoutExpiredEvent,
    CheckoutProduct,
    CheckoutUpdatedEvent,
    Customer,
    CustomerCreatedEvent,
    CustomerDeletedEvent,
    CustomerEmailSettings,
    CustomerMember,
    CustomerPortalCustomerSettings,
    CustomerPortalSettings,
    CustomerPortalSubscriptionSettings,
    CustomerPortalUsageSettings,
    CustomerSeat,
    CustomerSeatAssignedEvent,
    CustomerSeatClaimedEvent,
    CustomerSeatRevokedEvent,
    CustomerState,
    CustomerStateBenefitGrant,
    CustomerStateChangedEvent,
    CustomerStateMeter,
    CustomerStateSubscription,
    CustomerStateSubscriptionMeter,
    CustomerUpdatedEvent,
    CustomField,
    CustomFieldData,
    Discount,
    DiscountBase,
    DiscountCreatedEvent,
    DiscountDeletedEvent,
    DiscountDuration,
    DiscountType,
    DiscountUpdatedEvent,
    DisputeSettings,
    MemberCreatedEvent,
    MemberDeletedEvent,
    MemberUpdatedEvent,
    Metadata,
    Meter,
    MeterAggregation,
    MeterFilter,
    Order,
    OrderCreatedEvent,
    OrderItem,
    OrderPaidEvent,
    OrderRefundedEvent,
    OrderUpdatedEvent,
    OrganizationCapabilities,
    OrganizationUpdatedEvent,
    PendingSubscriptionUpdate,
    PriceMeter,
    Product,
    ProductBase,
    ProductCreatedEvent,
    ProductMedia,
    ProductPrice,
    ProductUpdatedEvent,
    RecurringInterval,
    Refund,
    RefundCreatedEvent,
    RefundDispute,
    RefundUpdatedEvent,
    SeatTier,
    SeatTiers,
    SellerOrganization,
    SocialLink,
    Subscription,
    SubscriptionActiveEvent,
    SubscriptionBase,
    SubscriptionCanceledEvent,
    SubscriptionCreatedEvent,
    SubscriptionCycledEvent,
    SubscriptionMeter,
    SubscriptionPastDueEvent,
    SubscriptionPausedEvent,
    SubscriptionResumedEvent,
    SubscriptionRevokedEvent,
    SubscriptionSettings,
    SubscriptionUncanceledEvent,
    SubscriptionUpdatedEvent,
    UnitTier,
    UnitTiers,
)

CatalogueEvent: TypeAlias = (
    CheckoutCreatedEvent
    | CheckoutUpdatedEvent
    | CheckoutExpiredEvent
    | CustomerCreatedEvent
    | CustomerUpdatedEvent
    | CustomerDeletedEvent
    | CustomerStateChangedEvent
    | CustomerSeatAssignedEvent
    | CustomerSeatClaimedEvent
    | CustomerSeatRevokedEvent
    | MemberCreatedEvent
    | MemberUpdatedEvent
    | MemberDeletedEvent
    | OrderCreatedEvent
    | OrderUpdatedEvent
    | OrderPaidEvent
    | OrderRefundedEvent
    | SubscriptionCreatedEvent
    | SubscriptionUpdatedEvent
    | SubscriptionActiveEvent
    | SubscriptionCanceledEvent
    | SubscriptionUncanceledEvent
    | SubscriptionCycledEvent
    | SubscriptionRevokedEvent
    | SubscriptionPastDueEvent
    | SubscriptionPausedEvent
    | SubscriptionResumedEvent
    | RefundCreatedEvent
    | RefundUpdatedEvent
    | ProductCreatedEvent
    | ProductUpdatedEvent
    | DiscountCreatedEvent
    | DiscountUpdatedEvent
    | DiscountDeletedEvent
    | BenefitCreatedEvent
    | BenefitUpdatedEvent
    | BenefitGrantCreatedEvent
    | BenefitGrantCycledEvent
    | BenefitGrantUpdatedEvent
    | BenefitGrantRevokedEvent
    | OrganizationUpdatedEvent
)
"""An event of a type of the catalogue."""


@dataclass(frozen=True, kw_only=True)
class UntypedEvent:
    """
    An event of a type of your own, or one of the catalogue whose producer left out what its class
    has: `mismatch` then says what.
    """

    type: str
    timestamp: datetime
    data: dict[str, Any]
    api_version: str | None
    mismatch: str | None


ReceivedEvent: TypeAlias = CatalogueEvent | UntypedEvent
"""What an endpoint of the format raw gets."""

EVENT_CLASSES: dict[str, type[CatalogueEvent]] = {
    "checkout.created": CheckoutCreatedEvent,
    "checkout.updated": CheckoutUpdatedEvent,
    "checkout.expired": CheckoutExpiredEvent,
    "customer.created": CustomerCreatedEvent,
    "customer.updated": CustomerUpdatedEvent,
    "customer.deleted": CustomerDeletedEvent,
    "customer.state_changed": CustomerStateChangedEvent,
    "customer_seat.assigned": CustomerSeatAssignedEvent,
    "customer_seat.claimed": CustomerSeatClaimedEvent,
    "customer_seat.revoked": CustomerSeatRevokedEvent,
    "member.created": MemberCreatedEvent,
    "member.updated": MemberUpdatedEvent,
    "member.deleted": MemberDeletedEvent,
    "order.created": OrderCreatedEvent,
    "order.updated": OrderUpdatedEvent,
    "order.paid": OrderPaidEvent,
    "order.refunded": OrderRefundedEvent,
    "subscription.created": SubscriptionCreatedEvent,
    "subscription.updated": SubscriptionUpdatedEvent,
    "subscription.active": SubscriptionActiveEvent,
    "subscription.canceled": SubscriptionCanceledEvent,
    "subscription.uncanceled": SubscriptionUncanceledEvent,
    "subscription.cycled": SubscriptionCycledEvent,
    "subscription.revoked": SubscriptionRevokedEvent,
    "subscription.past_due": SubscriptionPastDueEvent,
    "subscription.paused": SubscriptionPausedEvent,
    "subscription.resumed": SubscriptionResumedEvent,
    "refund.created": RefundCreatedEvent,
    "refund.updated": RefundUpdatedEvent,
    "product.created": ProductCreatedEvent,
    "product.updated": ProductUpdatedEvent,
    "discount.created": DiscountCreatedEvent,
    "discount.updated": DiscountUpdatedEvent,
    "discount.deleted": DiscountDeletedEvent,
    "benefit.created": BenefitCreatedEvent,
    "benefit.updated": BenefitUpdatedEvent,
    "benefit_grant.created": BenefitGrantCreatedEvent,
    "benefit_grant.cycled": BenefitGrantCycledEvent,
    "benefit_grant.updated": BenefitGrantUpdatedEvent,
    "benefit_grant.revoked": BenefitGrantRevokedEvent,
    "organization.updated": OrganizationUpdatedEvent,
}
"""The class of the events of each type of the catalogue."""

__all__ = [
    "EVENT_CLASSES",
    "Address",
    "ApiVersion",
    "AttachedCustomField",
    "Benefit",
    "BenefitCreatedEvent",
    "BenefitGrant",
    "BenefitGrantCreatedEvent",
    "BenefitGrantCycledEvent",
    "BenefitGrantError",
    "BenefitGrantRevokedEvent",
    "BenefitGrantUpdatedEvent",
    "BenefitPublic",
    "BenefitUpdatedEvent",
    "BillingAddressFieldMode",
    "BillingAddressFields",
    "CatalogueEvent",
    "CatalogueEventType",
    "Checkout",
    "CheckoutCreatedEvent",
    "CheckoutDiscount",
    "CheckoutExpiredEvent",
    "CheckoutProduct",
    "CheckoutUpdatedEvent",
    "CustomField",
    "CustomFieldData",
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
    "CustomerState",
    "CustomerStateBenefitGrant",
    "CustomerStateChangedEvent",
    "CustomerStateMeter",
    "CustomerStateSubscription",
    "CustomerStateSubscriptionMeter",
    "CustomerUpdatedEvent",
    "Discount",
    "DiscountBase",
    "DiscountCreatedEvent",
    "DiscountDeletedEvent",
    "DiscountDuration",
    "DiscountType",
    "DiscountUpdatedEvent",
    "DisputeSettings",
    "MemberCreatedEvent",
    "MemberDeletedEvent",
    "MemberUpdatedEvent",
    "Metadata",
    "Meter",
    "MeterAggregation",
    "MeterFilter",
    "Order",
    "OrderCreatedEvent",
    "OrderItem",
    "OrderPaidEvent",
    "OrderRefundedEvent",
    "OrderUpdatedEvent",
    "OrganizationCapabilities",
    "OrganizationUpdatedEvent",
    "PendingSubscriptionUpdate",
    "PriceMeter",
    "Product",
    "ProductBase",
    "ProductCreatedEvent",
    "ProductMedia",
    "ProductPrice",
    "ProductUpdatedEvent",
    "ReceivedEvent",
    "RecurringInterval",
    "Refund",
    "RefundCreatedEvent",
    "RefundDispute",
    "RefundUpdatedEvent",
    "SeatTier",
    "SeatTiers",
    "SellerOrganization",
    "SocialLink",
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
    "UnitTier",
    "UnitTiers",
    "UntypedEvent",
]
