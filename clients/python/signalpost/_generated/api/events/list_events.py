import datetime
from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.api_version import ApiVersion
from ...models.catalogue_event_type import (
    CatalogueEventType,
)
from ...models.detail_body import DetailBody
from ...models.error_body import ErrorBody
from ...models.event_status import EventStatus
from ...models.token_error_body import TokenErrorBody
from ...models.validation_error_body import ValidationErrorBody
from ...models.webhook_event_list import WebhookEventList
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    organization_id: list[UUID] | Unset = UNSET,
    endpoint_id: list[UUID] | Unset = UNSET,
    event_type: list[CatalogueEventType | str] | Unset = UNSET,
    start_timestamp: datetime.datetime | Unset = UNSET,
    end_timestamp: datetime.datetime | Unset = UNSET,
    status: EventStatus | Unset = UNSET,
    page: int | Unset = 1,
    limit: int | Unset = 10,
    polar_version: ApiVersion | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(polar_version, Unset):
        headers["Polar-Version"] = str(polar_version)

    params: dict[str, Any] = {}

    json_organization_id: list[str] | Unset = UNSET
    if not isinstance(organization_id, Unset):
        json_organization_id = []
        for organization_id_item_data in organization_id:
            organization_id_item = str(organization_id_item_data)
            json_organization_id.append(organization_id_item)

    params["organization_id"] = json_organization_id

    json_endpoint_id: list[str] | Unset = UNSET
    if not isinstance(endpoint_id, Unset):
        json_endpoint_id = []
        for endpoint_id_item_data in endpoint_id:
            endpoint_id_item = str(endpoint_id_item_data)
            json_endpoint_id.append(endpoint_id_item)

    params["endpoint_id"] = json_endpoint_id

    json_event_type: list[str] | Unset = UNSET
    if not isinstance(event_type, Unset):
        json_event_type = []
        for event_type_item_data in event_type:
            event_type_item: str
            if isinstance(event_type_item_data, str):
                event_type_item = event_type_item_data
            else:
                event_type_item = event_type_item_data
            json_event_type.append(event_type_item)

    params["event_type"] = json_event_type

    json_start_timestamp: str | Unset = UNSET
    if not isinstance(start_timestamp, Unset):
        json_start_timestamp = start_timestamp.isoformat()
    params["start_timestamp"] = json_start_timestamp

    json_end_timestamp: str | Unset = UNSET
    if not isinstance(end_timestamp, Unset):
        json_end_timestamp = end_timestamp.isoformat()
    params["end_timestamp"] = json_end_timestamp

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    params["page"] = page

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/webhooks/events",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | TokenErrorBody
    | ValidationErrorBody
    | WebhookEventList
    | None
):
    if response.status_code == 200:
        response_200 = WebhookEventList.from_dict(response.json())

        return response_200

    if response.status_code == 401:

        def _parse_response_401(data: object) -> ErrorBody | TokenErrorBody:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_401_type_0 = ErrorBody.from_dict(data)

                return response_401_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_401_type_1 = TokenErrorBody.from_dict(data)

            return response_401_type_1

        response_401 = _parse_response_401(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = TokenErrorBody.from_dict(response.json())

        return response_403

    if response.status_code == 404:

        def _parse_response_404(data: object) -> DetailBody | ErrorBody:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_404_type_0 = ErrorBody.from_dict(data)

                return response_404_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_404_type_1 = DetailBody.from_dict(data)

            return response_404_type_1

        response_404 = _parse_response_404(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = ValidationErrorBody.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = cast(Any, None)
        return response_429

    if response.status_code == 431:
        response_431 = cast(Any, None)
        return response_431

    if response.status_code == 503:
        response_503 = ErrorBody.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | TokenErrorBody
    | ValidationErrorBody
    | WebhookEventList
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    organization_id: list[UUID] | Unset = UNSET,
    endpoint_id: list[UUID] | Unset = UNSET,
    event_type: list[CatalogueEventType | str] | Unset = UNSET,
    start_timestamp: datetime.datetime | Unset = UNSET,
    end_timestamp: datetime.datetime | Unset = UNSET,
    status: EventStatus | Unset = UNSET,
    page: int | Unset = 1,
    limit: int | Unset = 10,
    polar_version: ApiVersion | Unset = UNSET,
) -> Response[
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | TokenErrorBody
    | ValidationErrorBody
    | WebhookEventList
]:
    """List events

     Scope: `webhooks:read` or `webhooks:write` or `events:read`.

    Args:
        organization_id (list[UUID] | Unset): Only what belongs to these.
        endpoint_id (list[UUID] | Unset):
        event_type (list[CatalogueEventType | str] | Unset):
        start_timestamp (datetime.datetime | Unset): Only what was created after this.
        end_timestamp (datetime.datetime | Unset): Only what was created before this.
        status (EventStatus | Unset):
        page (int | Unset): Number of the page, from 1. Default: 1.
        limit (int | Unset): Items on a page; more than 100 is cut to 100. Default: 10.
        polar_version (ApiVersion | Unset): A version of Polar's API.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | TokenErrorBody | ValidationErrorBody | WebhookEventList]
    """

    kwargs = _get_kwargs(
        organization_id=organization_id,
        endpoint_id=endpoint_id,
        event_type=event_type,
        start_timestamp=start_timestamp,
        end_timestamp=end_timestamp,
        status=status,
        page=page,
        limit=limit,
        polar_version=polar_version,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    organization_id: list[UUID] | Unset = UNSET,
    endpoint_id: list[UUID] | Unset = UNSET,
    event_type: list[CatalogueEventType | str] | Unset = UNSET,
    start_timestamp: datetime.datetime | Unset = UNSET,
    end_timestamp: datetime.datetime | Unset = UNSET,
    status: EventStatus | Unset = UNSET,
    page: int | Unset = 1,
    limit: int | Unset = 10,
    polar_version: ApiVersion | Unset = UNSET,
) -> (
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | TokenErrorBody
    | ValidationErrorBody
    | WebhookEventList
    | None
):
    """List events

     Scope: `webhooks:read` or `webhooks:write` or `events:read`.

    Args:
        organization_id (list[UUID] | Unset): Only what belongs to these.
        endpoint_id (list[UUID] | Unset):
        event_type (list[CatalogueEventType | str] | Unset):
        start_timestamp (datetime.datetime | Unset): Only what was created after this.
        end_timestamp (datetime.datetime | Unset): Only what was created before this.
        status (EventStatus | Unset):
        page (int | Unset): Number of the page, from 1. Default: 1.
        limit (int | Unset): Items on a page; more than 100 is cut to 100. Default: 10.
        polar_version (ApiVersion | Unset): A version of Polar's API.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | TokenErrorBody | ValidationErrorBody | WebhookEventList
    """

    return sync_detailed(
        client=client,
        organization_id=organization_id,
        endpoint_id=endpoint_id,
        event_type=event_type,
        start_timestamp=start_timestamp,
        end_timestamp=end_timestamp,
        status=status,
        page=page,
        limit=limit,
        polar_version=polar_version,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    organization_id: list[UUID] | Unset = UNSET,
    endpoint_id: list[UUID] | Unset = UNSET,
    event_type: list[CatalogueEventType | str] | Unset = UNSET,
    start_timestamp: datetime.datetime | Unset = UNSET,
    end_timestamp: datetime.datetime | Unset = UNSET,
    status: EventStatus | Unset = UNSET,
    page: int | Unset = 1,
    limit: int | Unset = 10,
    polar_version: ApiVersion | Unset = UNSET,
) -> Response[
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | TokenErrorBody
    | ValidationErrorBody
    | WebhookEventList
]:
    """List events

     Scope: `webhooks:read` or `webhooks:write` or `events:read`.

    Args:
        organization_id (list[UUID] | Unset): Only what belongs to these.
        endpoint_id (list[UUID] | Unset):
        event_type (list[CatalogueEventType | str] | Unset):
        start_timestamp (datetime.datetime | Unset): Only what was created after this.
        end_timestamp (datetime.datetime | Unset): Only what was created before this.
        status (EventStatus | Unset):
        page (int | Unset): Number of the page, from 1. Default: 1.
        limit (int | Unset): Items on a page; more than 100 is cut to 100. Default: 10.
        polar_version (ApiVersion | Unset): A version of Polar's API.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | TokenErrorBody | ValidationErrorBody | WebhookEventList]
    """

    kwargs = _get_kwargs(
        organization_id=organization_id,
        endpoint_id=endpoint_id,
        event_type=event_type,
        start_timestamp=start_timestamp,
        end_timestamp=end_timestamp,
        status=status,
        page=page,
        limit=limit,
        polar_version=polar_version,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    organization_id: list[UUID] | Unset = UNSET,
    endpoint_id: list[UUID] | Unset = UNSET,
    event_type: list[CatalogueEventType | str] | Unset = UNSET,
    start_timestamp: datetime.datetime | Unset = UNSET,
    end_timestamp: datetime.datetime | Unset = UNSET,
    status: EventStatus | Unset = UNSET,
    page: int | Unset = 1,
    limit: int | Unset = 10,
    polar_version: ApiVersion | Unset = UNSET,
) -> (
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | TokenErrorBody
    | ValidationErrorBody
    | WebhookEventList
    | None
):
    """List events

     Scope: `webhooks:read` or `webhooks:write` or `events:read`.

    Args:
        organization_id (list[UUID] | Unset): Only what belongs to these.
        endpoint_id (list[UUID] | Unset):
        event_type (list[CatalogueEventType | str] | Unset):
        start_timestamp (datetime.datetime | Unset): Only what was created after this.
        end_timestamp (datetime.datetime | Unset): Only what was created before this.
        status (EventStatus | Unset):
        page (int | Unset): Number of the page, from 1. Default: 1.
        limit (int | Unset): Items on a page; more than 100 is cut to 100. Default: 10.
        polar_version (ApiVersion | Unset): A version of Polar's API.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | TokenErrorBody | ValidationErrorBody | WebhookEventList
    """

    return (
        await asyncio_detailed(
            client=client,
            organization_id=organization_id,
            endpoint_id=endpoint_id,
            event_type=event_type,
            start_timestamp=start_timestamp,
            end_timestamp=end_timestamp,
            status=status,
            page=page,
            limit=limit,
            polar_version=polar_version,
        )
    ).parsed
