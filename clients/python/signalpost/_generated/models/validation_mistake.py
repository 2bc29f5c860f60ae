from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.validation_mistake_ctx import ValidationMistakeCtx


T = TypeVar("T", bound="ValidationMistake")


@_attrs_define
class ValidationMistake:
    """
    Attributes:
        type (str):
        loc (list[int | str]): Leads to the place: body, query, path or header, then keys and indexes.
        msg (str):
        input_ (Any): What stood there.
        ctx (ValidationMistakeCtx | Unset):
    """

    type: str
    loc: list[int | str]
    msg: str
    input_: Any
    ctx: ValidationMistakeCtx | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type = self.type

        loc = []
        for loc_item_data in self.loc:
            loc_item: int | str
            loc_item = loc_item_data
            loc.append(loc_item)

        msg = self.msg

        input_ = self.input_

        ctx: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ctx, Unset):
            ctx = self.ctx.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type,
                "loc": loc,
                "msg": msg,
                "input": input_,
            }
        )
        if ctx is not UNSET:
            field_dict["ctx"] = ctx

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.validation_mistake_ctx import ValidationMistakeCtx  # noqa: PLC0415

        d = dict(src_dict)
        type = d.pop("type")

        loc = []
        _loc = d.pop("loc")
        for loc_item_data in _loc:

            def _parse_loc_item(data: object) -> int | str:
                return cast(int | str, data)

            loc_item = _parse_loc_item(loc_item_data)

            loc.append(loc_item)

        msg = d.pop("msg")

        input_ = d.pop("input")

        _ctx = d.pop("ctx", UNSET)
        ctx: ValidationMistakeCtx | Unset
        if isinstance(_ctx, Unset):
            ctx = UNSET
        else:
            ctx = ValidationMistakeCtx.from_dict(_ctx)

        validation_mistake = cls(
            type=type,
            loc=loc,
            msg=msg,
            input_=input_,
            ctx=ctx,
        )

        validation_mistake.additional_properties = d
        return validation_mistake

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
