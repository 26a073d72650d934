"""Giving older articles the name under which their publisher is asked for, which Cypher cannot make."""

from __future__ import annotations

from graph.neo4j.connection import Connection
from graph.neo4j.statements import statement
from graph.text import fold

_ARTICLES = 10_000  # of one transaction


def fill(connection: Connection) -> None:
    """Take in what an older database holds."""
    folded = {row["publisher"]: fold(row["publisher"]) for row in connection.ask("publishers")}
    text = statement("fold_publishers")
    while connection.write(lambda tx: tx.run(text, folded=folded, limit=_ARTICLES).single(strict=True)["articles"]):
        pass
