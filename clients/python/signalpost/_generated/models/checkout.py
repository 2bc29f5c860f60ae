from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recurring_interval import RecurringInterval, check_recurring_interval
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.attached_custom_field import AttachedCustomField
    from ..models.billing_address_fields import BillingAddressFields
    from ..models.checkout_discount import CheckoutDiscount
    from ..models.checkout_payment_processor_metadata import (
        CheckoutPaymentProcessorMetadata,
    )
    from ..models.checkout_prices_type_0 import CheckoutPricesType0
    from ..models.checkout_product import CheckoutProduct
    from ..models.custom_field_data import CustomFieldData
    from ..models.metadata import Metadata
    from ..models.product_price import ProductPrice


T = TypeVar("T", bound="Checkout")


@_attrs_define
class Checkout:
    """A checkout session.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        allow_trial (bool | None):
        active_trial_interval (None | RecurringInterval): Of the trial that will be given.
        active_trial_interval_count (int | None):
        trial_end (datetime.datetime | None):
        trial_interval (None | RecurringInterval): Set here instead of the product's own.
        trial_interval_count (int | None):
        customer_id (None | str):
        is_business_customer (bool):
        customer_name (None | str):
        customer_email (None | str):
        customer_ip_address (None | str):
        customer_billing_name (None | str):
        customer_billing_address (Address | None):
        customer_tax_id (None | str):
        external_customer_id (None | str):
        customer_metadata (Metadata): The organization's own keys and values.
        payment_processor (str): Usually one of `stripe`; may be another.
        status (str): Usually one of `open`, `expired`, `confirmed`, `succeeded`, `failed`; may be another.
        client_secret (str): Opens the checkout; keep it from others.
        url (str):
        expires_at (datetime.datetime):
        success_url (str):
        return_url (None | str):
        embed_origin (None | str):
        amount (int): Before discount and tax, in minor units of `currency`.
        discount_amount (int): In minor units of `currency`.
        net_amount (int): After discount, before tax, in minor units of `currency`.
        tax_amount (int | None): Null while it cannot be told.
        tax_behavior (None | str):
        total_amount (int): After discount and tax, in minor units of `currency`.
        currency (str): ISO 4217 code in lower case, such as `usd`.
        organization_id (str):
        product_id (None | str):
        product_price_id (None | str):
        discount_id (None | str):
        allow_discount_codes (bool):
        require_billing_address (bool):
        is_discount_applicable (bool):
        is_free_product_price (bool):
        is_payment_required (bool):
        is_payment_setup_required (bool):
        is_payment_form_required (bool):
        payment_processor_metadata (CheckoutPaymentProcessorMetadata):
        billing_address_fields (BillingAddressFields): What the form asks of the address.
        metadata (Metadata): The organization's own keys and values.
        products (list[CheckoutProduct]): Those that the customer can choose from.
        product (CheckoutProduct | None): The chosen one.
        product_price (None | ProductPrice):
        prices (CheckoutPricesType0 | None): By id of the product.
        discount (CheckoutDiscount | None):
        subscription_id (None | str):
        attached_custom_fields (list[AttachedCustomField] | None):
        seats (int | None | Unset):
        min_seats (int | None | Unset):
        max_seats (int | None | Unset):
        units (int | None | Unset):
        min_units (int | None | Unset):
        max_units (int | None | Unset):
        custom_field_data (CustomFieldData | Unset): What the customer entered, by slug of the field.
        locale (None | str | Unset): BCP 47 tag.
        payment_method_type (None | str | Unset):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    allow_trial: bool | None
    active_trial_interval: None | RecurringInterval
    active_trial_interval_count: int | None
    trial_end: datetime.datetime | None
    trial_interval: None | RecurringInterval
    trial_interval_count: int | None
    customer_id: None | str
    is_business_customer: bool
    customer_name: None | str
    customer_email: None | str
    customer_ip_address: None | str
    customer_billing_name: None | str
    customer_billing_address: Address | None
    customer_tax_id: None | str
    external_customer_id: None | str
    customer_metadata: Metadata
    payment_processor: str
    status: str
    client_secret: str
    url: str
    expires_at: datetime.datetime
    success_url: str
    return_url: None | str
    embed_origin: None | str
    amount: int
    discount_amount: int
    net_amount: int
    tax_amount: int | None
    tax_behavior: None | str
    total_amount: int
    currency: str
    organization_id: str
    product_id: None | str
    product_price_id: None | str
    discount_id: None | str
    allow_discount_codes: bool
    require_billing_address: bool
    is_discount_applicable: bool
    is_free_product_price: bool
    is_payment_required: bool
    is_payment_setup_required: bool
    is_payment_form_required: bool
    payment_processor_metadata: CheckoutPaymentProcessorMetadata
    billing_address_fields: BillingAddressFields
    metadata: Metadata
    products: list[CheckoutProduct]
    product: CheckoutProduct | None
    product_price: None | ProductPrice
    prices: CheckoutPricesType0 | None
    discount: CheckoutDiscount | None
    subscription_id: None | str
    attached_custom_fields: list[AttachedCustomField] | None
    seats: int | None | Unset = UNSET
    min_seats: int | None | Unset = UNSET
    max_seats: int | None | Unset = UNSET
    units: int | None | Unset = UNSET
    min_units: int | None | Unset = UNSET
    max_units: int | None | Unset = UNSET
    custom_field_data: CustomFieldData | Unset = UNSET
    locale: None | str | Unset = UNSET
    payment_method_type: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.checkout_discount import CheckoutDiscount  # noqa: PLC0415
        from ..models.checkout_prices_type_0 import CheckoutPricesType0  # noqa: PLC0415
        from ..models.checkout_product import CheckoutProduct  # noqa: PLC0415
        from ..models.product_price import ProductPrice  # noqa: PLC0415

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        allow_trial: bool | None
        allow_trial = self.allow_trial

        active_trial_interval: None | str
        if isinstance(self.active_trial_interval, str):
            active_trial_interval = self.active_trial_interval
        else:
            active_trial_interval = self.active_trial_interval

        active_trial_interval_count: int | None
        active_trial_interval_count = self.active_trial_interval_count

        trial_end: None | str
        if isinstance(self.trial_end, datetime.datetime):
            trial_end = self.trial_end.isoformat()
        else:
            trial_end = self.trial_end

        trial_interval: None | str
        if isinstance(self.trial_interval, str):
            trial_interval = self.trial_interval
        else:
            trial_interval = self.trial_interval

        trial_interval_count: int | None
        trial_interval_count = self.trial_interval_count

        customer_id: None | str
        customer_id = self.customer_id

        is_business_customer = self.is_business_customer

        customer_name: None | str
        customer_name = self.customer_name

        customer_email: None | str
        customer_email = self.customer_email

        customer_ip_address: None | str
        customer_ip_address = self.customer_ip_address

        customer_billing_name: None | str
        customer_billing_name = self.customer_billing_name

        customer_billing_address: dict[str, Any] | None
        if isinstance(self.customer_billing_address, Address):
            customer_billing_address = self.customer_billing_address.to_dict()
        else:
            customer_billing_address = self.customer_billing_address

        customer_tax_id: None | str
        customer_tax_id = self.customer_tax_id

        external_customer_id: None | str
        external_customer_id = self.external_customer_id

        customer_metadata = self.customer_metadata.to_dict()

        payment_processor = self.payment_processor

        status = self.status

        client_secret = self.client_secret

        url = self.url

        expires_at = self.expires_at.isoformat()

        success_url = self.success_url

        return_url: None | str
        return_url = self.return_url

        embed_origin: None | str
        embed_origin = self.embed_origin

        amount = self.amount

        discount_amount = self.discount_amount

        net_amount = self.net_amount

        tax_amount: int | None
        tax_amount = self.tax_amount

        tax_behavior: None | str
        tax_behavior = self.tax_behavior

        total_amount = self.total_amount

        currency = self.currency

        organization_id = self.organization_id

        product_id: None | str
        product_id = self.product_id

        product_price_id: None | str
        product_price_id = self.product_price_id

        discount_id: None | str
        discount_id = self.discount_id

        allow_discount_codes = self.allow_discount_codes

        require_billing_address = self.require_billing_address

        is_discount_applicable = self.is_discount_applicable

        is_free_product_price = self.is_free_product_price

        is_payment_required = self.is_payment_required

        is_payment_setup_required = self.is_payment_setup_required

        is_payment_form_required = self.is_payment_form_required

        payment_processor_metadata = self.payment_processor_metadata.to_dict()

        billing_address_fields = self.billing_address_fields.to_dict()

        metadata = self.metadata.to_dict()

        products = []
        for products_item_data in self.products:
            products_item = products_item_data.to_dict()
            products.append(products_item)

        product: dict[str, Any] | None
        if isinstance(self.product, CheckoutProduct):
            product = self.product.to_dict()
        else:
            product = self.product

        product_price: dict[str, Any] | None
        if isinstance(self.product_price, ProductPrice):
            product_price = self.product_price.to_dict()
        else:
            product_price = self.product_price

        prices: dict[str, Any] | None
        if isinstance(self.prices, CheckoutPricesType0):
            prices = self.prices.to_dict()
        else:
            prices = self.prices

        discount: dict[str, Any] | None
        if isinstance(self.discount, CheckoutDiscount):
            discount = self.discount.to_dict()
        else:
            discount = self.discount

        subscription_id: None | str
        subscription_id = self.subscription_id

        attached_custom_fields: list[dict[str, Any]] | None
        if isinstance(self.attached_custom_fields, list):
            attached_custom_fields = []
            for attached_custom_fields_type_0_item_data in self.attached_custom_fields:
                attached_custom_fields_type_0_item = (
                    attached_custom_fields_type_0_item_data.to_dict()
                )
                attached_custom_fields.append(attached_custom_fields_type_0_item)

        else:
            attached_custom_fields = self.attached_custom_fields

        seats: int | None | Unset
        if isinstance(self.seats, Unset):
            seats = UNSET
        else:
            seats = self.seats

        min_seats: int | None | Unset
        if isinstance(self.min_seats, Unset):
            min_seats = UNSET
        else:
            min_seats = self.min_seats

        max_seats: int | None | Unset
        if isinstance(self.max_seats, Unset):
            max_seats = UNSET
        else:
            max_seats = self.max_seats

        units: int | None | Unset
        if isinstance(self.units, Unset):
            units = UNSET
        else:
            units = self.units

        min_units: int | None | Unset
        if isinstance(self.min_units, Unset):
            min_units = UNSET
        else:
            min_units = self.min_units

        max_units: int | None | Unset
        if isinstance(self.max_units, Unset):
            max_units = UNSET
        else:
            max_units = self.max_units

        custom_field_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_field_data, Unset):
            custom_field_data = self.custom_field_data.to_dict()

        locale: None | str | Unset
        if isinstance(self.locale, Unset):
            locale = UNSET
        else:
            locale = self.locale

        payment_method_type: None | str | Unset
        if isinstance(self.payment_method_type, Unset):
            payment_method_type = UNSET
        else:
            payment_method_type = self.payment_method_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "allow_trial": allow_trial,
                "active_trial_interval": active_trial_interval,
                "active_trial_interval_count": active_trial_interval_count,
                "trial_end": trial_end,
                "trial_interval": trial_interval,
                "trial_interval_count": trial_interval_count,
                "customer_id": customer_id,
                "is_business_customer": is_business_customer,
                "customer_name": customer_name,
                "customer_email": customer_email,
                "customer_ip_address": customer_ip_address,
                "customer_billing_name": customer_billing_name,
                "customer_billing_address": customer_billing_address,
                "customer_tax_id": customer_tax_id,
                "external_customer_id": external_customer_id,
                "customer_metadata": customer_metadata,
                "payment_processor": payment_processor,
                "status": status,
                "client_secret": client_secret,
                "url": url,
                "expires_at": expires_at,
                "success_url": success_url,
                "return_url": return_url,
                "embed_origin": embed_origin,
                "amount": amount,
                "discount_amount": discount_amount,
                "net_amount": net_amount,
                "tax_amount": tax_amount,
                "tax_behavior": tax_behavior,
                "total_amount": total_amount,
                "currency": currency,
                "organization_id": organization_id,
                "product_id": product_id,
                "product_price_id": product_price_id,
                "discount_id": discount_id,
                "allow_discount_codes": allow_discount_codes,
                "require_billing_address": require_billing_address,
                "is_discount_applicable": is_discount_applicable,
                "is_free_product_price": is_free_product_price,
                "is_payment_required": is_payment_required,
                "is_payment_setup_required": is_payment_setup_required,
                "is_payment_form_required": is_payment_form_required,
                "payment_processor_metadata": payment_processor_metadata,
                "billing_address_fields": billing_address_fields,
                "metadata": metadata,
                "products": products,
                "product": product,
                "product_price": product_price,
                "prices": prices,
                "discount": discount,
                "subscription_id": subscription_id,
                "attached_custom_fields": attached_custom_fields,
            }
        )
        if seats is not UNSET:
            field_dict["seats"] = seats
        if min_seats is not UNSET:
            field_dict["min_seats"] = min_seats
        if max_seats is not UNSET:
            field_dict["max_seats"] = max_seats
        if units is not UNSET:
            field_dict["units"] = units
        if min_units is not UNSET:
            field_dict["min_units"] = min_units
        if max_units is not UNSET:
            field_dict["max_units"] = max_units
        if custom_field_data is not UNSET:
            field_dict["custom_field_data"] = custom_field_data
        if locale is not UNSET:
            field_dict["locale"] = locale
        if payment_method_type is not UNSET:
            field_dict["payment_method_type"] = payment_method_type

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.attached_custom_field import AttachedCustomField  # noqa: PLC0415
        from ..models.billing_address_fields import BillingAddressFields  # noqa: PLC0415
        from ..models.checkout_discount import CheckoutDiscount  # noqa: PLC0415
        from ..models.checkout_payment_processor_metadata import (
            CheckoutPaymentProcessorMetadata,  # noqa: PLC0415
        )
        from ..models.checkout_prices_type_0 import CheckoutPricesType0  # noqa: PLC0415
        from ..models.checkout_product import CheckoutProduct  # noqa: PLC0415
        from ..models.custom_field_data import CustomFieldData  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415
        from ..models.product_price import ProductPrice  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_modified_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                modified_at_type_0 = datetime.datetime.fromisoformat(data)

                return modified_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        modified_at = _parse_modified_at(d.pop("modified_at"))

        def _parse_allow_trial(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        allow_trial = _parse_allow_trial(d.pop("allow_trial"))

        def _parse_active_trial_interval(data: object) -> None | RecurringInterval:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                active_trial_interval_type_0 = check_recurring_interval(data)

                return active_trial_interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecurringInterval, data)

        active_trial_interval = _parse_active_trial_interval(d.pop("active_trial_interval"))

        def _parse_active_trial_interval_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        active_trial_interval_count = _parse_active_trial_interval_count(
            d.pop("active_trial_interval_count")
        )

        def _parse_trial_end(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                trial_end_type_0 = datetime.datetime.fromisoformat(data)

                return trial_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        trial_end = _parse_trial_end(d.pop("trial_end"))

        def _parse_trial_interval(data: object) -> None | RecurringInterval:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                trial_interval_type_0 = check_recurring_interval(data)

                return trial_interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecurringInterval, data)

        trial_interval = _parse_trial_interval(d.pop("trial_interval"))

        def _parse_trial_interval_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        trial_interval_count = _parse_trial_interval_count(d.pop("trial_interval_count"))

        def _parse_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_id = _parse_customer_id(d.pop("customer_id"))

        is_business_customer = d.pop("is_business_customer")

        def _parse_customer_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_name = _parse_customer_name(d.pop("customer_name"))

        def _parse_customer_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_email = _parse_customer_email(d.pop("customer_email"))

        def _parse_customer_ip_address(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_ip_address = _parse_customer_ip_address(d.pop("customer_ip_address"))

        def _parse_customer_billing_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_billing_name = _parse_customer_billing_name(d.pop("customer_billing_name"))

        def _parse_customer_billing_address(data: object) -> Address | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_billing_address_type_0 = Address.from_dict(data)

                return customer_billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Address | None, data)

        customer_billing_address = _parse_customer_billing_address(
            d.pop("customer_billing_address")
        )

        def _parse_customer_tax_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_tax_id = _parse_customer_tax_id(d.pop("customer_tax_id"))

        def _parse_external_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        external_customer_id = _parse_external_customer_id(d.pop("external_customer_id"))

        customer_metadata = Metadata.from_dict(d.pop("customer_metadata"))

        payment_processor = d.pop("payment_processor")

        status = d.pop("status")

        client_secret = d.pop("client_secret")

        url = d.pop("url")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        success_url = d.pop("success_url")

        def _parse_return_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        return_url = _parse_return_url(d.pop("return_url"))

        def _parse_embed_origin(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        embed_origin = _parse_embed_origin(d.pop("embed_origin"))

        amount = d.pop("amount")

        discount_amount = d.pop("discount_amount")

        net_amount = d.pop("net_amount")

        def _parse_tax_amount(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        tax_amount = _parse_tax_amount(d.pop("tax_amount"))

        def _parse_tax_behavior(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_behavior = _parse_tax_behavior(d.pop("tax_behavior"))

        total_amount = d.pop("total_amount")

        currency = d.pop("currency")

        organization_id = d.pop("organization_id")

        def _parse_product_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        product_id = _parse_product_id(d.pop("product_id"))

        def _parse_product_price_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        product_price_id = _parse_product_price_id(d.pop("product_price_id"))

        def _parse_discount_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        discount_id = _parse_discount_id(d.pop("discount_id"))

        allow_discount_codes = d.pop("allow_discount_codes")

        require_billing_address = d.pop("require_billing_address")

        is_discount_applicable = d.pop("is_discount_applicable")

        is_free_product_price = d.pop("is_free_product_price")

        is_payment_required = d.pop("is_payment_required")

        is_payment_setup_required = d.pop("is_payment_setup_required")

        is_payment_form_required = d.pop("is_payment_form_required")

        payment_processor_metadata = CheckoutPaymentProcessorMetadata.from_dict(
            d.pop("payment_processor_metadata")
        )

        billing_address_fields = BillingAddressFields.from_dict(d.pop("billing_address_fields"))

        metadata = Metadata.from_dict(d.pop("metadata"))

        products = []
        _products = d.pop("products")
        for products_item_data in _products:
            products_item = CheckoutProduct.from_dict(products_item_data)

            products.append(products_item)

        def _parse_product(data: object) -> CheckoutProduct | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                product_type_0 = CheckoutProduct.from_dict(data)

                return product_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CheckoutProduct | None, data)

        product = _parse_product(d.pop("product"))

        def _parse_product_price(data: object) -> None | ProductPrice:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                product_price_type_0 = ProductPrice.from_dict(data)

                return product_price_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProductPrice, data)

        product_price = _parse_product_price(d.pop("product_price"))

        def _parse_prices(data: object) -> CheckoutPricesType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                prices_type_0 = CheckoutPricesType0.from_dict(data)

                return prices_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CheckoutPricesType0 | None, data)

        prices = _parse_prices(d.pop("prices"))

        def _parse_discount(data: object) -> CheckoutDiscount | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                discount_type_0 = CheckoutDiscount.from_dict(data)

                return discount_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CheckoutDiscount | None, data)

        discount = _parse_discount(d.pop("discount"))

        def _parse_subscription_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subscription_id = _parse_subscription_id(d.pop("subscription_id"))

        def _parse_attached_custom_fields(data: object) -> list[AttachedCustomField] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                attached_custom_fields_type_0 = []
                _attached_custom_fields_type_0 = data
                for attached_custom_fields_type_0_item_data in _attached_custom_fields_type_0:
                    attached_custom_fields_type_0_item = AttachedCustomField.from_dict(
                        attached_custom_fields_type_0_item_data
                    )

                    attached_custom_fields_type_0.append(attached_custom_fields_type_0_item)

                return attached_custom_fields_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[AttachedCustomField] | None, data)

        attached_custom_fields = _parse_attached_custom_fields(d.pop("attached_custom_fields"))

        def _parse_seats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seats = _parse_seats(d.pop("seats", UNSET))

        def _parse_min_seats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        min_seats = _parse_min_seats(d.pop("min_seats", UNSET))

        def _parse_max_seats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_seats = _parse_max_seats(d.pop("max_seats", UNSET))

        def _parse_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        units = _parse_units(d.pop("units", UNSET))

        def _parse_min_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        min_units = _parse_min_units(d.pop("min_units", UNSET))

        def _parse_max_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_units = _parse_max_units(d.pop("max_units", UNSET))

        _custom_field_data = d.pop("custom_field_data", UNSET)
        custom_field_data: CustomFieldData | Unset
        if isinstance(_custom_field_data, Unset):
            custom_field_data = UNSET
        else:
            custom_field_data = CustomFieldData.from_dict(_custom_field_data)

        def _parse_locale(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        locale = _parse_locale(d.pop("locale", UNSET))

        def _parse_payment_method_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        payment_method_type = _parse_payment_method_type(d.pop("payment_method_type", UNSET))

        checkout = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            allow_trial=allow_trial,
            active_trial_interval=active_trial_interval,
            active_trial_interval_count=active_trial_interval_count,
            trial_end=trial_end,
            trial_interval=trial_interval,
            trial_interval_count=trial_interval_count,
            customer_id=customer_id,
            is_business_customer=is_business_customer,
            customer_name=customer_name,
            customer_email=customer_email,
            customer_ip_address=customer_ip_address,
            customer_billing_name=customer_billing_name,
            customer_billing_address=customer_billing_address,
            customer_tax_id=customer_tax_id,
            external_customer_id=external_customer_id,
            customer_metadata=customer_metadata,
            payment_processor=payment_processor,
            status=status,
            client_secret=client_secret,
            url=url,
            expires_at=expires_at,
            success_url=success_url,
            return_url=return_url,
            embed_origin=embed_origin,
            amount=amount,
            discount_amount=discount_amount,
            net_amount=net_amount,
            tax_amount=tax_amount,
            tax_behavior=tax_behavior,
            total_amount=total_amount,
            currency=currency,
            organization_id=organization_id,
            product_id=product_id,
            product_price_id=product_price_id,
            discount_id=discount_id,
            allow_discount_codes=allow_discount_codes,
            require_billing_address=require_billing_address,
            is_discount_applicable=is_discount_applicable,
            is_free_product_price=is_free_product_price,
            is_payment_required=is_payment_required,
            is_payment_setup_required=is_payment_setup_required,
            is_payment_form_required=is_payment_form_required,
            payment_processor_metadata=payment_processor_metadata,
            billing_address_fields=billing_address_fields,
            metadata=metadata,
            products=products,
            product=product,
            product_price=product_price,
            prices=prices,
            discount=discount,
            subscription_id=subscription_id,
            attached_custom_fields=attached_custom_fields,
            seats=seats,
            min_seats=min_seats,
            max_seats=max_seats,
            units=units,
            min_units=min_units,
            max_units=max_units,
            custom_field_data=custom_field_data,
            locale=locale,
            payment_method_type=payment_method_type,
        )

        checkout.additional_properties = d
        return checkout

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
