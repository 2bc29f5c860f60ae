from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.custom_field_data import CustomFieldData
    from ..models.customer import Customer
    from ..models.discount_base import DiscountBase
    from ..models.metadata import Metadata
    from ..models.order_item import OrderItem
    from ..models.product_base import ProductBase
    from ..models.subscription_base import SubscriptionBase


T = TypeVar("T", bound="Order")


@_attrs_define
class Order:
    """A purchase, or a period of a subscription.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        status (str): Usually one of `draft`, `pending`, `paid`, `refunded`, `partially_refunded`, `void`; may be
            another.
        paid (bool):
        subtotal_amount (int): Before discount and tax, in minor units of `currency`.
        discount_amount (int): In minor units of `currency`.
        net_amount (int): After discount, before tax, in minor units of `currency`.
        tax_amount (int): In minor units of `currency`.
        total_amount (int): After discount and tax, in minor units of `currency`.
        applied_balance_amount (int): What the customer's balance changes, in minor units of `currency`.
        due_amount (int): What is left to pay, in minor units of `currency`.
        refunded_amount (int): Without tax, in minor units of `currency`.
        refunded_tax_amount (int): In minor units of `currency`.
        currency (str): ISO 4217 code in lower case, such as `usd`.
        billing_reason (str): Usually one of `purchase`, `subscription_create`, `subscription_cycle`,
            `subscription_update`, `subscription_meter_cycle`; may be another.
        billing_name (None | str):
        billing_address (Address | None):
        invoice_number (None | str):
        is_invoice_generated (bool):
        receipt_number (None | str):
        customer_id (str):
        product_id (None | str):
        discount_id (None | str):
        subscription_id (None | str):
        checkout_id (None | str):
        metadata (Metadata): The organization's own keys and values.
        platform_fee_amount (int): In minor units of `platform_fee_currency`.
        platform_fee_currency (None | str):
        customer (Customer): Who buys: a person or a team.
        product (None | ProductBase):
        discount (DiscountBase | None):
        subscription (None | SubscriptionBase):
        items (list[OrderItem]):
        description (str): What was bought, in a line.
        refundable_amount (int): What can still be refunded, without tax, in minor units of `currency`.
        refundable_tax_amount (int): In minor units of `currency`.
        seats (int | None | Unset):
        units (int | None | Unset):
        next_payment_attempt_at (datetime.datetime | None | Unset):
        custom_field_data (CustomFieldData | Unset): What the customer entered, by slug of the field.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    status: str
    paid: bool
    subtotal_amount: int
    discount_amount: int
    net_amount: int
    tax_amount: int
    total_amount: int
    applied_balance_amount: int
    due_amount: int
    refunded_amount: int
    refunded_tax_amount: int
    currency: str
    billing_reason: str
    billing_name: None | str
    billing_address: Address | None
    invoice_number: None | str
    is_invoice_generated: bool
    receipt_number: None | str
    customer_id: str
    product_id: None | str
    discount_id: None | str
    subscription_id: None | str
    checkout_id: None | str
    metadata: Metadata
    platform_fee_amount: int
    platform_fee_currency: None | str
    customer: Customer
    product: None | ProductBase
    discount: DiscountBase | None
    subscription: None | SubscriptionBase
    items: list[OrderItem]
    description: str
    refundable_amount: int
    refundable_tax_amount: int
    seats: int | None | Unset = UNSET
    units: int | None | Unset = UNSET
    next_payment_attempt_at: datetime.datetime | None | Unset = UNSET
    custom_field_data: CustomFieldData | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.discount_base import DiscountBase  # noqa: PLC0415
        from ..models.product_base import ProductBase  # noqa: PLC0415
        from ..models.subscription_base import SubscriptionBase  # noqa: PLC0415

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        status = self.status

        paid = self.paid

        subtotal_amount = self.subtotal_amount

        discount_amount = self.discount_amount

        net_amount = self.net_amount

        tax_amount = self.tax_amount

        total_amount = self.total_amount

        applied_balance_amount = self.applied_balance_amount

        due_amount = self.due_amount

        refunded_amount = self.refunded_amount

        refunded_tax_amount = self.refunded_tax_amount

        currency = self.currency

        billing_reason = self.billing_reason

        billing_name: None | str
        billing_name = self.billing_name

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, Address):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        invoice_number: None | str
        invoice_number = self.invoice_number

        is_invoice_generated = self.is_invoice_generated

        receipt_number: None | str
        receipt_number = self.receipt_number

        customer_id = self.customer_id

        product_id: None | str
        product_id = self.product_id

        discount_id: None | str
        discount_id = self.discount_id

        subscription_id: None | str
        subscription_id = self.subscription_id

        checkout_id: None | str
        checkout_id = self.checkout_id

        metadata = self.metadata.to_dict()

        platform_fee_amount = self.platform_fee_amount

        platform_fee_currency: None | str
        platform_fee_currency = self.platform_fee_currency

        customer = self.customer.to_dict()

        product: dict[str, Any] | None
        if isinstance(self.product, ProductBase):
            product = self.product.to_dict()
        else:
            product = self.product

        discount: dict[str, Any] | None
        if isinstance(self.discount, DiscountBase):
            discount = self.discount.to_dict()
        else:
            discount = self.discount

        subscription: dict[str, Any] | None
        if isinstance(self.subscription, SubscriptionBase):
            subscription = self.subscription.to_dict()
        else:
            subscription = self.subscription

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        description = self.description

        refundable_amount = self.refundable_amount

        refundable_tax_amount = self.refundable_tax_amount

        seats: int | None | Unset
        if isinstance(self.seats, Unset):
            seats = UNSET
        else:
            seats = self.seats

        units: int | None | Unset
        if isinstance(self.units, Unset):
            units = UNSET
        else:
            units = self.units

        next_payment_attempt_at: None | str | Unset
        if isinstance(self.next_payment_attempt_at, Unset):
            next_payment_attempt_at = UNSET
        elif isinstance(self.next_payment_attempt_at, datetime.datetime):
            next_payment_attempt_at = self.next_payment_attempt_at.isoformat()
        else:
            next_payment_attempt_at = self.next_payment_attempt_at

        custom_field_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_field_data, Unset):
            custom_field_data = self.custom_field_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "status": status,
                "paid": paid,
                "subtotal_amount": subtotal_amount,
                "discount_amount": discount_amount,
                "net_amount": net_amount,
                "tax_amount": tax_amount,
                "total_amount": total_amount,
                "applied_balance_amount": applied_balance_amount,
                "due_amount": due_amount,
                "refunded_amount": refunded_amount,
                "refunded_tax_amount": refunded_tax_amount,
                "currency": currency,
                "billing_reason": billing_reason,
                "billing_name": billing_name,
                "billing_address": billing_address,
                "invoice_number": invoice_number,
                "is_invoice_generated": is_invoice_generated,
                "receipt_number": receipt_number,
                "customer_id": customer_id,
                "product_id": product_id,
                "discount_id": discount_id,
                "subscription_id": subscription_id,
                "checkout_id": checkout_id,
                "metadata": metadata,
                "platform_fee_amount": platform_fee_amount,
                "platform_fee_currency": platform_fee_currency,
                "customer": customer,
                "product": product,
                "discount": discount,
                "subscription": subscription,
                "items": items,
                "description": description,
                "refundable_amount": refundable_amount,
                "refundable_tax_amount": refundable_tax_amount,
            }
        )
        if seats is not UNSET:
            field_dict["seats"] = seats
        if units is not UNSET:
            field_dict["units"] = units
        if next_payment_attempt_at is not UNSET:
            field_dict["next_payment_attempt_at"] = next_payment_attempt_at
        if custom_field_data is not UNSET:
            field_dict["custom_field_data"] = custom_field_data

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.custom_field_data import CustomFieldData  # noqa: PLC0415
        from ..models.customer import Customer  # noqa: PLC0415
        from ..models.discount_base import DiscountBase  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415
        from ..models.order_item import OrderItem  # noqa: PLC0415
        from ..models.product_base import ProductBase  # noqa: PLC0415
        from ..models.subscription_base import SubscriptionBase  # noqa: PLC0415

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

        status = d.pop("status")

        paid = d.pop("paid")

        subtotal_amount = d.pop("subtotal_amount")

        discount_amount = d.pop("discount_amount")

        net_amount = d.pop("net_amount")

        tax_amount = d.pop("tax_amount")

        total_amount = d.pop("total_amount")

        applied_balance_amount = d.pop("applied_balance_amount")

        due_amount = d.pop("due_amount")

        refunded_amount = d.pop("refunded_amount")

        refunded_tax_amount = d.pop("refunded_tax_amount")

        currency = d.pop("currency")

        billing_reason = d.pop("billing_reason")

        def _parse_billing_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        billing_name = _parse_billing_name(d.pop("billing_name"))

        def _parse_billing_address(data: object) -> Address | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = Address.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Address | None, data)

        billing_address = _parse_billing_address(d.pop("billing_address"))

        def _parse_invoice_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        invoice_number = _parse_invoice_number(d.pop("invoice_number"))

        is_invoice_generated = d.pop("is_invoice_generated")

        def _parse_receipt_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        receipt_number = _parse_receipt_number(d.pop("receipt_number"))

        customer_id = d.pop("customer_id")

        def _parse_product_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        product_id = _parse_product_id(d.pop("product_id"))

        def _parse_discount_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        discount_id = _parse_discount_id(d.pop("discount_id"))

        def _parse_subscription_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subscription_id = _parse_subscription_id(d.pop("subscription_id"))

        def _parse_checkout_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checkout_id = _parse_checkout_id(d.pop("checkout_id"))

        metadata = Metadata.from_dict(d.pop("metadata"))

        platform_fee_amount = d.pop("platform_fee_amount")

        def _parse_platform_fee_currency(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        platform_fee_currency = _parse_platform_fee_currency(d.pop("platform_fee_currency"))

        customer = Customer.from_dict(d.pop("customer"))

        def _parse_product(data: object) -> None | ProductBase:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                product_type_0 = ProductBase.from_dict(data)

                return product_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProductBase, data)

        product = _parse_product(d.pop("product"))

        def _parse_discount(data: object) -> DiscountBase | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                discount_type_0 = DiscountBase.from_dict(data)

                return discount_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DiscountBase | None, data)

        discount = _parse_discount(d.pop("discount"))

        def _parse_subscription(data: object) -> None | SubscriptionBase:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                subscription_type_0 = SubscriptionBase.from_dict(data)

                return subscription_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SubscriptionBase, data)

        subscription = _parse_subscription(d.pop("subscription"))

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = OrderItem.from_dict(items_item_data)

            items.append(items_item)

        description = d.pop("description")

        refundable_amount = d.pop("refundable_amount")

        refundable_tax_amount = d.pop("refundable_tax_amount")

        def _parse_seats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seats = _parse_seats(d.pop("seats", UNSET))

        def _parse_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        units = _parse_units(d.pop("units", UNSET))

        def _parse_next_payment_attempt_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_payment_attempt_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_payment_attempt_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        next_payment_attempt_at = _parse_next_payment_attempt_at(
            d.pop("next_payment_attempt_at", UNSET)
        )

        _custom_field_data = d.pop("custom_field_data", UNSET)
        custom_field_data: CustomFieldData | Unset
        if isinstance(_custom_field_data, Unset):
            custom_field_data = UNSET
        else:
            custom_field_data = CustomFieldData.from_dict(_custom_field_data)

        order = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            status=status,
            paid=paid,
            subtotal_amount=subtotal_amount,
            discount_amount=discount_amount,
            net_amount=net_amount,
            tax_amount=tax_amount,
            total_amount=total_amount,
            applied_balance_amount=applied_balance_amount,
            due_amount=due_amount,
            refunded_amount=refunded_amount,
            refunded_tax_amount=refunded_tax_amount,
            currency=currency,
            billing_reason=billing_reason,
            billing_name=billing_name,
            billing_address=billing_address,
            invoice_number=invoice_number,
            is_invoice_generated=is_invoice_generated,
            receipt_number=receipt_number,
            customer_id=customer_id,
            product_id=product_id,
            discount_id=discount_id,
            subscription_id=subscription_id,
            checkout_id=checkout_id,
            metadata=metadata,
            platform_fee_amount=platform_fee_amount,
            platform_fee_currency=platform_fee_currency,
            customer=customer,
            product=product,
            discount=discount,
            subscription=subscription,
            items=items,
            description=description,
            refundable_amount=refundable_amount,
            refundable_tax_amount=refundable_tax_amount,
            seats=seats,
            units=units,
            next_payment_attempt_at=next_payment_attempt_at,
            custom_field_data=custom_field_data,
        )

        order.additional_properties = d
        return order

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
