from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.validation_mistake import ValidationMistake


T = TypeVar("T", bound="ValidationErrorBody")


@_attrs_define
class ValidationErrorBody:
    """Every mistake of the request.

    Attributes:
        error (Literal['RequestValidationError']):
        detail (list[ValidationMistake]):
    """

    error: Literal["RequestValidationError"]
    detail: list[ValidationMistake]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        detail = []
        for detail_item_data in self.detail:
            detail_item = detail_item_data.to_dict()
            detail.append(detail_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.validation_mistake import ValidationMistake  # noqa: PLC0415

        d = dict(src_dict)
        error = cast(Literal["RequestValidationError"], d.pop("error"))
        if error != "RequestValidationError":
            raise ValueError(f"error must match const 'RequestValidationError', got '{error}'")

        detail = []
        _detail = d.pop("detail")
        for detail_item_data in _detail:
            detail_item = ValidationMistake.from_dict(detail_item_data)

            detail.append(detail_item)

        validation_error_body = cls(
            error=error,
            detail=detail,
        )

        validation_error_body.additional_properties = d
        return validation_error_body

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
