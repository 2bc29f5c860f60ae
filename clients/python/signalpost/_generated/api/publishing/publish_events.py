from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.api_version import ApiVersion
from ...models.detail_body import DetailBody
from ...models.error_body import ErrorBody
from ...models.event_publish_batch import EventPublishBatch
from ...models.published_messages import PublishedMessages
from ...models.token_error_body import TokenErrorBody
from ...models.validation_error_body import ValidationErrorBody
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: EventPublishBatch,
    idempotency_key: str | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["idempotency-key"] = idempotency_key

    if not isinstance(polar_version, Unset):
        headers["Polar-Version"] = str(polar_version)

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/webhooks/events/batch",
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
    | PublishedMessages
    | TokenErrorBody
    | ValidationErrorBody
    | None
):
    if response.status_code == 202:
        response_202 = PublishedMessages.from_dict(response.json())

        return response_202

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
    | PublishedMessages
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
    *,
    client: AuthenticatedClient | Client,
    body: EventPublishBatch,
    idempotency_key: str | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> Response[
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | PublishedMessages
    | TokenErrorBody
    | ValidationErrorBody
]:
    """Publish up to 1,000 events, all or none

     Scope: `events:write`.

    Args:
        idempotency_key (str | Unset): The same key again within seven days gets the first answer,
            and nothing is sent twice.
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventPublishBatch):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | PublishedMessages | TokenErrorBody | ValidationErrorBody]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
        polar_version=polar_version,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: EventPublishBatch,
    idempotency_key: str | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> (
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | PublishedMessages
    | TokenErrorBody
    | ValidationErrorBody
    | None
):
    """Publish up to 1,000 events, all or none

     Scope: `events:write`.

    Args:
        idempotency_key (str | Unset): The same key again within seven days gets the first answer,
            and nothing is sent twice.
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventPublishBatch):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | PublishedMessages | TokenErrorBody | ValidationErrorBody
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        polar_version=polar_version,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: EventPublishBatch,
    idempotency_key: str | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> Response[
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | PublishedMessages
    | TokenErrorBody
    | ValidationErrorBody
]:
    """Publish up to 1,000 events, all or none

     Scope: `events:write`.

    Args:
        idempotency_key (str | Unset): The same key again within seven days gets the first answer,
            and nothing is sent twice.
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventPublishBatch):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | PublishedMessages | TokenErrorBody | ValidationErrorBody]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
        polar_version=polar_version,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: EventPublishBatch,
    idempotency_key: str | Unset = UNSET,
    polar_version: ApiVersion | Unset = UNSET,
) -> (
    Any
    | DetailBody
    | ErrorBody
    | ErrorBody
    | ErrorBody
    | TokenErrorBody
    | PublishedMessages
    | TokenErrorBody
    | ValidationErrorBody
    | None
):
    """Publish up to 1,000 events, all or none

     Scope: `events:write`.

    Args:
        idempotency_key (str | Unset): The same key again within seven days gets the first answer,
            and nothing is sent twice.
        polar_version (ApiVersion | Unset): A version of Polar's API.
        body (EventPublishBatch):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | DetailBody | ErrorBody | ErrorBody | ErrorBody | TokenErrorBody | PublishedMessages | TokenErrorBody | ValidationErrorBody
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            polar_version=polar_version,
        )
    ).parsed
