"""Annotated records in the compact format (training/README.md): checked, and expanded to character offsets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import UnreadableError
from graph.model import Action, Modality
from graph.ontology import FIXED_MODALITY, modes

Json = dict[str, Any]

KINDS = frozenset("Country Government Military Person Organization IGO ArmedGroup Party Company Media Group".split())
ROLES = {"source": "actors", "target": "actors", "by": "actors", "date": "dates", "place": "places"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?\Z")


def read_records(path: Path) -> Iterator[Json]:
    """The file's records, expanded, in any of the annotated formats; UnreadableError names the line and the fault."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                record = json.loads(line)
                yield expand(record) if "actors" in record else sentence(record)
            except (ValueError, KeyError, IndexError, TypeError) as fault:
                raise UnreadableError(f"{path}:{number}: {type(fault).__name__} {fault}") from fault


def expand(record: Json) -> Json:
    """The record with character offsets; ValueError, KeyError or IndexError names the fault."""
    text = record["text"]
    full: Json = {key: record.get(key) for key in ("id", "lang", "origin", "published", "text")}
    for group in ("actors", "places", "dates"):
        full[group] = [{**thing, "t": _spans(text, thing["t"])} for thing in record.get(group, [])]
    for actor in full["actors"]:
        if actor["kind"] not in KINDS:
            raise ValueError(f"kind {actor['kind']}")
        if actor.get("country") and not re.fullmatch("[A-Z]{3}", actor["country"]):
            raise ValueError(f"country {actor['country']}")
    for date in full["dates"]:
        if date["value"] and not DATE.match(date["value"]):
            raise ValueError(f"date {date['value']}")
    full["events"] = [_event(event, full) for event in record["events"]]
    full["links"] = [_link(link, full) for link in record.get("links", [])]
    return full


def sentence(record: Json) -> Json:
    """A one-sentence record whose events name their actors (`source`, `source_code`, ...), as an expanded one.

    PLOVER's gold standard records, which give codes and the words that they stand for, are such records too.
    """
    full: Json = {"id": record["id"], "lang": record["lang"], "origin": None, "text": record["text"]}
    full |= {"published": record.get("published") or record.get("date"), "actors": [], "places": [], "dates": []}
    full["links"] = [{"cause": x["cause"], "effect": x["effect"], "evidence": None} for x in record.get("links", [])]
    full["events"] = [_plain_event(event, full) for event in record["events"]]
    return full


def _plain_event(event: Json, full: Json) -> Json:
    def mention(group: str, name: str | None, **more: Any) -> int | None:
        if not name:
            return None
        full[group].append({"name": name, "t": [], **more})
        return len(full[group]) - 1

    def actor(role: str) -> int | None:
        code = event.get(f"{role}_country") or event.get(f"{role}_code") or (event.get(role) if "code" in event else "")
        country = (code or "")[:3] if re.fullmatch(r"[A-Z]{3}( .*)?", code or "") else None
        return mention("actors", event.get(f"{role}_text") or event.get(role), country=country)

    alternatives = event.get("alt_actions", [])
    return {
        "trigger": None,
        "action": Action(event.get("action") or event["code_plover08"]).value,
        "alt": [Action(alt).value for alt in alternatives if alt in Action.__members__],
        "mode": event.get("mode"),
        "modality": event.get("modality", Modality.OCCURRED.value),
        "source": actor("source"),
        "target": actor("target"),
        "by": None,
        "date": mention("dates", event.get("date"), value=event.get("date")),
        "place": mention("places", event.get("place")),
        "symmetric": bool(event.get("symmetric")),
        "optional": bool(event.get("optional")),
    }


def find(text: str, surface: str) -> Json:
    """Span of a surface ("words", or "words#2" for its second occurrence); ValueError when the text lacks it."""
    words, _, nth = surface.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if len(found) < int(nth or 1):
        raise ValueError(f"{surface!r} is not in the text as whole words")
    start = found[int(nth or 1) - 1]
    return {"text": words, "start": start, "end": start + len(words)}


def _spans(text: str, surfaces: str | list[str]) -> list[Json]:
    return [find(text, surface) for surface in ([surfaces] if isinstance(surfaces, str) else surfaces)]


def _event(event: Json, full: Json) -> Json:
    action, mode, modality = Action(event["action"]), event.get("mode"), Modality(event["modality"])
    if mode and mode not in modes(action):
        raise ValueError(f"{action} has no mode {mode}")
    if FIXED_MODALITY.get(action, modality) is not modality:
        raise ValueError(f"modality {modality} with {action}")
    out = {
        **event,
        "trigger": find(full["text"], event["trigger"]),
        "mode": mode or None,
        "alt": [Action(alt).value for alt in event.get("alt", [])],
        "optional": bool(event.get("optional")),
        "symmetric": bool(event.get("symmetric")),
    }
    for role, group in ROLES.items():
        index = event.get(role)
        if index is not None and not 0 <= index < len(full[group]):
            raise IndexError(f"{role} {index}")
        out[role] = index
    if out["source"] is None and out["target"] is None:
        raise ValueError("an event names at least one actor")
    for role in ("source_t", "target_t"):
        if role in event:
            out[role] = find(full["text"], event[role])
    return out


def _link(link: Json, full: Json) -> Json:
    ends = link["cause"], link["effect"]
    if ends[0] == ends[1] or not all(0 <= end < len(full["events"]) for end in ends):
        raise IndexError(f"link {link}")
    return {"cause": ends[0], "effect": ends[1], "evidence": find(full["text"], link["words"])}
