"""The Python SDK of the 0.x line and the library of Standard Webhooks; see verifying.py."""

from polar_sdk.webhooks import validate_event
from standardwebhooks import Webhook

from verifying import verify_all


def with_polar(body, headers, secret):
    return validate_event(body, headers, secret).model_dump(by_alias=True)


def with_standard_webhooks(body, headers, secret):
    return Webhook(secret).verify(body, headers)


verify_all([with_polar, with_standard_webhooks])
