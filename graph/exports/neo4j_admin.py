"""Files for `neo4j-admin database import full`, which fills an empty Neo4j far quicker than transactions can.

They hold what `graph.neo4j` would have written, but for two things that they cannot: indexes, and empty lists. A
(:Migration {version: 0}) says so, and `casus store migrate` does the rest (see docs/neo4j-import.md).

Every text is quoted, with quotes doubled: "" is an empty text, and nothing at all is no value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from graph.dump import Dump, StoredActor, StoredEvent
from graph.exports.folder import Folder, filled
from graph.model import Action, ActorKind, Modality, instant
from graph.neo4j.nodes import LABELS, folded_names, folded_publisher
from graph.neo4j.schema import IMPORTED
from graph.ontology import counts, relation
from graph.store import Store
from graph.text import fold

Cell = str | int | float | None
# Control characters of the old tapes, then characters that Unicode gives no meaning.
_DELIMITERS = (*map(chr, range(0x1F, 0x1B, -1)), *map(chr, range(0xE000, 0xF900)))
_BUFFER = 4 * 2**20  # characters of the longest value that the importer reads, unless told otherwise
_SHEETS = {
    "migrations": ("--nodes=Migration", "version:long name appliedAt:datetime"),
    "actors": (
        "--nodes=Actor",
        "id:ID(Actor) name kind country wikidata aliases:string[] folded:string[] recordedAt:datetime mergedInto "
        "mergedLast mergedBy mergedWhy mergedAt:datetime :LABEL",
    ),
    "places": ("--nodes=Place", "id:ID(Place) name folded country lat:double lon:double recordedAt:datetime"),
    "articles": (
        "--nodes=Article",
        "id:ID(Article) title url publisher publishedAt:date lang fetchedAt:datetime sha256 text recordedAt:datetime "
        "retractedAt:datetime publisherFolded",
    ),
    "events": (
        "--nodes=Event",
        "id:ID(Event) action mode cameo quad:long intensity:double modality date:date day dateEnd:date datePrecision "
        "confidence:double dataset recordId recordVersion mentions:long sources:long articles:long deaths:long "
        "deathsLow:long deathsHigh:long note reports:long recordedAt:datetime retractedAt:datetime contexts:string[] "
        ":LABEL",
    ),
    "source_of": ("--relationships=SOURCE_OF", ":START_ID(Actor) :END_ID(Event) told"),
    "targets": ("--relationships=TARGETS", ":START_ID(Event) :END_ID(Actor) told"),
    "at": ("--relationships=AT", ":START_ID(Event) :END_ID(Place)"),
    "reported_in": (
        "--relationships=REPORTED_IN",
        ":START_ID(Event) :END_ID(Article) start:long trigger sentence sentenceIndex:long end:long attributedToId "
        "attributedTo extractor recordedAt:datetime retractedAt:datetime",
    ),
    "led_to": (
        "--relationships=LED_TO",
        ":START_ID(Event) :END_ID(Event) articleId day method evidence sentence start:long end:long confidence:double "
        "lagDays:long recordedAt:datetime retractedAt:datetime",
    ),
    "shortcuts": ("--relationships", ":START_ID(Actor) :END_ID(Actor) eventId date:date modality :TYPE"),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """`command`: the call of neo4j-admin, to be made in the folder."""

    nodes: int
    relationships: int
    command: str


class Sheet:
    """Header and data file of one kind of row, and what the importer must be told of them."""

    def __init__(self, folder: Folder, name: str, suffix: str) -> None:
        self.option, columns = _SHEETS[name]
        header, file = f"{name}-header.csv", f"{name}.csv{suffix}"
        self.path = f"./{file}"  # the importer of 2026 asks for the folder of every path that it is given
        self.files = f"{self.option}=./{header},{self.path}"
        folder.text(header).write(columns.replace(" ", ",") + "\n")
        self._out = folder.text(file)
        self.rows = 0
        self.longest = 0
        self.broken = False

    def write(self, *cells: Cell) -> None:
        line = ",".join([_cell(cell) for cell in cells])
        self.rows += 1
        self.longest = max(self.longest, len(line))
        self.broken = self.broken or "\n" in line or "\r" in line
        self._out.write(line + "\n")


def export(store: Store, path: Path, compressed: bool = False) -> Exported:
    """Write all of the store into a new or empty folder; its jobs stay behind.

    Raises InputError for a folder that cannot be filled, StoreError.
    """
    with store.dump() as dump, filled(path) as folder:
        sheets = {name: Sheet(folder, name, ".gz" if compressed else "") for name in _SHEETS}
        delimiter = _unused(dump.actors())
        sheets["migrations"].write(IMPORTED, "0000_import", instant(datetime.now(UTC)))
        _nodes(dump, sheets, delimiter)
        _events(dump, sheets, delimiter)
        _told(dump, sheets)
    nodes = sum(sheet.rows for sheet in sheets.values() if sheet.option.startswith("--nodes"))
    relationships = sum(sheet.rows for sheet in sheets.values()) - nodes
    return Exported(nodes, relationships, _command(list(sheets.values()), delimiter))


def _nodes(dump: Dump, sheets: dict[str, Sheet], delimiter: str) -> None:
    for actor in dump.actors():
        folded = folded_names(actor.name, actor.aliases)
        label = LABELS[ActorKind(actor.kind)]
        lists = delimiter.join(actor.aliases) or None, delimiter.join(folded) or None
        sheets["actors"].write(*actor[:5], *lists, actor.recorded_at, *actor[7:], label)
    for place in dump.places():
        sheets["places"].write(place.id, place.name, fold(place.name), *place[2:])
    for article in dump.articles():
        sheets["articles"].write(*article, folded_publisher(article.publisher))


def _events(dump: Dump, sheets: dict[str, Sheet], delimiter: str) -> None:
    for event in dump.events():
        contexts = delimiter.join(event.contexts) or None
        label = event.action.capitalize()
        sheets["events"].write(*event[:7], event.day, event.day or "", *event[10:12], *event[13:-3], contexts, label)
        if event.source:
            sheets["source_of"].write(event.source, event.id, event.told_source)
        if event.target:
            sheets["targets"].write(event.id, event.target, event.told_target)
        if event.place:
            sheets["at"].write(event.id, event.place)
        if drawn := _drawn(event):
            sheets["shortcuts"].write(event.source, event.target, event.id, event.day, event.modality, drawn)


def _told(dump: Dump, sheets: dict[str, Sheet]) -> None:
    for report in dump.reports():
        sheets["reported_in"].write(*report)
    for link in dump.links():
        sheets["led_to"].write(*link[:3], link.day or "", *link[4:])


def _drawn(event: StoredEvent) -> str | None:
    """The type of the event's short-cut, None where it has none."""
    shows = event.source and event.target and not event.retracted_at
    return _relation(event.action, event.modality, event.mode) if shows else None


@lru_cache(4096)
def _relation(action: str, modality: str, mode: str | None) -> str | None:
    return relation(Action(action), mode).value if counts(Action(action), Modality(modality)) else None


def _unused(actors: Iterable[StoredActor]) -> str:
    """A character to part lists with that no alias holds: the importer knows no way to quote it.

    The other lists hold nothing but folded words and the codebook's.
    """
    used: set[str] = set()
    for actor in actors:
        used.update(*actor.aliases)
    return next(character for character in _DELIMITERS if character not in used)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return str(value)


def _command(sheets: list[Sheet], delimiter: str) -> str:
    lines = ["neo4j-admin database import full neo4j", *(sheet.files for sheet in sheets)]
    lines.append(f"--array-delimiter=U+{ord(delimiter):04X}")
    if broken := [sheet.path for sheet in sheets if sheet.broken]:
        lines.append(f"--multiline-fields={','.join(broken)} --multiline-fields-format=v2")
    if (longest := max(sheet.longest for sheet in sheets)) > _BUFFER // 2:
        lines.append(f"--read-buffer-size={longest * 2}")
    return " \\\n    ".join(lines)
