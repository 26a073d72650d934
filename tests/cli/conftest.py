from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from api.cli import app
from tests.api.conftest import address, settings, world_file

__all__ = ["address", "settings", "world_file"]


class Answer:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Casus = Callable[..., Answer]


@pytest.fixture
def casus(address: str) -> Casus:
    """Runs the command over the invented world."""

    def run(*args: str, **env: str) -> Answer:
        result = CliRunner().invoke(app, list(args), env={"CASUS_STORE": address, "COLUMNS": "200", **env})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run
