from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ProductMedia")


@_attrs_define
class ProductMedia:
    """An image of a product.

    Attributes:
        id (str):
        organization_id (str):
        name (str):
        path (str):
        mime_type (str):
        size (int): In bytes.
        storage_version (None | str):
        checksum_etag (None | str):
        checksum_sha256_base64 (None | str):
        checksum_sha256_hex (None | str):
        last_modified_at (datetime.datetime | None):
        version (None | str):
        service (str):
        is_uploaded (bool):
        created_at (datetime.datetime):
        size_readable (str):
        public_url (str):
    """

    id: str
    organization_id: str
    name: str
    path: str
    mime_type: str
    size: int
    storage_version: None | str
    checksum_etag: None | str
    checksum_sha256_base64: None | str
    checksum_sha256_hex: None | str
    last_modified_at: datetime.datetime | None
    version: None | str
    service: str
    is_uploaded: bool
    created_at: datetime.datetime
    size_readable: str
    public_url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        organization_id = self.organization_id

        name = self.name

        path = self.path

        mime_type = self.mime_type

        size = self.size

        storage_version: None | str
        storage_version = self.storage_version

        checksum_etag: None | str
        checksum_etag = self.checksum_etag

        checksum_sha256_base64: None | str
        checksum_sha256_base64 = self.checksum_sha256_base64

        checksum_sha256_hex: None | str
        checksum_sha256_hex = self.checksum_sha256_hex

        last_modified_at: None | str
        if isinstance(self.last_modified_at, datetime.datetime):
            last_modified_at = self.last_modified_at.isoformat()
        else:
            last_modified_at = self.last_modified_at

        version: None | str
        version = self.version

        service = self.service

        is_uploaded = self.is_uploaded

        created_at = self.created_at.isoformat()

        size_readable = self.size_readable

        public_url = self.public_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "organization_id": organization_id,
                "name": name,
                "path": path,
                "mime_type": mime_type,
                "size": size,
                "storage_version": storage_version,
                "checksum_etag": checksum_etag,
                "checksum_sha256_base64": checksum_sha256_base64,
                "checksum_sha256_hex": checksum_sha256_hex,
                "last_modified_at": last_modified_at,
                "version": version,
                "service": service,
                "is_uploaded": is_uploaded,
                "created_at": created_at,
                "size_readable": size_readable,
                "public_url": public_url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        organization_id = d.pop("organization_id")

        name = d.pop("name")

        path = d.pop("path")

        mime_type = d.pop("mime_type")

        size = d.pop("size")

        def _parse_storage_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        storage_version = _parse_storage_version(d.pop("storage_version"))

        def _parse_checksum_etag(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checksum_etag = _parse_checksum_etag(d.pop("checksum_etag"))

        def _parse_checksum_sha256_base64(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checksum_sha256_base64 = _parse_checksum_sha256_base64(d.pop("checksum_sha256_base64"))

        def _parse_checksum_sha256_hex(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checksum_sha256_hex = _parse_checksum_sha256_hex(d.pop("checksum_sha256_hex"))

        def _parse_last_modified_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_modified_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_modified_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_modified_at = _parse_last_modified_at(d.pop("last_modified_at"))

        def _parse_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        version = _parse_version(d.pop("version"))

        service = d.pop("service")

        is_uploaded = d.pop("is_uploaded")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        size_readable = d.pop("size_readable")

        public_url = d.pop("public_url")

        product_media = cls(
            id=id,
            organization_id=organization_id,
            name=name,
            path=path,
            mime_type=mime_type,
            size=size,
            storage_version=storage_version,
            checksum_etag=checksum_etag,
            checksum_sha256_base64=checksum_sha256_base64,
            checksum_sha256_hex=checksum_sha256_hex,
            last_modified_at=last_modified_at,
            version=version,
            service=service,
            is_uploaded=is_uploaded,
            created_at=created_at,
            size_readable=size_readable,
            public_url=public_url,
        )

        product_media.additional_properties = d
        return product_media

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
