"""On a terminal: a progress bar, and names that cannot steer it."""

from __future__ import annotations

import json
import os
import pty
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from api.commands.serve import listen
from api.settings import Settings
from tests.cli.conftest import Casus

# The command with a reader that needs no model, as its own process.
SCRIPT = """
from loaders.extract.pipeline import Extractor
from tests.api.world import PhraseReader
Extractor.default = staticmethod(lambda: Extractor(PhraseReader()))
from api.cli import main
main()
"""


def on_a_terminal(args: Sequence[str], address: str) -> tuple[int, str]:
    """Exit status and everything that the terminal was sent."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", SCRIPT, *args]
    environment = {**os.environ, "CASUS_STORE": address, "TERM": "xterm", "COLUMNS": "120"}
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=root) as process:
        os.close(theirs)
        said = b""
        try:
            while chunk := os.read(ours, 65536):
                said += chunk
        except OSError:  # Linux ends a terminal whose last user has gone with EIO
            pass
        os.close(ours)
    return process.returncode, said.decode()


def test_a_load_shows_a_bar_and_then_its_summary(address: str, tmp_path: Path) -> None:
    article = tmp_path / "article.jsonl"
    article.write_text(json.dumps({"text": "Iran met Russia in Geneva on 3 March 2024.", "lang": "en"}))
    status, said = on_a_terminal(["load", str(article)], address)
    assert status == 0
    assert "1 read, 1 loaded, 0 rejected, 1 events" in said
    assert "articles read" in said.rpartition("1 read")[2]


def test_the_name_of_an_input_cannot_steer_the_terminal(casus: Casus) -> None:
    answer = casus("load", "\x1b]0;owned\x07.txt")
    assert answer.code == 1
    assert "owned" in answer.err
    assert not set(answer.err) & {"\x1b", "\x07"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_loopback_is_always_served(host: str) -> None:
    if host == "::1" and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    listen(Settings(host=host, port=0)).close()
