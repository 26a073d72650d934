"""Writes docs/openapi.json: `python -m api.export docs/openapi.json`. A test compares the file with the service."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from api.app import create_app
from api.settings import Settings


def openapi() -> str:
    """The description of the API as it stands in docs/, without the version of the package."""
    schema = create_app(Settings()).openapi()
    schema["info"]["version"] = "v1"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(openapi(), encoding="utf-8")
