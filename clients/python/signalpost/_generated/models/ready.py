from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ready_database import ReadyDatabase, check_ready_database
from ..models.ready_status import ReadyStatus, check_ready_status
from ..models.ready_temporal import ReadyTemporal, check_ready_temporal

T = TypeVar("T", bound="Ready")


@_attrs_define
class Ready:
    """
    Attributes:
        status (ReadyStatus):
        database (ReadyDatabase):
        temporal (ReadyTemporal):
    """

    status: ReadyStatus
    database: ReadyDatabase
    temporal: ReadyTemporal
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status: str = self.status

        database: str = self.database

        temporal: str = self.temporal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "database": database,
                "temporal": temporal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        status = check_ready_status(d.pop("status"))

        database = check_ready_database(d.pop("database"))

        temporal = check_ready_temporal(d.pop("temporal"))

        ready = cls(
            status=status,
            database=database,
            temporal=temporal,
        )

        ready.additional_properties = d
        return ready

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
