"""What calls return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ._generated import models
from ._generated.models import (
    ApiVersion,
    DisabledReason,
    EndpointFormat,
    EventStatus,
    EventTypeSource,
    FailureStage,
    MemberRole,
    Ordering,
    Scope,
)


@dataclass(frozen=True, kw_only=True)
class WebhookEndpoint:
    """Where events are delivered to."""

    id: str
    created_at: datetime
    modified_at: datetime | None
    url: str
    name: str | None
    format: EndpointFormat
    secret: str = field(repr=False)
    """Verifies what is delivered."""
    organization_id: str
    events: list[str]
    """Types that it listens to."""
    enabled: bool
    api_version: ApiVersion
    uses_standard_webhook_signature: bool
    """False only for a secret of your own that is not base64."""
    ordering: Ordering
    max_in_flight: int
    headers: dict[str, str]
    disabled_reason: DisabledReason | None
    disabled_at: datetime | None
    consecutive_failures: int
    """Failed events in a row."""

    @classmethod
    def of(cls, wire: models.WebhookEndpoint) -> WebhookEndpoint:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            modified_at=wire.modified_at,
            url=wire.url,
            name=wire.name,
            format=wire.format,
            secret=wire.secret,
            organization_id=str(wire.organization_id),
            events=list(wire.events),
            enabled=wire.enabled,
            api_version=wire.api_version,
            uses_standard_webhook_signature=wire.uses_standard_webhook_signature,
            ordering=wire.ordering,
            max_in_flight=wire.max_in_flight,
            headers=wire.headers.to_dict(),
            disabled_reason=wire.disabled_reason,
            disabled_at=wire.disabled_at,
            consecutive_failures=wire.consecutive_failures,
        )


@dataclass(frozen=True, kw_only=True)
class DeliveredEvent:
    """The event that an attempt was for."""

    id: str
    created_at: datetime
    modified_at: datetime | None
    type: str
    last_http_code: int | None
    succeeded: bool | None
    """None while it is pending."""
    skipped: bool
    payload: str | None
    """The body as text; None when it is archived."""
    is_archived: bool
    api_version: ApiVersion

    @classmethod
    def of(cls, wire: models.DeliveredEvent) -> DeliveredEvent:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            modified_at=wire.modified_at,
            type=wire.type,
            last_http_code=wire.last_http_code,
            succeeded=wire.succeeded,
            skipped=wire.skipped,
            payload=wire.payload,
            is_archived=wire.is_archived,
            api_version=wire.api_version,
        )


@dataclass(frozen=True, kw_only=True)
class WebhookDelivery:
    """One attempt to deliver an event."""

    id: str
    created_at: datetime
    modified_at: datetime | None
    succeeded: bool
    http_code: int | None
    """None where there was no answer."""
    response: str | None
    """The beginning of the answer, or one sentence on what went wrong."""
    webhook_event: DeliveredEvent
    webhook_endpoint_id: str
    attempt: int
    """Its number, from 1."""
    stage: FailureStage | None
    """Where it failed."""
    duration_ms: int

    @classmethod
    def of(cls, wire: models.WebhookDelivery) -> WebhookDelivery:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            modified_at=wire.modified_at,
            succeeded=wire.succeeded,
            http_code=wire.http_code,
            response=wire.response,
            webhook_event=DeliveredEvent.of(wire.webhook_event),
            webhook_endpoint_id=str(wire.webhook_endpoint_id),
            attempt=wire.attempt,
            stage=wire.stage,
            duration_ms=wire.duration_ms,
        )


@dataclass(frozen=True, kw_only=True)
class WebhookEvent:
    """What was published to one endpoint, and how far its delivery is."""

    id: str
    created_at: datetime
    modified_at: datetime | None
    type: str
    status: EventStatus
    last_http_code: int | None
    succeeded: bool | None
    """None while it is pending."""
    skipped: bool
    payload: str | None
    """The body as text; None when it is archived."""
    is_archived: bool
    message_id: str
    webhook_endpoint_id: str
    organization_id: str
    attempts: int
    """Attempts since it was last queued."""
    next_attempt_at: datetime | None
    """When the next retry is due."""

    @classmethod
    def of(cls, wire: models.WebhookEvent) -> WebhookEvent:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            modified_at=wire.modified_at,
            type=wire.type,
            status=wire.status,
            last_http_code=wire.last_http_code,
            succeeded=wire.succeeded,
            skipped=wire.skipped,
            payload=wire.payload,
            is_archived=wire.is_archived,
            message_id=str(wire.message_id),
            webhook_endpoint_id=str(wire.webhook_endpoint_id),
            organization_id=str(wire.organization_id),
            attempts=wire.attempts,
            next_attempt_at=wire.next_attempt_at,
        )


@dataclass(frozen=True, kw_only=True)
class PublishedEvent:
    """The event of one endpoint; its id is the `webhook-id` of its deliveries."""

    id: str
    webhook_endpoint_id: str

    @classmethod
    def of(cls, wire: models.PublishedEvent) -> PublishedEvent:
        """From the generated client's."""
        return cls(id=str(wire.id), webhook_endpoint_id=str(wire.webhook_endpoint_id))


