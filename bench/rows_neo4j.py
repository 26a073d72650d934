"""How fast the Neo4j store takes a data set's rows, as a share of a bare driver's UNWIND of the same rows.

    CASUS_NEO4J_PASSWORD=... python -m bench.rows_neo4j neo4j://127.0.0.1:7687 rows.export.CSV --rows 20000

Batches go in turns through the store and through the loop, which writes the same nodes, properties and relationships
under labels of its own: it looks nothing up, and cannot be run twice. Reading the file is not counted. Wants an empty
database.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase, ManagedTransaction

from bench.generate import RECORDED
from bench.write_neo4j import LABELS, RAW
from graph.neo4j import open_neo4j
from graph.neo4j.rowwriter import _event, _shortcut, _source
from graph.rows import Rows
from loaders.datasets.feed import Spec, chunks
from loaders.limits import Limits

PLACES = (
    ("places", "UNWIND $rows AS row MERGE (n:RawPlace {id: row.id}) SET n += row"),
    (
        "at",
        "UNWIND $rows AS row MATCH (e:RawEvent {id: row.from}) MATCH (p:RawPlace {id: row.to}) CREATE (e)-[:AT]->(p)",
    ),
)


def plain(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """The batch as the loop's rows, made before the clock runs."""
    events = {row.id: row for row in rows.events}.values()
    made = [_event(row, rows.dataset, 1, RECORDED) for row in events]
    told = {"start": 0, "trigger": "", "extractor": rows.extractor, "recordedAt": RECORDED}
    drawn = [shortcut for row in rows.events if (shortcut := _shortcut(row))]
    return {
        "articles": [{"id": row.id, **_source(row, RECORDED)} for row in rows.articles],
        "actors": [actor.model_dump() for actor in rows.actors],
        "places": [place.model_dump() for place in rows.places],
        "events": [{"id": event["id"], **event["properties"]} for event in made],
        "sources": [{"from": row.source, "to": row.id} for row in events if row.source],
        "targets": [{"from": row.id, "to": row.target} for row in events if row.target],
        "at": [{"from": row.id, "to": row.place} for row in events if row.place],
        "reports": [{"from": row.event, "to": row.article, "p": told} for row in rows.reports],
        "drawn": [
            {"id": row["event"], "from": row["source"], "to": row["target"], "type": row["relation"]} for row in drawn
        ],
    }


def write_plain(tx: ManagedTransaction, rows: dict[str, list[dict[str, Any]]]) -> None:
    for name, query in (*RAW, *PLACES):
        if rows.get(name):
            tx.run(query, rows=rows[name]).consume()


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the store's writing of rows with a bare loop.")
    parser.add_argument("address")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=20_000)
    wanted = parser.parse_args()
    user, password = os.environ.get("CASUS_NEO4J_USER", "neo4j"), os.environ["CASUS_NEO4J_PASSWORD"]
    store = open_neo4j(wanted.address, user=user, password=password)
    store.health()
    spent = {"store": 0.0, "loop": 0.0}
    events = 0
    with (
        GraphDatabase.driver(wanted.address, auth=(user, password)) as driver,
        driver.session(database="neo4j") as session,
    ):
        for label in (*LABELS, "RawPlace"):
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
        for turn, chunk in enumerate(chunks(Spec(wanted.file, "gdelt", "", Limits()))):
            rows = plain(chunk.rows)
            for way in ("store", "loop") if turn % 2 else ("loop", "store"):
                begun = time.perf_counter()
                if way == "store":
                    store.writer().write_rows(chunk.rows, RECORDED)
                else:
                    session.execute_write(write_plain, rows)
                # The first batch warms the server up.
                spent[way] += time.perf_counter() - begun if turn else 0.0
            events += len(chunk.rows.events) if turn else 0
            if chunk.last >= wanted.rows:
                break
    store.close()
    for name, seconds in spent.items():
        print(f"{name:6} {events / seconds:8,.0f} events/s   {spent['loop'] / seconds:5.2f} of the loop")


if __name__ == "__main__":
    main()
