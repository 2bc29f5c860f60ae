from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.api_version import ApiVersion
from ...models.detail_body import DetailBody
from ...models.error_body import ErrorBody
from ...models.event_type import EventType
from ...models.event_type_update import EventTypeUpdate
from ...models.token_error_body import TokenErrorBody
from ...models.validation_error_body import ValidationErrorBody
from ...types import UNSET, Response, Unset


def _get_kwargs(
    name: str,
    *,
    body: EventTypeUpdate,
    organization_id: UUID | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(polar_version, Unset):
        headers["Polar-Version"] = str(polar_version)

    params: dict[str, Any] = {}

    json_organization_id: str | Unset = UNSET
    if not isinstance(organization_id, Unset):
        json_organization_id = str(organization_id)
    params["organization_id"] = json_organization_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/v1/webhooks/event-types/{name}".format(
            name=quote(str(name), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

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
    | EventType
    | TokenErrorBody
    | ValidationErrorBody
    | None
):
    if response.status_code == 200:
        response_200 = EventType.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = ErrorBody.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = ErrorBody.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = ErrorBody.from_dict(response.json())

        return response_415

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
    | EventType
    | TokenErrorBody
    | ValidationErrorBody
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: EventTypeUpdate,
    organization_id: UUID | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> Response[
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | EventType
    | TokenErrorBody
    | ValidationErrorBody
]:
    """Change or archive an event type of your own

     An archived type can no longer be published; what was published with it stays. A type is never
    deleted.

    Scope: `webhooks:write`.

    Args:
        name (str):
        organization_id (UUID | Unset):
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventTypeUpdate): What is left out or null stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | EventType | TokenErrorBody | ValidationErrorBody]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
        organization_id=organization_id,
        polar_version=polar_version,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: EventTypeUpdate,
    organization_id: UUID | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> (
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | EventType
    | TokenErrorBody
    | ValidationErrorBody
    | None
):
    """Change or archive an event type of your own

     An archived type can no longer be published; what was published with it stays. A type is never
    deleted.

    Scope: `webhooks:write`.

    Args:
        name (str):
        organization_id (UUID | Unset):
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventTypeUpdate): What is left out or null stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | EventType | TokenErrorBody | ValidationErrorBody
    """

    return sync_detailed(
        name=name,
        client=client,
        body=body,
        organization_id=organization_id,
        polar_version=polar_version,
    ).parsed


async def asyncio_detailed(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: EventTypeUpdate,
    organization_id: UUID | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> Response[
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | EventType
    | TokenErrorBody
    | ValidationErrorBody
]:
    """Change or archive an event type of your own

     An archived type can no longer be published; what was published with it stays. A type is never
    deleted.

    Scope: `webhooks:write`.

    Args:
        name (str):
        organization_id (UUID | Unset):
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventTypeUpdate): What is left out or null stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | EventType | TokenErrorBody | ValidationErrorBody]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
        organization_id=organization_id,
        polar_version=polar_version,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: EventTypeUpdate,
    organization_id: UUID | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> (
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | EventType
    | TokenErrorBody
    | ValidationErrorBody
    | None
):
    """Change or archive an event type of your own

     An archived type can no longer be published; what was published with it stays. A type is never
    deleted.

    Scope: `webhooks:write`.

    Args:
        name (str):
        organization_id (UUID | Unset):
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventTypeUpdate): What is left out or null stays as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | EventType | TokenErrorBody | ValidationErrorBody
    """

    return (
        await asyncio_detailed(
            name=name,
            client=client,
            body=body,
            organization_id=organization_id,
            polar_version=polar_version,
        )
    ).parsed