@dataclass(frozen=True, kw_only=True)
class PublishedMessage:
    """What was published, with an event for each endpoint that gets it."""

    id: str
    webhook_events: list[PublishedEvent]

    @classmethod
    def of(cls, wire: models.PublishedMessage) -> PublishedMessage:
        """From the generated client's."""
        events = [PublishedEvent.of(event) for event in wire.webhook_events]
        return cls(id=str(wire.id), webhook_events=events)


@dataclass(frozen=True, kw_only=True)
class EventType:
    """An event type: of the catalogue, or one that an organization registered."""

    name: str
    created_at: datetime | None
    modified_at: datetime | None
    description: str
    source: EventTypeSource
    organization_id: str | None
    schema: dict[str, Any] | None
    """JSON Schema of the data of an own type; None takes any object."""
    example: dict[str, Any] | None
    """Data of a sample event."""
    is_archived: bool

    @classmethod
    def of(cls, wire: models.EventType) -> EventType:
        """From the generated client's."""
        return cls(
            name=wire.name,
            created_at=wire.created_at,
            modified_at=wire.modified_at,
            description=wire.description,
            source=wire.source,
            organization_id=_optional_id(wire.organization_id),
            schema=None if wire.schema is None else wire.schema.to_dict(),
            example=None if wire.example is None else wire.example.to_dict(),
            is_archived=wire.is_archived,
        )


@dataclass(frozen=True, kw_only=True)
class Organization:
    """A tenant: what belongs to one, no other sees."""

    id: str
    created_at: datetime
    modified_at: datetime | None
    name: str

    @classmethod
    def of(cls, wire: models.TenantOrganization) -> Organization:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            modified_at=wire.modified_at,
            name=wire.name,
        )


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of an organization; admins get its mails."""

    id: str
    created_at: datetime
    organization_id: str
    email: str
    role: MemberRole

    @classmethod
    def of(cls, wire: models.OrganizationMember) -> Member:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            organization_id=str(wire.organization_id),
            email=wire.email,
            role=wire.role,
        )


@dataclass(frozen=True, kw_only=True)
class AccessToken:
    """An access token without its text."""

    id: str
    created_at: datetime
    organization_id: str
    name: str
    scopes: list[Scope]
    expires_at: datetime | None
    last_used_at: datetime | None

    @classmethod
    def of(cls, wire: models.AccessToken) -> AccessToken:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            organization_id=str(wire.organization_id),
            name=wire.name,
            scopes=list(wire.scopes),
            expires_at=wire.expires_at,
            last_used_at=wire.last_used_at,
        )


@dataclass(frozen=True, kw_only=True)
class CreatedAccessToken:
    """An access token with its text, which is shown this once."""

    id: str
    created_at: datetime
    organization_id: str
    name: str
    scopes: list[Scope]
    expires_at: datetime | None
    last_used_at: datetime | None
    token: str = field(repr=False)

    @classmethod
    def of(cls, wire: models.AccessTokenCreated) -> CreatedAccessToken:
        """From the generated client's."""
        return cls(
            id=str(wire.id),
            created_at=wire.created_at,
            organization_id=str(wire.organization_id),
            name=wire.name,
            scopes=list(wire.scopes),
            expires_at=wire.expires_at,
            last_used_at=wire.last_used_at,
            token=wire.token,
        )


def _optional_id(value: UUID | None) -> str | None:
    return None if value is None else str(value)
