"""Answers calls that come as lines of JSON on standard input, one line of JSON for each."""

import json
import sys
from datetime import datetime


def moment(value):
    """A moment with the type that the SDK gave it; None stays None."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return {"type": "datetime", "value": value.isoformat()}
    return {"type": "string", "value": value}


def converse(connect, described):
    """
    connect: makes a client from server_url, token and version; its methods are the calls
    described: what is to be told of an exception, a dict with errorClass, message and known
    """
    clients = []
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["call"] == "connect":
                clients.append(connect(**request["arguments"]))
                answer = {"value": len(clients) - 1}
            else:
                method = getattr(clients[request["client"]], request["call"])
                answer = {"value": method(**request["arguments"])}
        except Exception as error:  # Whatever the SDK raises is an answer.
            answer = {"error": described(error)}
        print(json.dumps(answer), flush=True)
