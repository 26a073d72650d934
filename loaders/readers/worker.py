"""The parsing process: pages and feeds are taken apart here, where a hostile one can be stopped.

One JSON object a line in, one out. Run by loaders.readers.parser; ends when its standard input does.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Any

from loaders.readers.feed import parse_feed
from loaders.readers.html import parse_page

TASKS = {"page": parse_page, "feed": parse_feed}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the task named in the request makes of its text, or `{"failed": reason}`: that is an answer too."""
    try:
        return TASKS[request["task"]](request["text"])
    except Exception as error:  # whatever a parser throws at hostile input is its answer, not this process's end
        return {"failed": f"{type(error).__name__}: {error}"[:200]}


def main() -> None:
    """Serve requests until standard input ends. The only argument: the address space allowed, in bytes."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Libraries print: the answers get a descriptor of their own, and standard output becomes standard error.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    for task in TASKS:
        answer({"task": task, "text": ""})  # imports its libraries, which no document's time should pay for
    print("{}", file=answers, flush=True)
    for line in sys.stdin.buffer:
        print(json.dumps(answer(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
