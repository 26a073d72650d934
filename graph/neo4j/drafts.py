"""What a batch adds to an event, worked out from what is known of it: the one place of the rules of merging.

Nothing is decided in Cypher: the writer holds the store's lock from before the known rows are read until its commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from neo4j import Record

from graph.model import Action, Event, Modality, Report
from graph.ontology import counts, relation

Row = dict[str, Any]


class Draft:
    """One event on its way in. `changes` are the properties to set, `fresh` the reports that are new.

    `told`: as which merged actors its source and target were told, if any.
    """

    def __init__(self, event: Event, known: Record | None, told: tuple[str | None, str | None] = (None, None)) -> None:
        self.id = event.id
        self.known = known is not None
        self._told = told
        self.changes: Row = {} if known else _properties(event)
        self.fresh: list[Report] = []
        self.new_place: str | None = None
        row: Mapping[str, Any] = known["event"] if known else self.changes
        self.action, self.modality = Action(row["action"]), Modality(row["modality"])
        self.date: object = row["date"]
        self.mode: str | None = row["mode"]
        self.cameo: str | None = row["cameo"]
        self.confidence: float | None = row["confidence"]
        self.source: str | None = known["source"] if known else event.source.id if event.source else None
        self.target: str | None = known["target"] if known else event.target.id if event.target else None
        self.place: str | None = known["place"] if known else None
        self._reports: int = row["reports"] if known else 0
        self._seen = {tuple(key) for key in known["reports"]} if known else set()
        self._retracted: bool = known["retracted"] if known else False
        self._counts = counts(self.action, self.modality)
        self._drawn = relation(self.action, self.mode)

    def gain(self, event: Event) -> None:
        """Add what another telling of the event knows."""
        if self.mode is None and event.mode is not None:
            self.mode = event.mode
            self.changes |= {"mode": event.mode, "quad": event.quad, "intensity": event.intensity}
        if self.cameo is None and event.cameo is not None:
            self.cameo = self.changes["cameo"] = event.cameo
        if event.confidence is not None and (self.confidence is None or event.confidence > self.confidence):
            self.confidence = self.changes["confidence"] = event.confidence
        if self.place is None and event.place is not None:
            self.place = self.new_place = event.place.id
        for report in event.reports:
            key = (report.article.id, report.start or 0, report.trigger or "")
            if key not in self._seen:
                self._seen.add(key)
                self.fresh.append(report)

    def row(self, at: datetime) -> Row | None:
        """The row of `write_events`; None when nothing changes."""
        if self.fresh:
            self.changes["reports"] = self._reports + len(self.fresh)
        if not self.known:
            self.changes["recordedAt"] = at
        elif self._retracted:
            self.changes["retractedAt"] = None
        elif not (self.changes or self.new_place):
            return None
        return {
            "id": self.id,
            "label": self.action.capitalize(),
            "properties": self.changes,
            "source": None if self.known else self.source,
            "target": None if self.known else self.target,
            "place": self.new_place,
            "toldSource": self._told[0],
            "toldTarget": self._told[1],
        }

    @property
    def redrawn(self) -> bool:
        """Whether a short-cut is there that another type must replace."""
        there = self._counts and self.known and not self._retracted
        return there and self._drawn is not relation(self.action, self.mode)

    def shortcut(self) -> Row | None:
        """The row of `write_shortcuts`; None for an event that has not happened, has one side, or is drawn already."""
        if (
            not self._counts
            or not self.source
            or not self.target
            or (self.known and not self._retracted and not self.redrawn)
        ):
            return None
        return {
            "source": self.source,
            "target": self.target,
            "relation": relation(self.action, self.mode).value,
            "event": self.id,
            "date": self.date,
            "modality": self.modality,
        }


def _properties(event: Event) -> Row:
    return {
        "action": event.action,
        "mode": event.mode,
        "cameo": event.cameo,
        "modality": event.modality,
        "quad": event.quad,
        "intensity": event.intensity,
        "date": event.date,
        "day": event.date.isoformat() if event.date else "",
        "dateEnd": event.date_end,
        "datePrecision": event.date_precision,
        "confidence": event.confidence,
    }
