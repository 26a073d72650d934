"""How fast the Neo4j store writes, as a share of a bare driver's UNWIND loop over the same rows in the same run.

    CASUS_NEO4J_PASSWORD=... python -m bench.write_neo4j neo4j://127.0.0.1:7687 --events 20000

Batches go in turns through the store and through the loop, which only merges nodes by identifier and creates
relationships: it looks nothing up, counts nothing and draws the same short-cuts. Wants an empty database.
"""

from __future__ import annotations

import argparse
import os
import time
from typing import Any

from neo4j import GraphDatabase, ManagedTransaction

from bench.generate import BATCH, RECORDED, batches
from graph.batch import Batch, Written
from graph.neo4j import open_neo4j
from graph.ontology import counts, relation

RAW = (
    ("articles", "UNWIND $rows AS row MERGE (n:RawArticle {id: row.id}) SET n += row"),
    ("actors", "UNWIND $rows AS row MERGE (n:RawActor {id: row.id}) SET n += row"),
    ("events", "UNWIND $rows AS row MERGE (n:RawEvent {id: row.id}) SET n += row"),
    (
        "sources",
        "UNWIND $rows AS row MATCH (e:RawEvent {id: row.to}) MATCH (a:RawActor {id: row.from}) "
        "CREATE (a)-[:SOURCE_OF]->(e)",
    ),
    (
        "targets",
        "UNWIND $rows AS row MATCH (e:RawEvent {id: row.from}) MATCH (a:RawActor {id: row.to}) "
        "CREATE (e)-[:TARGETS]->(a)",
    ),
    (
        "reports",
        "UNWIND $rows AS row MATCH (e:RawEvent {id: row.from}) MATCH (a:RawArticle {id: row.to}) "
        "CREATE (e)-[r:REPORTED_IN]->(a) SET r = row.p",
    ),
    (
        "links",
        "UNWIND $rows AS row MATCH (c:RawEvent {id: row.from}) MATCH (e:RawEvent {id: row.to}) "
        "CREATE (c)-[r:LED_TO]->(e) SET r = row.p",
    ),
    (
        "drawn",
        "UNWIND $rows AS row MATCH (s:RawActor {id: row.from}) MATCH (t:RawActor {id: row.to}) "
        "CREATE (s)-[r:$(row.type)]->(t) SET r.eventId = row.id",
    ),
)
LABELS = ("RawArticle", "RawActor", "RawEvent")


def plain(batch: Batch) -> dict[str, list[dict[str, Any]]]:
    """The batch as the loop's rows."""
    events = {event.id: event for event in batch.events}.values()
    return {
        "articles": [article.model_dump() for article in batch.articles],
        "actors": [actor.model_dump() for actor in batch.actors],
        "events": [event.model_dump(exclude={"source", "target", "place", "reports"}) for event in events],
        "sources": [{"from": event.source.id, "to": event.id} for event in events if event.source],
        "targets": [{"from": event.id, "to": event.target.id} for event in events if event.target],
        "reports": [
            {"from": event.id, "to": told.article.id, "p": told.model_dump(exclude={"article", "attributed_to"})}
            for event in batch.events
            for told in event.reports
        ],
        "links": [
            {"from": item.cause, "to": item.effect, "p": item.link.model_dump(exclude={"article"})}
            for item in batch.links
        ],
        "drawn": [
            {
                "id": event.id,
                "from": event.source.id,
                "to": event.target.id,
                "type": relation(event.action, event.mode).value,
            }
            for event in events
            if event.source and event.target and counts(event.action, event.modality)
        ],
    }


def write_plain(tx: ManagedTransaction, batch: Batch) -> None:
    rows = plain(batch)
    for name, query in RAW:
        tx.run(query, rows=rows[name]).consume()


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the store's writing with a bare loop.")
    parser.add_argument("address")
    parser.add_argument("--events", type=int, default=20_000)
    wanted = parser.parse_args()
    user, password = os.environ.get("CASUS_NEO4J_USER", "neo4j"), os.environ["CASUS_NEO4J_PASSWORD"]
    store = open_neo4j(wanted.address, user=user, password=password)
    store.health()
    seconds = {"store": 0.0, "loop": 0.0, "store again": 0.0}
    written, again = Written(), Written()
    with (
        GraphDatabase.driver(wanted.address, auth=(user, password)) as driver,
        driver.session(database="neo4j") as session,
    ):
        for label in LABELS:
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
        for batch in batches(wanted.events):
            start = time.perf_counter()
            written += store.writer().write(batch, RECORDED)
            told = time.perf_counter()
            session.execute_write(write_plain, batch)
            looped = time.perf_counter()
            again += store.writer().write(batch, RECORDED)
            seconds["store"] += told - start
            seconds["loop"] += looped - told
            seconds["store again"] += time.perf_counter() - looped
    store.close()
    print(f"{written} in batches of {BATCH}; again {again}")
    for name, spent in seconds.items():
        print(f"{name:12} {wanted.events / spent:8,.0f} events/s   {seconds['loop'] / spent:5.2f} of the loop")


if __name__ == "__main__":
    main()
