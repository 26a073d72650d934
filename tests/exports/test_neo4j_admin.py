"""What the files for neo4j-admin promise: the database that they make is the one that loading makes.

One graph with all that is awkward is loaded into SQLite, exported, imported into a Neo4j of its own and finished by
`migrate`; and loaded the ordinary way into another Neo4j.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from bench.generate import batches
from graph.batch import Batch, Written
from graph.errors import SchemaTooOldError
from graph.exports.neo4j_admin import Exported, export
from graph.model import Action, Actor, ActorKind, Modality, Place
from graph.neo4j import open_neo4j
from graph.rows import MentionRow, Rows
from graph.sqlite import open_sqlite
from graph.store import EventQuery, ResponseQuery, Store
from tests.neo4j_server import Neo4jServer, NoServerError, admin, clean, running
from tests.store.build import article, batch, event, hours, link, person, place, report, state
from tests.store.test_hostile import STRINGS
from tests.store.test_rows import OTHER, SET, SOURCE, row, rows

pytestmark = pytest.mark.neo4j

PASSWORD = "imported-once"
EVERYTHING = EventQuery(modalities=frozenset(), limit=10_000)
HOSTILE = (*STRINGS, 'say "yes""', "a;b|c,d", "one\r\ntwo\rthree", " around ", "\x1f\x1e", "#no, 'comment'", "...")


def hostile(text: str) -> Batch:
    """A story in which every text is this one."""
    who = Actor(id=f"ac {text}", name=text, kind=ActorKind.ARMED_GROUP, aliases=(f"{text};", text * 2), wikidata=text)
    told = article(text).model_copy(update={"id": f"ar {text}", "url": text, "publisher": text, "lang": text})
    spot = Place(id=f"pl {text}", name=text)
    said = report(told, trigger=text, by=who.ref()).model_copy(update={"extractor": text})
    cause = event(Action.CONSULT, who, who, date(2024, 1, 1), said, at=spot, key=f"ev {text}")
    cause = cause.model_copy(update={"mode": text, "cameo": text})
    effect = event(Action.ASSAULT, who, None, date(2024, 1, 2), said, key=f"ev 2 {text}")
    return batch([told], [cause, effect], [link(cause, effect, told, text)], [who])


def story() -> Batch:
    """Every status, an undated event, one without a source, a claim, a place on the map, a far too long text."""
    iran, iraq, envoy = (
        state("Iran", "IRN", "Persia"),
        state("Iraq", "IRQ"),
        person("Ali Example", None, "Ali", "A. E."),
    )
    one, long = article("Iran met Iraq in Basra."), article("Iraq struck Iran.", "x" * 5_000_000, published=None)
    basra, day = place("Basra", "IRQ", 30.5, 47.75), date(999, 12, 31)
    acts = [event(action, iran, iraq, day, report(one), modality=status) for action in Action for status in Modality]
    claim = report(long, "Iraq struck Iran.", "struck", by=envoy.ref())
    struck = event(Action.ASSAULT, iraq, iran, date(2024, 5, 3), claim, at=basra, confidence=0.125)
    undated = event(Action.CONSULT, None, envoy, None, report(long, "Iraq struck Iran."), mode="visit", confidence=1e-7)
    return batch([one, long], [*acts, struck, undated], [link(acts[0], struck, one), link(struck, undated, one)])


def load(store: Store) -> None:
    writer = store.writer()
    writer.write(story(), hours(0))
    stories = list(map(hostile, HOSTILE))
    kinds = ("articles", "actors", "places", "events", "links")
    writer.write(Batch(*(tuple(item for one in stories for item in getattr(one, kind)) for kind in kinds)), hours(1))
    for made in batches(300, cast=40, most=100):
        writer.write(made, hours(2))
    notes = [row(str(place), "1", place, note=text, deaths_low=0) for place, text in enumerate(HOSTILE)]
    bare = row("bare", mode=None, cameo=None, target=None, day="", place=None, contexts=None, note=None, version="")
    writer.write_rows(rows(*notes, bare), hours(3))
    writer.write_rows(rows(row("0", "2", 99), source=OTHER), hours(4))  # takes the place of the first
    writer.write_rows(Rows(SET, "test", articles=[SOURCE], mentions=[MentionRow("0", "ar-1", 3)]), hours(5))
    writer.retract_events([notes[1].id], hours(6))
    writer.retract(hostile(HOSTILE[0]).articles[0].id, hours(7))
    writer.retract("ar-00000000", hours(8))
    writer.merge(f"ac {HOSTILE[0]}", f"ac {HOSTILE[1]}", HOSTILE[0], HOSTILE[1], hours(9))


@dataclass
class World:
    sqlite: Store
    imported: Store
    ordinary: Store
    exported: Exported
    imported_driver: Driver
    ordinary_driver: Driver


def driver_of(server: Neo4jServer) -> Driver:
    return GraphDatabase.driver(server.uri, auth=(server.user, server.password))


def store_of(server: Neo4jServer) -> Store:
    return open_neo4j(server.uri, user=server.user, password=server.password, query_seconds=30)


@pytest.fixture(scope="module")
def world(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("export")
    sqlite = open_sqlite(folder / "casus.db")
    load(sqlite)
    exported = export(sqlite, folder / "files")
    home = imported_home(folder, exported)
    with running(home, PASSWORD) as server, driver_of(server) as copy, driver_of(neo4j_server) as other:
        clean(other)
        imported, ordinary = store_of(server), store_of(neo4j_server)
        load(ordinary)
        with pytest.raises(SchemaTooOldError, match="casus store migrate"):
            imported.health()
        with pytest.raises(SchemaTooOldError):
            imported.writer().write(Batch(), hours(9))
        assert imported.schema()[0] == 0
        assert len(imported.migrate()) == imported.schema()[1]
        yield World(sqlite, imported, ordinary, exported, copy, other)
        for store in (sqlite, imported, ordinary):
            store.close()


def imported_home(folder: Path, exported: Exported) -> Path:
    """The home of a server over the files in `folder/files`, imported by the very command that was printed."""
    name, *arguments = shlex.split(exported.command.replace("\\\n", ""))  # as a shell reads it
    assert name == "neo4j-admin"
    try:
        admin(folder / "home", folder / "files", *arguments)
    except NoServerError as error:
        pytest.fail(str(error))
    return folder / "home"


def content(driver: Driver) -> Counter[tuple[Any, ...]]:
    """Every node and relationship with all that it holds, but for the notes of migrations."""
    nodes = driver.execute_query(
        "MATCH (n) WHERE NOT n:Migration RETURN labels(n) AS l, properties(n) AS p", database_="neo4j"
    )
    ends = driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, properties(r) AS p", database_="neo4j"
    )
    found = [(*sorted(row["l"]), plain(row["p"])) for row in nodes.records]
    return Counter(found + [(row["a"], row["t"], row["b"], plain(row["p"])) for row in ends.records])


def plain(properties: dict[str, Any]) -> str:
    values = {key: getattr(value, "iso_format", lambda value=value: value)() for key, value in properties.items()}
    return repr(sorted(values.items()))


def test_the_imported_database_is_the_one_that_loading_makes(world: World) -> None:
    made, loaded = content(world.imported_driver), content(world.ordinary_driver)
    assert [(f"{row}"[:400], count) for row, count in (loaded - made).items()] == []
    assert [(f"{row}"[:400], count) for row, count in (made - loaded).items()] == []


def test_every_row_is_counted(world: World) -> None:
    (row,) = world.imported_driver.execute_query(
        "RETURN COUNT { MATCH (n) WHERE n.version IS NULL OR n.version = 0 } AS nodes, COUNT { ()-->() } AS ends"
    ).records
    assert row.values() == [world.exported.nodes, world.exported.relationships]


def test_the_imported_database_passes_the_check_and_has_every_index(world: World) -> None:
    findings = world.imported.check()
    assert [finding for finding in findings if not finding.ok] == []
    assert any(finding.name == "index actor_names" and finding.detail == "online" for finding in findings)
    assert world.imported.migrate() == ()


@pytest.mark.parametrize("at", [None, 0, 2.5, 3.5, 6.5])
def test_the_imported_database_answers_as_the_original(world: World, at: float | None) -> None:
    asked = hours(at) if at is not None else None
    one, other = world.sqlite.view(asked), world.imported.view(asked)
    assert one.counts() == other.counts()
    events = one.events(EVERYTHING)
    assert len(events.items) > 80
    assert other.events(EVERYTHING) == events
    linked = ResponseQuery(EVERYTHING, EVERYTHING, limit=1000)
    assert other.responses(linked) == one.responses(linked)
    for found in events.items[::7]:
        assert other.event(found.id) == found
        assert other.causes(found.id) == one.causes(found.id)
    for item in (story(), *map(hostile, HOSTILE)):
        assert [other.article(told.id) for told in item.articles] == [one.article(told.id) for told in item.articles]
        assert [other.actor(actor.id) for actor in item.actors] == [one.actor(actor.id) for actor in item.actors]
        assert [other.named(actor.name) for actor in item.actors] == [one.named(actor.name) for actor in item.actors]
    assert other.actors("pers", 50) == one.actors("pers", 50)
    assert set(other.records(SET)) == set(one.records(SET))


def test_loading_goes_on_after_the_import(world: World) -> None:
    before = content(world.imported_driver)
    assert world.imported.writer().write(story(), hours(10)) == Written()
    assert content(world.imported_driver) == before


def test_compressed_files_make_the_same_database_and_so_does_neo4j_as_the_source(world: World, tmp_path: Path) -> None:
    exported = export(world.ordinary, tmp_path / "files", compressed=True)
    assert all(path.suffix == ".gz" or "-header" in path.name for path in (tmp_path / "files").iterdir())
    home = imported_home(tmp_path, exported)
    with running(home, PASSWORD) as server, driver_of(server) as driver:
        store = store_of(server)
        store.migrate()
        store.close()
        assert content(driver) == content(world.ordinary_driver)


def test_the_files_of_an_empty_store_can_be_imported_too(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "casus.db")
    exported = export(store, tmp_path / "files")
    store.close()
    assert (exported.nodes, exported.relationships) == (1, 0)
    imported_home(tmp_path, exported)
