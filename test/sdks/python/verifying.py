"""Verifies the samples that come as JSON on standard input with each of some libraries."""

import json
import sys
from datetime import datetime


def notation(value):
    """For what JSON does not know: a date with a mark that it is one."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    raise TypeError(type(value).__name__)


def attempt(validate, body, headers, secret):
    try:
        return {"outcome": "accepted", "event": validate(body, headers, secret)}
    except Exception as error:  # Whatever the library raises is the outcome.
        return {"outcome": type(error).__name__}


def verify(validate, sample):
    headers = sample["headers"]
    wrong_secret = attempt(validate, sample["body"], headers, sample["wrongSecret"])
    changed_body = attempt(validate, sample["changedBody"], headers, sample["secret"])
    return {
        **attempt(validate, sample["body"], headers, sample["secret"]),
        "wrongSecret": wrong_secret["outcome"],
        "changedBody": changed_body["outcome"],
    }


def verify_all(libraries):
    """
    libraries: functions of body, headers and secret that return the event in the body's notation
    """
    samples = json.load(sys.stdin)
    answers = [[verify(validate, sample) for sample in samples] for validate in libraries]
    json.dump(answers, sys.stdout, default=notation)
