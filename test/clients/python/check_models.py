"""Fails where what calls return lacks a field of the generated client's, or a call a parameter."""

import dataclasses
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import attrs

import signalpost
from signalpost import _events, _webhooks
from signalpost._event_types import EventTypes
from signalpost._generated import models
from signalpost._generated.api.deliveries import list_deliveries
from signalpost._generated.api.endpoints import list_endpoints
from signalpost._generated.api.event_types import list_event_types
from signalpost._generated.api.events import list_events

MODELS: dict[type[Any], type[Any]] = {
    signalpost.AccessToken: models.AccessToken,
    signalpost.CreatedAccessToken: models.AccessTokenCreated,
    signalpost.DeliveredEvent: models.DeliveredEvent,
    signalpost.EventType: models.EventType,
    signalpost.Member: models.OrganizationMember,
    signalpost.Organization: models.TenantOrganization,
    signalpost.Pagination: models.Pagination,
    signalpost.PublishedEvent: models.PublishedEvent,
    signalpost.PublishedMessage: models.PublishedMessage,
    signalpost.ValidationMistake: models.ValidationMistake,
    signalpost.WebhookDelivery: models.WebhookDelivery,
    signalpost.WebhookEndpoint: models.WebhookEndpoint,
    signalpost.WebhookEvent: models.WebhookEvent,
}

BODIES: list[tuple[Callable[..., Any], type[Any], set[str]]] = [
    (_webhooks.Webhooks.create_endpoint, models.WebhookEndpointCreate, set()),
    (_webhooks.Webhooks.update_endpoint, models.WebhookEndpointUpdate, {"id"}),
    (_events.Events.publish, models.EventPublish, {"idempotency_key"}),
    (EventTypes.create, models.EventTypeCreate, set()),
    (EventTypes.update, models.EventTypeUpdate, {"name", "organization_id"}),
]

QUERIES: list[tuple[Callable[..., Any], ModuleType]] = [
    (_webhooks.Webhooks.list_endpoints, list_endpoints),
    (_webhooks.Webhooks.list_deliveries, list_deliveries),
    (_events.Events.list, list_events),
    (EventTypes.list, list_event_types),
]


def wire_fields(model: type[Any]) -> set[str]:
    return {field.name for field in attrs.fields(model)} - {"additional_properties"}


def parameters(function: Callable[..., Any]) -> set[str]:
    return set(inspect.signature(function).parameters) - {"self"}


for own, wire in MODELS.items():
    own_fields = {field.name for field in dataclasses.fields(own)}
    assert own_fields == {name.rstrip("_") for name in wire_fields(wire)}, own
for method, body, further in BODIES:
    assert parameters(method) - further == wire_fields(body), method
for method, operation in QUERIES:
    known = parameters(operation.sync_detailed) - {"client", "polar_version"}
    assert parameters(method) == known, method
