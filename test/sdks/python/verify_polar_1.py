"""The Python SDK of the 1.x line in each of its API versions; see verifying.py."""

from dataclasses import asdict

from polar.v2026_04 import webhooks as v2026_04
from polar.v2026_10 import webhooks as v2026_10
from polar.v2027_01 import webhooks as v2027_01

from verifying import verify_all


def with_version(module):
    return lambda body, headers, secret: asdict(module.validate_event(body, headers, secret))


verify_all([with_version(module) for module in (v2026_04, v2026_10, v2027_01)])
