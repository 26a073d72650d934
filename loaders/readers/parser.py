"""A parsing process on call: started when first needed, ended and replaced when a document takes too long."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any, Self

from loaders.limits import Limits

_START_SECONDS = 60.0
# What the worker is told of our environment: how to run Python, no more. It reads hostile input and needs no secret.
_PASSED_ON = re.compile(r"PATH|HOME|LANG|LC_[A-Z]+|TZ|TMPDIR|(DY)?LD_LIBRARY_PATH|PYTHON(PATH|HOME|WARNINGS|UTF8)")


class Parser:
    """One worker process for many documents; threads take turns. Close it, or use it as a context manager."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, task: str, text: str) -> dict[str, Any]:
        """The worker's answer to the task (`page` or `feed`), or `{"failed": reason}`: it gave up or took too long."""
        request = json.dumps({"task": task, "text": text}).encode() + b"\n"
        with self._turn:
            try:
                answered = self._exchange(self._running(), request, self._limits.parse_seconds)
            except BaseException:
                self._end()  # an interrupted exchange leaves an answer behind that belongs to nobody
                raise
            if answered is not None:
                return answered
            self._end()
            return {"failed": f"not parsed within {self._limits.parse_seconds:g} s (parse_seconds) or its memory"}

    def close(self) -> None:
        """End the process, if there is one."""
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            passed_on = {name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)}
            # -P: a folder of news that holds a json.py must not lend it to the worker.
            command = [sys.executable, "-P", "-m", "loaders.readers.worker", str(self._limits.parse_memory_bytes)]
            self._process = subprocess.Popen(  # noqa: S603 - no part of the command comes from input
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**passed_on, "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,  # Ctrl-C is for the loader, which closes its worker
            )
            if self._exchange(self._process, b"", _START_SECONDS) is None:
                self._end()
                raise OSError("the parsing process did not start")
        return self._process

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], request: bytes, seconds: float) -> dict[str, Any] | None:
        """Its answer, or None when it died; killing it after `seconds` also ends a write or read that blocks."""
        if process.stdin is None or process.stdout is None:
            raise OSError("the parsing process has no pipes")
        alarm = threading.Timer(seconds, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            return None
        finally:
            alarm.cancel()
        answered: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        return answered

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # the request it never read is lost with it
        process.wait()
