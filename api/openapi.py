"""The description of the API: as FastAPI derives it, with our errors in place of its own."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.examples import ARTICLE, EXAMPLES
from api.gate import is_open
from api.problems import MEDIA_TYPE, Problem
from api.version import version

DESCRIPTION = """Who did what to whom, and what it led to, with the sentence that proves it.

* Every event has one shape everywhere. `modality` keeps what is planned, threatened, called for or denied apart from
  what has happened; questions answer with what has happened unless asked otherwise.
* Lists hold `items`, `truncated` and `next`; pass `next` as `cursor` for the following page.
* `as_of` answers with what was known at an instant.
* Every error is a problem document (RFC 9457) with a stable `code`.
* A service that has keys wants one with every call under `/v1`; one key has one or more of the scopes `read`, `export`,
  `write` and `admin`.
"""
_SCHEMES = {
    "Bearer": {"type": "http", "scheme": "bearer", "description": "A key of this service."},
    "ApiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key, the other way."},
}
TAGS = [
    {"name": "Questions", "description": "Who met whom, and which act led to which."},
    {"name": "Events", "description": "Single acts, their reports, causes and effects."},
    {"name": "Actors", "description": "Persons, countries, organizations and groups."},
    {"name": "Articles", "description": "What was read, and loading more."},
    {"name": "System", "description": "Whether the service lives and can answer."},
]


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of `app`, made once."""
    if app.openapi_schema is None:
        schema = get_openapi(title="Casus", version=version(), description=DESCRIPTION, routes=app.routes, tags=TAGS)
        shapes = schema["components"]["schemas"]
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        shapes.update(problem.pop("$defs"))
        shapes["Problem"] = problem
        for unused in ("HTTPValidationError", "ValidationError"):
            shapes.pop(unused, None)
        said = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        schema["components"]["securitySchemes"] = _SCHEMES
        for path, operations in schema["paths"].items():
            for operation in operations.values():
                if not is_open(path):
                    operation["security"] = [*({name: []} for name in _SCHEMES), {}]
                values = EXAMPLES.get(operation["operationId"], {})
                for parameter in operation.get("parameters", []):
                    if parameter["name"] in values:
                        parameter["example"] = values[parameter["name"]]
                for content in operation.get("requestBody", {}).get("content", {}).values():
                    content["example"] = ARTICLE
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = {"description": "Any error, as a problem document.", **said}
        app.openapi_schema = schema
    return app.openapi_schema
