"""Client of Signalpost: endpoints, events and deliveries, and verifying what arrives."""

from ._client import Signalpost
from ._errors import (
    ConflictError,
    ConnectionFailedError,
    InsufficientScopeError,
    NotFoundError,
    RateLimitError,
    ServiceUnavailableError,
    SignalpostError,
    UnauthorizedError,
    ValidationError,
    ValidationMistake,
)
from ._events import Publish
from ._models import (
    AccessToken,
    CreatedAccessToken,
    DeliveredEvent,
    EventType,
    Member,
    Organization,
    PublishedEvent,
    PublishedMessage,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from ._pages import Page, Pagination
from ._validate import WebhookVerificationError, validate_event
from ._version import __version__
from .payloads import ReceivedEvent, UntypedEvent

__all__ = [
    "AccessToken",
    "ConflictError",
    "ConnectionFailedError",
    "CreatedAccessToken",
    "DeliveredEvent",
    "EventType",
    "InsufficientScopeError",
    "Member",
    "NotFoundError",
    "Organization",
    "Page",
    "Pagination",
    "Publish",
    "PublishedEvent",
    "PublishedMessage",
    "RateLimitError",
    "ReceivedEvent",
    "ServiceUnavailableError",
    "Signalpost",
    "SignalpostError",
    "UnauthorizedError",
    "UntypedEvent",
    "ValidationError",
    "ValidationMistake",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
    "WebhookVerificationError",
    "__version__",
    "validate_event",
]
