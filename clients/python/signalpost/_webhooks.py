"""Endpoints, and what was delivered to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ._generated import models
from ._generated.api.deliveries import list_deliveries
from ._generated.api.endpoints import (
    create_endpoint,
    delete_endpoint,
    get_endpoint,
    list_endpoints,
    reset_endpoint_secret,
    update_endpoint,
)
from ._generated.api.events import recover_endpoint, redeliver_event, test_endpoint
from ._generated.models import ApiVersion, EndpointFormat, HttpCodeClass, Ordering
from ._generated.types import UNSET, Unset
from ._models import PublishedMessage, WebhookDelivery, WebhookEndpoint
from ._pages import Page, load_pages
from ._transport import Transport
from ._values import (
    Id,
    Moment,
    moment_of,
    optional,
    optional_moment,
    optional_texts,
    optional_uuid,
    optional_uuids,
    uuid_of,
)


class Webhooks:
    """Endpoints, and what was delivered to them."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._client = transport.client

    def create_endpoint(
        self,
        *,
        url: str,
        format: EndpointFormat,
        events: Sequence[str],
        organization_id: Id | None = None,
        name: str | None = None,
        secret: str | None = None,
        api_version: ApiVersion | None = None,
        ordering: Ordering | None = None,
        max_in_flight: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> WebhookEndpoint:
        """Creates an endpoint; its `secret` verifies what is delivered. Scope `webhooks:write`."""
        further = UNSET if headers is None else models.WebhookEndpointCreateHeadersType0()
        if not isinstance(further, Unset):
            further.additional_properties = dict(headers or {})
        body = models.WebhookEndpointCreate(
            url=url,
            format=format,
            events=list(events),
            organization_id=optional_uuid(organization_id),
            name=optional(name),
            secret=optional(secret),
            api_version=optional(api_version),
            ordering=optional(ordering),
            max_in_flight=optional(max_in_flight),
            headers=further,
        )
        return WebhookEndpoint.of(
            self._transport.write(
                models.WebhookEndpoint,
                lambda: create_endpoint.sync_detailed(client=self._client, body=body),
            )
        )

    def list_endpoints(
        self,
        *,
        organization_id: Id | Sequence[Id] | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> Page[WebhookEndpoint]:
        """Lists endpoints, newest first. Scope `webhooks:read` or `webhooks:write`."""
        organization_ids = optional_uuids(organization_id)

        def load(number: int) -> tuple[list[WebhookEndpoint], models.Pagination]:
            answer = self._transport.read(
                models.WebhookEndpointList,
                lambda: list_endpoints.sync_detailed(
                    client=self._client,
                    organization_id=organization_ids,
                    page=number,
                    limit=optional(limit),
                ),
            )
            return [WebhookEndpoint.of(item) for item in answer.items], answer.pagination

        return load_pages(page, load)

    def get_endpoint(self, *, id: Id) -> WebhookEndpoint:
        """One endpoint. Scope `webhooks:read` or `webhooks:write`."""
        endpoint_id = uuid_of(id)
        return WebhookEndpoint.of(
            self._transport.read(
                models.WebhookEndpoint,
                lambda: get_endpoint.sync_detailed(endpoint_id, client=self._client),
            )
        )

    def update_endpoint(
        self,
        *,
        id: Id,
        url: str | None = None,
        name: str | None = None,
        format: EndpointFormat | None = None,
        events: Sequence[str] | None = None,
        enabled: bool | None = None,
        secret: str | None = None,
        api_version: ApiVersion | None = None,
        ordering: Ordering | None = None,
        max_in_flight: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> WebhookEndpoint:
        """
        Changes an endpoint: what is left out stays as it is, and `enabled=True` switches it on
        again. Scope `webhooks:write`.
        """
        endpoint_id = uuid_of(id)
        further = UNSET if headers is None else models.WebhookEndpointUpdateHeadersType0()
        if not isinstance(further, Unset):
            further.additional_properties = dict(headers or {})
        body = models.WebhookEndpointUpdate(
            url=optional(url),
            name=optional(name),
            format=optional(format),
            events=UNSET if events is None else list(events),
            enabled=optional(enabled),
            secret=optional(secret),
            api_version=optional(api_version),
            ordering=optional(ordering),
            max_in_flight=optional(max_in_flight),
            headers=further,
        )
        return WebhookEndpoint.of(
            self._transport.update(
                models.WebhookEndpoint,
                lambda: update_endpoint.sync_detailed(endpoint_id, client=self._client, body=body),
            )
        )

    def reset_endpoint_secret(self, *, id: Id) -> WebhookEndpoint:
        """Makes a new secret; the old one keeps signing too for a while. Scope `webhooks:write`."""
        endpoint_id = uuid_of(id)
        return WebhookEndpoint.of(
            self._transport.write(
                models.WebhookEndpoint,
                lambda: reset_endpoint_secret.sync_detailed(endpoint_id, client=self._client),
            )
        )

    def delete_endpoint(self, *, id: Id) -> None:
        """Deletes an endpoint; what is pending is skipped. Scope `webhooks:write`."""
        endpoint_id = uuid_of(id)
        self._transport.delete(
            lambda: delete_endpoint.sync_detailed(endpoint_id, client=self._client)
        )

    def list_deliveries(
        self,
        *,
        organization_id: Id | Sequence[Id] | None = None,
        endpoint_id: Id | Sequence[Id] | None = None,
        event_type: str | Sequence[str] | None = None,
        start_timestamp: Moment | None = None,
        end_timestamp: Moment | None = None,
        succeeded: bool | None = None,
        http_code_class: HttpCodeClass | None = None,
        query: str | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> Page[WebhookDelivery]:
        """Lists attempts, newest first. Scope `webhooks:read` or `webhooks:write`."""
        organization_ids = optional_uuids(organization_id)
        endpoint_ids = optional_uuids(endpoint_id)
        start, end = optional_moment(start_timestamp), optional_moment(end_timestamp)

        def load(number: int) -> tuple[list[WebhookDelivery], models.Pagination]:
            answer = self._transport.read(
                models.WebhookDeliveryList,
                lambda: list_deliveries.sync_detailed(
                    client=self._client,
                    organization_id=organization_ids,
                    endpoint_id=endpoint_ids,
                    event_type=optional_texts(event_type),
                    start_timestamp=start,
                    end_timestamp=end,
                    succeeded=optional(succeeded),
                    http_code_class=optional(http_code_class),
                    query=optional(query),
                    page=number,
                    limit=optional(limit),
                ),
            )
            return [WebhookDelivery.of(item) for item in answer.items], answer.pagination

        return load_pages(page, load)

    def redeliver(self, *, id: Id) -> None:
        """Sends an event again, one that succeeded too. Scope `webhooks:write`."""
        event_id = uuid_of(id)
        self._transport.write_nothing(
            lambda: redeliver_event.sync_detailed(event_id, client=self._client)
        )

    def test_endpoint(self, *, id: Id, type: str | None = None) -> PublishedMessage:
        """
        Sends a sample event to an endpoint, whatever it listens to; without a type, of the first
        that it listens to. Scope `webhooks:write`.
        """
        endpoint_id = uuid_of(id)
        body = models.EndpointTest(type=optional(type))
        return PublishedMessage.of(
            self._transport.write(
                models.PublishedMessage,
                lambda: test_endpoint.sync_detailed(endpoint_id, client=self._client, body=body),
            )
        )

    def recover_endpoint(self, *, id: Id, since: Moment) -> int:
        """
        Sends again what failed or was skipped since a time, and returns how many events that are.
        Scope `webhooks:write`.
        """
        endpoint_id = uuid_of(id)
        body = models.EndpointRecover(since=moment_of(since))
        return self._transport.write(
            models.EndpointRecovery,
            lambda: recover_endpoint.sync_detailed(endpoint_id, client=self._client, body=body),
        ).count
