from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.custom_field import CustomField


T = TypeVar("T", bound="AttachedCustomField")


@_attrs_define
class AttachedCustomField:
    """A custom field of a product.

    Attributes:
        custom_field_id (str):
        custom_field (CustomField): A question that customers answer when they buy.
        order (int): The place among the fields of the product.
        required (bool):
    """

    custom_field_id: str
    custom_field: CustomField
    order: int
    required: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        custom_field_id = self.custom_field_id

        custom_field = self.custom_field.to_dict()

        order = self.order

        required = self.required

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "custom_field_id": custom_field_id,
                "custom_field": custom_field,
                "order": order,
                "required": required,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.custom_field import CustomField  # noqa: PLC0415

        d = dict(src_dict)
        custom_field_id = d.pop("custom_field_id")

        custom_field = CustomField.from_dict(d.pop("custom_field"))

        order = d.pop("order")

        required = d.pop("required")

        attached_custom_field = cls(
            custom_field_id=custom_field_id,
            custom_field=custom_field,
            order=order,
            required=required,
        )

        attached_custom_field.additional_properties = d
        return attached_custom_field

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
