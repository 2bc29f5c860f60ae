"""Makes webhook calls with the Python SDK of the 1.x line; see conversation.py."""

import importlib
from datetime import datetime, timezone

from polar import PolarClientError, PolarError

from conversation import converse, moment


def endpoint_of(endpoint):
    return {
        "createdAt": moment(endpoint.created_at),
        "modifiedAt": moment(endpoint.modified_at),
        "id": endpoint.id,
        "url": endpoint.url,
        "name": endpoint.name,
        "format": endpoint.format,
        "secret": endpoint.secret,
        "organizationId": endpoint.organization_id,
        "events": endpoint.events,
        "enabled": endpoint.enabled,
        "apiVersion": endpoint.api_version,
        "usesStandardWebhookSignature": endpoint.uses_standard_webhook_signature,
    }


def delivery_of(delivery):
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
            "lastHttpCode": event.last_http_code,
            "succeeded": event.succeeded,
            "skipped": event.skipped,
            "payload": event.payload,
            "type": event.type,
            "isArchived": event.is_archived,
            "apiVersion": event.api_version,
        },
    }


def page_of(page, read):
    return {
        "items": [read(item) for item in page.items],
        "totalCount": page.pagination.total_count,
        "maxPage": page.pagination.max_page,
    }


def body_of(fields):
    renamed = {"organizationId": "organization_id"}
    return {renamed.get(name, name): value for name, value in fields.items()}


def query_of(filter):
    renamed = {
        "organizationId": "organization_id",
        "endpointId": "endpoint_id",
        "eventType": "event_type",
        "after": "start_timestamp",
        "before": "end_timestamp",
        "httpCodeClass": "http_code_class",
    }
    return {
        renamed.get(name, name): text_of(value) if name in ("after", "before") else value
        for name, value in filter.items()
    }


def text_of(milliseconds):
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).isoformat()


class Client:
    def __init__(self, server_url, token, version):
        module = importlib.import_module(f"polar.v{version.replace('-', '_')}")
        self.webhooks = module.Polar(token or "", base_url=server_url).webhooks

    def createEndpoint(self, endpoint):
        return endpoint_of(self.webhooks.create_webhook_endpoint(**body_of(endpoint)))

    def listEndpoints(self, filter):
        return page_of(self.webhooks.list_webhook_endpoints(**query_of(filter)), endpoint_of)

    def iterateEndpoints(self, filter):
        endpoints = self.webhooks.iter_list_webhook_endpoints(**query_of(filter))
        return [endpoint_of(endpoint) for endpoint in endpoints]

    def getEndpoint(self, id):
        return endpoint_of(self.webhooks.get_webhook_endpoint(id))

    def updateEndpoint(self, id, patch):
        return endpoint_of(self.webhooks.update_webhook_endpoint(id, **body_of(patch)))

    def resetSecret(self, id):
        return endpoint_of(self.webhooks.reset_webhook_endpoint_secret(id))

    def deleteEndpoint(self, id):
        self.webhooks.delete_webhook_endpoint(id)

    def listDeliveries(self, filter):
        return page_of(self.webhooks.list_webhook_deliveries(**query_of(filter)), delivery_of)

    def iterateDeliveries(self, filter):
        deliveries = self.webhooks.iter_list_webhook_deliveries(**query_of(filter))
        return [delivery_of(delivery) for delivery in deliveries]

    def redeliver(self, id):
        return self.webhooks.redeliver_webhook_event(id)


def described(error):
    name = type(error).__name__
    known = {}
    if isinstance(error, PolarClientError):
        known["status"] = error.status_code
        if name == "HTTPValidationError":
            known["mistakes"] = [
                {"loc": mistake.loc, "msg": mistake.msg, "type": mistake.type}
                for mistake in error.error.detail
            ]
        elif name == "ResourceNotFound":
            known["notFound"] = {"error": error.error.error, "detail": error.error.detail}
        else:
            known["body"] = error.error
    message = error.message if isinstance(error, PolarError) else str(error)
    return {"errorClass": name, "message": message, "known": known}


converse(Client, described)
