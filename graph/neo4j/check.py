"""What `casus store check` looks for in Neo4j."""

from __future__ import annotations

import re

from graph.model import Action
from graph.neo4j.connection import Connection
from graph.neo4j.schema import LATEST
from graph.neo4j.statements import migrations, statement
from graph.ontology import FIXED_MODALITY, relation
from graph.store import Finding

NAMED = re.compile(r"CREATE (?:FULLTEXT )?(?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS")
# Statements that count what should never be, a column a rule.
COUNTED = ("check_events", "check_reports", "check_links", "check_shortcuts", "check_merges")


def check(connection: Connection, version: int) -> tuple[Finding, ...]:
    findings = [Finding(version == LATEST, "schema version", f"{version} of {LATEST}")]
    ready = {row["name"]: row["state"] for row in connection.ask("check_indexes")}
    for name in (found for _, _, steps in migrations() for step in steps for found in NAMED.findall(step)):
        state = ready.get(name, "missing")
        findings.append(Finding(state == "ONLINE", f"index {name}", state.lower()))
    fixed = {action.value: modality.value for action, modality in FIXED_MODALITY.items()}
    with connection.transaction() as tx:  # each walks the whole graph, for as long as that takes
        counted = [tx.run(statement(name), fixed=fixed).single(strict=True).data() for name in COUNTED]
        drawn = [row.values() for row in tx.run(statement("check_relations"))]
    for name, count in (rule for rules in counted for rule in rules.items()):
        findings.append(Finding(count == 0, name, str(count)))
    wrong = [row for row in drawn if not _right(*row)]
    findings.append(Finding(not wrong, "short-cuts of another type than their event", str(wrong or 0)))
    return tuple(findings)


def _right(action: str, mode: str | None, drawn: str) -> bool:
    return relation(Action(action), mode).value == drawn
