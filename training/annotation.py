"""Check and expand hand-annotated training records.

    python -m training.annotation check  FILE.compact.jsonl...      # prints every fault, exit status 1 if any
    python -m training.annotation expand FILE.compact.jsonl...      # the records with character offsets, one a line

A compact record is what a person writes: surfaces instead of offsets.

    {"id": "tr-id-a-001", "lang": "id", "origin": "authored", "published": "2024-08-06",
     "text": "Sergei Shoigu bertemu dengan pimpinan Iran di Teheran, Senin (5/8).",
     "actors": [{"t": "Sergei Shoigu", "kind": "Person", "name": "Sergei Shoigu", "country": "RUS"},
                {"t": "pimpinan Iran", "kind": "Government", "name": "Iran", "country": "IRN"}],
     "places": [{"t": "Teheran", "name": "Tehran", "country": "IRN"}],
     "dates":  [{"t": "Senin (5/8)", "value": "2024-08-05"}],
     "events": [{"trigger": "bertemu", "action": "CONSULT", "mode": null, "source": 0, "target": 1,
                 "modality": "occurred", "date": 0, "place": 0, "by": null, "symmetric": true}],
     "links":  [{"cause": 0, "effect": 1, "words": "membalas"}]}

"t" is a surface of the text, exactly as it stands there; "Iran#2" is its second occurrence. Several surfaces of one
actor: "t": ["Sergei Shoigu", "Shoigu#2", "ia"]. "source", "target", "by" (who claims it), "date" and "place" are
indices into the lists above, or null; an event may name "source_t"/"target_t", the surface that stands nearest to it.
"value" is YYYY-MM-DD, YYYY-MM, YYYY or a range START/END, null where it cannot be resolved. Optional keys: "alt"
(list of other defensible actions), "optional" (neither rewarded nor punished), "note". RULES.md says what is an event.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from loaders.evaluation.records import expand


def main() -> int:
    command, paths = sys.argv[1], [Path(p) for p in sys.argv[2:]]
    seen: set[str] = set()
    faults = events = 0
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                record = expand(json.loads(line))
                if record["id"] in seen:
                    raise ValueError(f"id {record['id']} twice")
            except (ValueError, KeyError, IndexError, TypeError) as fault:
                faults += 1
                print(f"{path}:{number}: {type(fault).__name__} {fault}", file=sys.stderr)
                continue
            seen.add(record["id"])
            events += len(record["events"])
            if command == "expand":
                print(json.dumps(record, ensure_ascii=False))
    print(f"{len(seen)} records, {events} events, {faults} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
