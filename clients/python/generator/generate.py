"""
openapi-python-client, with its own arguments, except that `type`, `format` and `filter` keep their
names: it would call them `type_` and so on, as the names of built-in functions, though nothing that
it generates calls those.
"""

from openapi_python_client import strings
from openapi_python_client.cli import app

strings.RESERVED_WORDS = strings.RESERVED_WORDS - {"type", "format", "filter"}
app()
