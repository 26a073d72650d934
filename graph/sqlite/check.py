"""Looking for what should never be in a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from graph.sqlite import schema
from graph.store import Finding

_SHOWN = 3  # identifiers named in a finding
_LIVE = "EXISTS (SELECT 1 FROM report WHERE report.event = event.id AND report.retracted_at IS NULL)"
# Each statement yields an identifier for every breach.
_RULES = {
    "shown events have a report that shows": " ".join(
        (
            "SELECT id FROM event WHERE retracted_at IS NULL AND NOT",
            _LIVE,
        )
    ),
    "retracted events have none": " ".join(("SELECT id FROM event WHERE retracted_at IS NOT NULL AND", _LIVE)),
    "retracted articles have no report or link that shows": """
        SELECT article.id FROM article JOIN report ON report.article = article.id
        WHERE article.retracted_at IS NOT NULL AND report.retracted_at IS NULL
        UNION
        SELECT article.id FROM article JOIN link ON link.article = article.id
        WHERE article.retracted_at IS NOT NULL AND link.retracted_at IS NULL""",
    "sentences stand in their articles where they say": """
        SELECT event FROM report JOIN article ON article.id = report.article
        WHERE substr(article.text, start + 1, stop - start) <> sentence""",
    "actors have their names": """
        SELECT id FROM actor
        WHERE NOT EXISTS (SELECT 1 FROM actor_name WHERE actor = actor.id AND name = actor.name)""",
    "actors and places know how many events name them": """
        SELECT id FROM actor
        LEFT JOIN (
            SELECT side, count(*) AS number FROM (SELECT source AS side FROM event UNION ALL SELECT target FROM event)
            GROUP BY side
        ) ON side = id
        WHERE events <> ifnull(number, 0)
        UNION ALL
        SELECT id FROM place LEFT JOIN (SELECT place, count(*) AS number FROM event GROUP BY place) AS told
        ON told.place = id
        WHERE events <> ifnull(number, 0)""",
    "no event names a merged actor": """
        SELECT id FROM event
        WHERE source IN (SELECT actor FROM merge) OR target IN (SELECT actor FROM merge)""",
    "merges lead to the last actor": """
        SELECT m.actor FROM merge AS m LEFT JOIN merge AS n ON n.actor = m.merged_into
        WHERE m.last <> ifnull(n.last, m.merged_into) OR m.last IN (SELECT actor FROM merge)""",
    "sides that merges have moved stand where they lead": """
        SELECT t.event FROM told_side AS t JOIN event AS e ON e.id = t.event LEFT JOIN merge AS m ON m.actor = t.actor
        WHERE CASE t.role WHEN 'source' THEN e.source ELSE e.target END IS NOT m.last""",
    "titles and sentences can be searched": """
        SELECT id FROM article
        WHERE (title <> '' OR id IN (SELECT article FROM report WHERE sentence <> ''))
            AND NOT EXISTS (SELECT 1 FROM passage WHERE passage.article = article.id)
        UNION ALL
        SELECT article FROM passage WHERE id NOT IN (SELECT rowid FROM passage_text)""",
    "publishers have their names": """
        SELECT id FROM article
        WHERE publisher <> '' AND NOT EXISTS (SELECT 1 FROM publisher WHERE name = article.publisher)""",
    "pairs of actors are counted as their events tell": """
        WITH told AS (
            SELECT source, target, modality, action, count(*), ifnull(min(nullif(day, '')), ''), max(day)
            FROM event WHERE source <> target AND retracted_at IS NULL
            GROUP BY source, target, modality, action
        ), wrong AS (
            SELECT source, target FROM (SELECT * FROM told EXCEPT SELECT * FROM pair)
            UNION ALL
            SELECT source, target FROM (SELECT * FROM pair EXCEPT SELECT * FROM told)
            UNION ALL
            SELECT actor, other FROM (
                SELECT * FROM bond
                EXCEPT
                SELECT actor, other, modality, sum(events) FROM (
                    SELECT source AS actor, target AS other, modality, events FROM pair
                    UNION ALL
                    SELECT target, source, modality, events FROM pair
                ) GROUP BY actor, other, modality
            )
            UNION ALL
            SELECT source, target FROM pair
            WHERE NOT EXISTS (
                SELECT 1 FROM bond WHERE actor = source AND bond.modality = pair.modality AND other = target
            ) OR NOT EXISTS (
                SELECT 1 FROM bond WHERE actor = target AND bond.modality = pair.modality AND other = source
            )
        )
        SELECT source || ' and ' || target FROM wrong""",
    "events repeat their actors' countries": """
        SELECT event.id FROM event
        LEFT JOIN actor AS s ON s.id = source LEFT JOIN actor AS t ON t.id = target
        WHERE source_country IS NOT s.country OR target_country IS NOT t.country""",
    "links repeat their effect's day": """
        SELECT effect FROM link JOIN event ON event.id = link.effect WHERE link.day <> event.day""",
}
_SCHEMA = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"


def check(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """One finding for each rule; those on rows only where the schema is this Casus's."""
    findings = [_integrity(connection)]
    if findings[0].ok:
        findings.append(_version(connection))
    if all(finding.ok for finding in findings):
        findings += [_shape(connection), _references(connection), *_rows(connection)]
    return tuple(findings)


def _integrity(connection: sqlite3.Connection) -> Finding:
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    return Finding(said == ["ok"], "the file is sound", "; ".join(said))


def _version(connection: sqlite3.Connection) -> Finding:
    found, ours = schema.version(connection), schema.current()
    return Finding(found == ours, "the schema is this Casus's", f"schema {found}, this Casus writes {ours}")


def _shape(connection: sqlite3.Connection) -> Finding:
    with closing(sqlite3.connect(":memory:")) as model:
        for migration in schema.migrations():
            for statement in migration.statements:
                model.execute(statement)
        wanted = dict(model.execute(_SCHEMA).fetchall())
    found = dict(connection.execute(_SCHEMA).fetchall())
    wrong = sorted(name for name, sql in wanted.items() if found.get(name) != sql)
    return _finding("every table and index is there", wrong)


def _references(connection: sqlite3.Connection) -> Finding:
    wrong = [f"{table} names a {parent}" for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check")]
    return _finding("rows name only rows that exist", wrong)


def _rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    for name, statement in _RULES.items():
        yield _finding(name, [row[0] for row in connection.execute(statement)])


def _finding(name: str, wrong: list[str]) -> Finding:
    shown = ", ".join(wrong[:_SHOWN])
    return Finding(not wrong, name, f"{len(wrong)} wrong, as {shown}" if wrong else "all")
