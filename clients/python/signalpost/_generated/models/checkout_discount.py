from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.discount_duration import DiscountDuration, check_discount_duration
from ..models.discount_type import DiscountType, check_discount_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.checkout_discount_amounts import CheckoutDiscountAmounts


T = TypeVar("T", bound="CheckoutDiscount")


@_attrs_define
class CheckoutDiscount:
    """A discount as a checkout shows it.

    Attributes:
        duration (DiscountDuration): For how many payments of a subscription the discount holds.
        type (DiscountType): Which of the fields say how much is taken off.
        id (str):
        name (str):
        code (None | str):
        duration_in_months (int | Unset): Of `repeating`.
        amount (int | Unset): Of `fixed`, in minor units of `currency`.
        currency (str | Unset): Of `fixed`: ISO 4217 code in lower case.
        amounts (CheckoutDiscountAmounts | Unset): Of `fixed`: minor units by the code of their currency.
        basis_points (int | Unset): Of `percentage`: 100 are one percent.
    """

    duration: DiscountDuration
    type: DiscountType
    id: str
    name: str
    code: None | str
    duration_in_months: int | Unset = UNSET
    amount: int | Unset = UNSET
    currency: str | Unset = UNSET
    amounts: CheckoutDiscountAmounts | Unset = UNSET
    basis_points: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        duration: str = self.duration

        type: str = self.type

        id = self.id

        name = self.name

        code: None | str
        code = self.code

        duration_in_months = self.duration_in_months

        amount = self.amount

        currency = self.currency

        amounts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.amounts, Unset):
            amounts = self.amounts.to_dict()

        basis_points = self.basis_points

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "duration": duration,
                "type": type,
                "id": id,
                "name": name,
                "code": code,
            }
        )
        if duration_in_months is not UNSET:
            field_dict["duration_in_months"] = duration_in_months
        if amount is not UNSET:
            field_dict["amount"] = amount
        if currency is not UNSET:
            field_dict["currency"] = currency
        if amounts is not UNSET:
            field_dict["amounts"] = amounts
        if basis_points is not UNSET:
            field_dict["basis_points"] = basis_points

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.checkout_discount_amounts import CheckoutDiscountAmounts  # noqa: PLC0415

        d = dict(src_dict)
        duration = check_discount_duration(d.pop("duration"))

        type = check_discount_type(d.pop("type"))

        id = d.pop("id")

        name = d.pop("name")

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        duration_in_months = d.pop("duration_in_months", UNSET)

        amount = d.pop("amount", UNSET)

        currency = d.pop("currency", UNSET)

        _amounts = d.pop("amounts", UNSET)
        amounts: CheckoutDiscountAmounts | Unset
        if isinstance(_amounts, Unset):
            amounts = UNSET
        else:
            amounts = CheckoutDiscountAmounts.from_dict(_amounts)

        basis_points = d.pop("basis_points", UNSET)

        checkout_discount = cls(
            duration=duration,
            type=type,
            id=id,
            name=name,
            code=code,
            duration_in_months=duration_in_months,
            amount=amount,
            currency=currency,
            amounts=amounts,
            basis_points=basis_points,
        )

        checkout_discount.additional_properties = d
        return checkout_discount

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
