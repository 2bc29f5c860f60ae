"""Makes webhook calls with the Python SDK of the 0.x line; see conversation.py."""

from datetime import datetime, timezone

from polar_sdk import Polar, models
from polar_sdk.types import UNSET

from conversation import converse, moment


def set_or_none(value):
    return None if value == UNSET else value


def endpoint_of(endpoint: models.WebhookEndpoint):
    return {
        "createdAt": moment(endpoint.created_at),
        "modifiedAt": moment(endpoint.modified_at),
        "id": endpoint.id,
        "url": endpoint.url,
        "name": set_or_none(endpoint.name),
        "format": endpoint.format_.value,
        "secret": endpoint.secret,
        "organizationId": endpoint.organization_id,
        "events": [event.value for event in endpoint.events],
        "enabled": endpoint.enabled,
    }


def delivery_of(delivery: models.WebhookDelivery):
    event = delivery.webhook_event
    return {
        "createdAt": moment(delivery.created_at),
        "modifiedAt": moment(delivery.modified_at),
        "id": delivery.id,
        "succeeded": delivery.succeeded,
        "httpCode": delivery.http_code,
        "response": delivery.response,
        "event": {
            "createdAt": moment(event.created_at),
            "modifiedAt": moment(event.modified_at),
            "id": event.id,
            "lastHttpCode": set_or_none(event.last_http_code),
            "succeeded": set_or_none(event.succeeded),
            "skipped": event.skipped,
            "payload": event.payload,
            "type": event.type.value,
            "isArchived": event.is_archived,
        },
    }


def page_of(response, read):
    result = response.result
    return {
        "items": [read(item) for item in result.items],
        "totalCount": result.pagination.total_count,
        "maxPage": result.pagination.max_page,
    }


def items_of(response, read):
    items = []
    while response is not None:
        items += [read(item) for item in response.result.items]
        response = response.next()
    return items


def body_of(fields):
    renamed = {"organizationId": "organization_id", "format": "format_"}
    return {renamed.get(name, name): value for name, value in fields.items()}


def moment_of(milliseconds):
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc)


def query_of(filter):
    read = {
        "organizationId": ("organization_id", lambda value: value),
        "endpointId": ("endpoint_id", lambda value: value),
        "eventType": ("event_type", event_types_of),
        "after": ("start_timestamp", moment_of),
        "before": ("end_timestamp", moment_of),
        "httpCodeClass": ("http_code_class", models.HTTPCodeClass),
    }
    query = {}
    for name, value in filter.items():
        argument, convert = read.get(name, (name, lambda given: given))
        query[argument] = convert(value)
    return query


def event_types_of(value):
    if isinstance(value, list):
        return [models.WebhookEventType(one) for one in value]
    return models.WebhookEventType(value)


class Client:
    def __init__(self, server_url, token, version):
        self.webhooks = (
            Polar(server_url=server_url)
            if token is None
            else Polar(server_url=server_url, access_token=token)
        ).webhooks

    def createEndpoint(self, endpoint):
        request = body_of(endpoint)
        return endpoint_of(self.webhooks.create_webhook_endpoint(request=request))

    def listEndpoints(self, filter):
        return page_of(self.webhooks.list_webhook_endpoints(**query_of(filter)), endpoint_of)

    def iterateEndpoints(self, filter):
        return items_of(self.webhooks.list_webhook_endpoints(**query_of(filter)), endpoint_of)

    def getEndpoint(self, id):
        return endpoint_of(self.webhooks.get_webhook_endpoint(id=id))

    def updateEndpoint(self, id, patch):
        update = body_of(patch)
        return endpoint_of(
            self.webhooks.update_webhook_endpoint(id=id, webhook_endpoint_update=update)
        )

    def resetSecret(self, id):
        return endpoint_of(self.webhooks.reset_webhook_endpoint_secret(id=id))

    def deleteEndpoint(self, id):
        self.webhooks.delete_webhook_endpoint(id=id)

    def listDeliveries(self, filter):
        return page_of(self.webhooks.list_webhook_deliveries(**query_of(filter)), delivery_of)

    def iterateDeliveries(self, filter):
        return items_of(self.webhooks.list_webhook_deliveries(**query_of(filter)), delivery_of)

    def redeliver(self, id):
        return self.webhooks.redeliver_webhook_event(id=id)


def described(error):
    known = {}
    if isinstance(error, models.PolarError):
        known["status"] = error.status_code
        known["body"] = error.body
    if isinstance(error, models.HTTPValidationError):
        known["mistakes"] = [
            {"loc": mistake.loc, "msg": mistake.msg, "type": mistake.type}
            for mistake in error.data.detail
        ]
    if isinstance(error, models.ResourceNotFound):
        known["notFound"] = {"error": error.data.ERROR, "detail": error.data.detail}
    return {"errorClass": type(error).__name__, "message": str(error), "known": known}


converse(Client, described)
