"""What people find in Neo4j: the graph of the design, questions that run as they stand, a server that may die."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase, Record

from bench.generate import batches
from bench.kill_neo4j import kill_server
from graph.batch import Written
from graph.errors import InputError, StoreError, StoreTimeoutError, StoreUnavailableError
from graph.model import Action, Modality
from graph.neo4j import Neo4jStore, open_neo4j
from graph.neo4j.connection import Connection
from graph.ontology import FIXED_MODALITY, Relation, relation
from graph.store import EventQuery
from tests.neo4j_server import Neo4jServer, clean, free_ports
from tests.store.build import article, batch, event, hours, link, person, place, report, state

pytestmark = pytest.mark.neo4j

IRAN, IRAQ, ENVOY = state("Iran", "IRN"), state("Iraq", "IRQ"), person("Ali Example", "IRN")
ONE, OTHER = article("Iran met Iraq in Basra.", "Iraq struck Iran in response."), article("Iran saw Iraq.")
DAY = date(2024, 4, 2)
FILES = sorted(path.name for path in (resources.files("graph") / "cypher").iterdir())


@pytest.fixture(scope="module")
def driver(neo4j_server: Neo4jServer) -> Iterator[Driver]:
    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        yield driver


@pytest.fixture
def store(neo4j_server: Neo4jServer, driver: Driver) -> Iterator[Neo4jStore]:
    clean(driver)
    store = open_neo4j(neo4j_server.uri, user=neo4j_server.user, password=neo4j_server.password, query_seconds=30)
    yield store
    store.close()


def ask(driver: Driver, question: str) -> list[Record]:
    return driver.execute_query(question, database_="neo4j").records


def tell(store: Neo4jStore) -> None:
    met = event(
        Action.CONSULT, IRAN, IRAQ, DAY, report(ONE, "Iran met Iraq in Basra.", "met"), at=place("Basra", "IRQ")
    )
    claimed = report(ONE, "Iraq struck Iran in response.", "struck", by=ENVOY.ref())
    struck = event(Action.ASSAULT, IRAQ, IRAN, date(2024, 4, 5), claimed)
    store.writer().write(batch([ONE], [met, struck], [link(met, struck, ONE)], [IRAN, IRAQ, ENVOY]), hours(0))


def test_the_graph_is_that_of_the_design(store: Neo4jStore, driver: Driver) -> None:
    tell(store)
    rows = ask(
        driver,
        "MATCH (a)-[r]->(b) RETURN labels(a) AS a, type(r) AS r, properties(r) AS p, labels(b) AS b",
    )
    event_labels = {"CONSULT": ["Event", "Consult"], "ASSAULT": ["Event", "Assault"]}
    shapes = {(tuple(sorted(row["a"])), row["r"], tuple(sorted(row["b"]))) for row in rows}
    country, (consult, assault) = ("Actor", "Country"), (tuple(sorted(labels)) for labels in event_labels.values())
    assert shapes == {
        (country, "SOURCE_OF", consult),
        (country, "SOURCE_OF", assault),
        (consult, "TARGETS", country),
        (assault, "TARGETS", country),
        (consult, "AT", ("Place",)),
        (consult, "REPORTED_IN", ("Article",)),
        (assault, "REPORTED_IN", ("Article",)),
        (consult, "LED_TO", assault),
        (country, "MET", country),
        (country, "ATTACKED", country),
    }
    properties = {row["r"]: set(row["p"]) for row in rows}
    assert properties["LED_TO"] >= {"method", "evidence", "sentence", "start", "end", "lagDays", "articleId"}
    assert properties["MET"] == {"eventId", "date", "modality"}
    (claim,) = ask(driver, "MATCH (:Assault)-[r:REPORTED_IN]->() RETURN r")
    assert (claim["r"]["attributedTo"], claim["r"]["attributedToId"]) == (ENVOY.name, ENVOY.id)
    (envoy,) = ask(driver, "MATCH (p:Actor:Person) RETURN p.kind AS kind, p.country AS country")
    assert envoy.values() == ["person", "IRN"]


def test_events_carry_the_properties_of_the_design(store: Neo4jStore, driver: Driver) -> None:
    tell(store)
    (row,) = ask(driver, "MATCH (e:Event:Consult) RETURN properties(e) AS p")
    shown = {"id", "action", "modality", "quad", "intensity", "date", "datePrecision", "reports", "recordedAt"}
    assert set(row["p"]) == shown | {"day"}
    assert row["p"]["date"].to_native() == DAY
    assert row["p"]["recordedAt"].to_native() == hours(0)


def test_meetings_are_drawn_and_two_of_them_stay_two(store: Neo4jStore, driver: Driver) -> None:
    tell(store)
    later = event(Action.CONSULT, IRAQ, IRAN, date(2024, 6, 1), report(OTHER))
    store.writer().write(batch([OTHER], [later]), hours(1))
    rows = ask(driver, "MATCH p=(:Actor)-[:MET]->(:Actor) RETURN [n IN nodes(p) | n.id] AS ids ORDER BY ids")
    assert [row["ids"] for row in rows] == [["IRN", "IRQ"], ["IRQ", "IRN"]]


@pytest.mark.parametrize("modality", [status for status in Modality if status is not Modality.OCCURRED])
def test_what_has_not_happened_is_not_drawn(store: Neo4jStore, driver: Driver, modality: Modality) -> None:
    unheld = event(Action.CONSULT, IRAN, IRAQ, DAY, report(OTHER), modality=modality)
    unstruck = event(Action.ASSAULT, IRAN, IRAQ, DAY, report(OTHER), modality=modality)
    for told in ([unheld, unstruck], [unheld.model_copy(update={"mode": "visit"})]):
        store.writer().write(batch([OTHER], told), hours(0))
        assert not ask(driver, "MATCH (:Actor)-[r]->(:Actor) RETURN r")
    store.writer().retract(OTHER.id, hours(1))
    assert all(finding.ok for finding in store.check())


def test_threats_demands_and_agreements_are_drawn_unless_denied(store: Neo4jStore, driver: Driver) -> None:
    acts = [event(action, IRAN, IRAQ, DAY, report(OTHER), modality=FIXED_MODALITY[action]) for action in FIXED_MODALITY]
    acts += [event(action, IRAN, IRAQ, DAY, report(OTHER), modality=Modality.DENIED) for action in FIXED_MODALITY]
    store.writer().write(batch([OTHER], acts), hours(0))
    drawn = ask(driver, "MATCH (:Actor)-[r]->(:Actor) RETURN type(r) AS t, r.modality AS m ORDER BY t")
    assert [row.values() for row in drawn] == [
        ["AGREED_WITH", "planned"], ["ASKED", "called_for"], ["THREATENED", "threatened"]
    ]  # fmt: skip
    assert all(finding.ok for finding in store.check())


def test_migrating_erases_what_was_drawn_before_it_happened(store: Neo4jStore, driver: Driver) -> None:
    tell(store)
    plan = event(Action.CONSULT, IRAN, IRAQ, DAY, report(OTHER), modality=Modality.PLANNED)
    store.writer().write(batch([OTHER], [plan]), hours(1))
    ask(
        driver,
        "MATCH (s:Actor)-[:SOURCE_OF]->(e:Event {modality: 'planned'})-[:TARGETS]->(t:Actor) "
        "CREATE (s)-[:MET {eventId: e.id, date: e.date, modality: e.modality}]->(t)",
    )
    wrong = [finding.name for finding in store.check() if not finding.ok]
    assert "short-cuts of what has not happened" in wrong
    ask(driver, "MATCH (m:Migration) WHERE m.version > 1 DELETE m")
    assert "0002_happened" in store.migrate()
    assert all(finding.ok for finding in store.check())


@pytest.mark.parametrize(
    "content",
    ["CREATE (:Person {name: 'not ours'})", "CREATE (:Actor {id: 'IRN'})", "CREATE (:Migration {version: '1.0'})"],
)
def test_a_database_that_holds_something_else_is_left_alone(store: Neo4jStore, driver: Driver, content: str) -> None:
    ask(driver, "MATCH (n) DETACH DELETE n")
    ask(driver, content)
    for use in (store.migrate, store.health, store.view().counts):
        with pytest.raises(StoreError, match="name an empty database") as caught:
            use()
        assert "migrate" not in str(caught.value)
    assert [row["n"] for row in ask(driver, "MATCH (n) RETURN count(n) AS n")] == [1]


def test_a_mode_learnt_later_redraws_the_meeting(store: Neo4jStore, driver: Driver) -> None:
    tell(store)
    visit = event(Action.CONSULT, IRAN, IRAQ, DAY, report(OTHER), mode="visit")
    store.writer().write(batch([OTHER], [visit]), hours(1))
    drawn = ask(driver, "MATCH (:Actor)-[r]->(:Actor) RETURN type(r) AS t ORDER BY t")
    assert [row["t"] for row in drawn] == ["ATTACKED", "VISITED"]


def test_a_short_cut_goes_and_comes_back_with_its_event(store: Neo4jStore, driver: Driver) -> None:
    tell(store)
    store.writer().retract(ONE.id, hours(1))
    assert not ask(driver, "MATCH (:Actor)-[r]->(:Actor) RETURN r")
    met = event(Action.CONSULT, IRAN, IRAQ, DAY, report(OTHER))
    store.writer().write(batch([OTHER], [met]), hours(2))
    assert [row["t"] for row in ask(driver, "MATCH (:Actor)-[r]->(:Actor) RETURN type(r) AS t")] == ["MET"]
    assert all(finding.ok for finding in store.check())


@pytest.mark.parametrize(
    "damage",
    [
        "MATCH (:Actor)-[r:MET]->(:Actor) DELETE r",
        "MATCH (a:Actor)-[r:MET]->(b:Actor) CREATE (a)-[s:MET]->(b) SET s = properties(r)",
        "MATCH (a:Actor)-[r:MET]->(b:Actor) CREATE (a)-[s:CALLED]->(b) SET s = properties(r) DELETE r",
        "MATCH (a:Actor)-[r:MET]->(b:Actor) SET r.modality = 'planned'",
        "MATCH (e:Consult)<-[r:SOURCE_OF]-() DELETE r",
        "MATCH (e:Event) SET e.reports = 7",
        "MATCH ()-[l:LED_TO]->() SET l.articleId = 'ar-none'",
    ],
)
def test_a_check_finds_a_graph_that_was_tampered_with(store: Neo4jStore, driver: Driver, damage: str) -> None:
    tell(store)
    assert all(finding.ok for finding in store.check())
    ask(driver, damage)
    assert not all(finding.ok for finding in store.check())


@pytest.mark.parametrize("name", FILES)
def test_every_file_runs_as_it_stands(store: Neo4jStore, driver: Driver, name: str) -> None:
    """Its comment begins with what it answers, names each parameter, and gives `:params` to paste into the Browser."""
    tell(store)
    text = (resources.files("graph") / "cypher" / name).read_text(encoding="utf-8")
    comment, code = (lines := text.splitlines()), "\n".join(line for line in lines if not line.startswith("//"))
    assert len(comment[0]) > len("// What.")
    (sample,) = [line.removeprefix("// :params ") for line in lines if line.startswith("// :params ")]
    (row,) = ask(driver, f"RETURN {sample} AS parameters")
    used = set(re.findall(r"\$(\w+)", code))
    described = set(re.findall(r"\$(\w+)", "\n".join(line for line in lines if line.startswith("// $"))))
    assert used == described == set(row["parameters"])
    with driver.session(database="neo4j") as session, session.begin_transaction() as transaction:
        transaction.run(text, row["parameters"]).consume()


def test_no_value_becomes_cypher(store: Neo4jStore, driver: Driver) -> None:
    tell(store)
    evil = "X`) MATCH (n) DETACH DELETE n //"
    forged = event(Action.CONSULT, IRAN, IRAQ, DAY, report(OTHER), key=evil).model_copy(update={"action": evil})
    with pytest.raises(ValueError, match="is not a valid Action"):
        store.writer().write(batch([OTHER], [forged]), hours(1))
    named = event(Action.CONSULT, person(evil), IRAQ, DAY, report(OTHER), at=place(evil), key=evil, cameo=evil)
    store.writer().write(batch([OTHER], [named]), hours(1))
    assert store.view().event(evil) is not None
    assert store.view().counts()["events"] == 3
    labels = {label for row in ask(driver, "MATCH (n) RETURN DISTINCT labels(n) AS l") for label in row["l"]}
    assert labels == {"Actor", "Country", "Person", "Event", "Consult", "Assault", "Place", "Article", "Migration"}


def test_every_short_cut_has_a_type_of_the_closed_set() -> None:
    assert {relation(action, mode) for action in Action for mode in (None, "visit", "phone")} == set(Relation)


def test_two_processes_that_load_the_same_wait_for_each_other(store: Neo4jStore, neo4j_server: Neo4jServer) -> None:
    """Two stores have two locks of their own, as two processes have."""
    other = open_neo4j(neo4j_server.uri, user=neo4j_server.user, password=neo4j_server.password, query_seconds=30)
    graph = list(batches(200, cast=20, most=20))
    store.health()
    with ThreadPoolExecutor(2) as pool:
        loads = [pool.submit(load, each, graph) for each in (store, other)]
        written = loads[0].result() + loads[1].result()
    other.close()
    counts = store.view().counts()
    assert (written.events, written.reports, written.links) == (counts["events"], counts["reports"], counts["links"])
    assert counts["events"] == 200
    assert all(finding.ok for finding in store.check())


def load(store: Neo4jStore, graph: list) -> Written:
    return sum((store.writer().write(each, hours(0)) for each in graph), Written())


def test_a_wrong_password_is_refused_in_one_line_that_does_not_name_it(
    neo4j_server: Neo4jServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = open_neo4j(neo4j_server.uri, user="neo4j", password="s3cret-of-mine")
    with pytest.raises(StoreUnavailableError, match="CASUS_NEO4J_PASSWORD") as caught:
        store.health()
    store.close()
    assert "\n" not in str(caught.value)
    assert "s3cret-of-mine" not in str(caught.value) + str(caught.value.__cause__) + caplog.text


@pytest.mark.parametrize("address", ["neo4j://me:s3cret-of-mine@host", "neo4j://host?x=1", "http://host", "neo4j://"])
def test_an_address_that_is_none_or_holds_a_secret_is_refused(address: str) -> None:
    with pytest.raises(InputError) as caught:
        open_neo4j(address, user="neo4j", password="other")
    assert "s3cret-of-mine" not in str(caught.value)


def test_a_database_that_is_away_stops_no_opening_and_says_so_at_use(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    store = open_neo4j(f"bolt://127.0.0.1:{free_ports()[0]}", user="neo4j", password="s3cret-of-mine")
    for use in (store.health, store.schema, store.view().counts):
        with pytest.raises(StoreUnavailableError, match="cannot be reached"):
            use()
    store.close()
    assert "s3cret-of-mine" not in caplog.text


def test_a_driver_that_is_misused_is_not_called_a_server_that_is_away(neo4j_server: Neo4jServer) -> None:
    connection = Connection(neo4j_server.uri, neo4j_server.user, neo4j_server.password, query_seconds=30)
    with pytest.raises(StoreError) as caught:
        connection.read(lambda tx: tx.run("UNWIND [1, 2] AS n RETURN n").single(strict=True))
    connection.close()
    assert not isinstance(caught.value, StoreUnavailableError)
    assert "\n" not in str(caught.value)


def test_a_question_that_takes_too_long_is_cut_off(neo4j_server: Neo4jServer) -> None:
    connection = Connection(neo4j_server.uri, neo4j_server.user, neo4j_server.password, query_seconds=0.2)
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(a + b)"
    with pytest.raises(StoreTimeoutError):
        connection.read(lambda tx: tx.run(endless).consume())
    connection.close()


def test_a_killed_server_loses_nothing_and_the_store_goes_on(tmp_path: Path) -> None:
    seeded = random.Random(3)  # noqa: S311 - chooses a moment
    done = kill_server(tmp_path, seeded, list(batches(300, cast=30, most=20)))
    assert done.acknowledged > 0


def test_an_empty_database_gets_its_schema_at_first_use(store: Neo4jStore, driver: Driver) -> None:
    ask(driver, "MATCH (n) DETACH DELETE n")
    ask(driver, "DROP INDEX event_day IF EXISTS")
    assert store.view().events(EventQuery()).items == ()
    assert all(finding.ok for finding in store.check())
    assert store.migrate() == ()
