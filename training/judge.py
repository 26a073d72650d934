"""Scores an exported reader, with the stages around it, on annotated records.

python -m training.judge MODEL_DIR FILE.compact.jsonl... [--errors OUT.jsonl]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from loaders.evaluation.records import read_records
from loaders.evaluation.report import Scored, interval, mistakes, quiet, score, total
from loaders.evaluation.scoring import Level, Tally
from loaders.extract.network import Network
from loaders.extract.pipeline import Extractor
from loaders.extract.predictions import rows
from loaders.extract.reader import JointReader
from loaders.extract.types import Document


def document(record: dict[str, Any]) -> Document:
    published = date.fromisoformat(record["published"][:10]) if record["published"] else None
    return Document(record["id"], record["text"], record["lang"], None, published)


def read_all(extractor: Extractor, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for record in records:
        yield from rows(extractor.extract(document(record)))


def figures(scored: Sequence[Scored]) -> str:
    def three(tally: Tally) -> str:
        return f"{tally.f1:.3f} ({tally.precision:.2f}/{tally.recall:.2f})"

    lines = []
    for level in (Level.LENIENT, Level.STRICT):
        tallies = [s.tally(level) for s in scored]
        low, high = interval(tallies)
        lines.append(f"{level} {three(total(tallies))} [{low:.2f}, {high:.2f}]")
    links = total(s.links for s in scored)
    lines.append(f"links {three(links)} {links.right} of {links.wanted}")
    for name in ("modality", "mode", "date", "place"):
        detail = total(s.details[name] for s in scored)
        lines.append(f"{name} {detail.right}/{detail.proposed}")
    silent = quiet(scored)
    return " | ".join([*lines, f"silent {silent.right}/{silent.proposed}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    extractor = Extractor(JointReader(Network(options.model)))
    faults: list[dict[str, Any]] = []
    for path in options.gold:
        records = list(read_records(path))
        scored = score(records, read_all(extractor, records))
        print(f"{path.name}: {figures(scored)}", flush=True)
        faults += mistakes(scored)
    if options.errors:
        lines = (json.dumps(fault, ensure_ascii=False) for fault in faults)
        options.errors.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
