"""What the types of the Python client promise: checked by mypy, never run."""

from __future__ import annotations

from typing import Any, Literal, assert_type

from signalpost import Page, Signalpost, UntypedEvent, WebhookEndpoint, validate_event
from signalpost.payloads import (
    Customer,
    CustomerState,
    CustomerStateChangedEvent,
    Order,
    OrderPaidEvent,
    OrderRefundedEvent,
)


def the_class_of_an_event_says_what_its_data_is(body: bytes, headers: dict[str, str]) -> None:
    event = validate_event(body=body, headers=headers, secret="secret")
    match event:
        case OrderPaidEvent() | OrderRefundedEvent():
            assert_type(event.data, Order)
            assert_type(event.data.customer, Customer)
        case CustomerStateChangedEvent():
            assert_type(event.type, Literal["customer.state_changed"])
            assert_type(event.data, CustomerState)
        case UntypedEvent():
            assert_type(event.type, str)
            assert_type(event.data, dict[str, Any])


def lists_are_pages(client: Signalpost) -> None:
    page = client.webhooks.list_endpoints()
    assert_type(page, Page[WebhookEndpoint])
    for endpoint in page:
        assert_type(endpoint, WebhookEndpoint)


def closed_sets_of_values_are_checked(client: Signalpost) -> None:
    client.webhooks.create_endpoint(url="https://example.com/", format="raw", events=["a.b"])
    client.webhooks.create_endpoint(url="https://example.com/", format="xml", events=[])  # type: ignore[arg-type]
    client.webhooks.list_deliveries(http_code_class="6xx")  # type: ignore[arg-type]
