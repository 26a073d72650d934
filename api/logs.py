"""What the service logs: lines for people, or one JSON object a line for machines. Each names its request."""

from __future__ import annotations

import logging
import sys
from typing import Literal, TextIO

from pythonjsonlogger.json import JsonFormatter

from api import request_id

Format = Literal["plain", "json"]
_PLAIN = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
_FIELDS = ("levelname", "name", "message", "request_id")
_NAMES = {"levelname": "level", "name": "logger", "exc_info": "exception"}


def configure(level: str, written: Format) -> None:
    """Log to standard error; once per process."""
    logging.basicConfig(level=level, handlers=[handler(written)])
    logging.getLogger("neo4j").setLevel(logging.ERROR)  # every question that it fails is logged as ours


def handler(written: Format) -> logging.StreamHandler[TextIO]:
    made = logging.StreamHandler(sys.stderr)
    made.addFilter(_named)
    json = JsonFormatter(_FIELDS, rename_fields=_NAMES, timestamp="time")
    made.setFormatter(json if written == "json" else logging.Formatter(_PLAIN))
    return made


def _named(record: logging.LogRecord) -> bool:
    record.request_id = request_id.current() or "-"
    return True
