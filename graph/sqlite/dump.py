"""All of a file, in one read transaction: loads may go on beside it and are not seen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from graph.dump import StoredActor, StoredArticle, StoredEvent, StoredLink, StoredPlace, StoredReport

# The columns of each statement are the fields of its row, in their order.
_ACTORS = """
SELECT id, name, kind, country, wikidata, recorded_at,
    (SELECT json_group_array(n.name) FROM actor_name AS n WHERE n.actor = a.id AND n.name <> a.name),
    m.merged_into, m.last, m.merged_by, m.why, m.merged_at
FROM actor AS a LEFT JOIN merge AS m ON m.actor = a.id
"""
_PLACES = "SELECT id, name, country, lat, lon, recorded_at FROM place"
_ARTICLES = """
SELECT id, title, url, publisher, published, nullif(lang, ''), nullif(fetched_at, ''), nullif(sha256, ''),
    nullif(text, ''), recorded_at, retracted_at
FROM article
"""
_EVENTS = """
SELECT id, action, mode, cameo, quad, intensity, modality, source, target, nullif(day, ''), day_end, day_precision,
    place, confidence, dataset, record_id, record_version, mentions, sources, articles, deaths, deaths_low, deaths_high,
    note, (SELECT count(*) FROM report AS r WHERE r.event = e.id AND r.retracted_at IS NULL), recorded_at, retracted_at,
    contexts,
    (SELECT actor FROM told_side AS s WHERE s.event = e.id AND s.role = 'source'),
    (SELECT actor FROM told_side AS s WHERE s.event = e.id AND s.role = 'target')
FROM event AS e
"""
_REPORTS = """
SELECT r.event, r.article, r.start, r.trigger, nullif(r.sentence, ''), nullif(r.sentence_index, -1),
    iif(r.sentence = '', NULL, r.stop), r.attributed_to, c.name, r.extractor, r.recorded_at, r.retracted_at
FROM report AS r LEFT JOIN actor AS c ON c.id = r.attributed_to
"""
_LINKS = """
SELECT cause, effect, article, nullif(day, ''), method, evidence, sentence, start, stop, confidence, lag_days,
    recorded_at, retracted_at
FROM link
"""


class SqliteDump:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def actors(self) -> Iterator[StoredActor]:
        for row in self._connection.execute(_ACTORS):
            yield StoredActor._make((*row[:6], tuple(sorted(json.loads(row[6]))), *row[7:]))

    def places(self) -> Iterator[StoredPlace]:
        return map(StoredPlace._make, self._connection.execute(_PLACES))

    def articles(self) -> Iterator[StoredArticle]:
        return map(StoredArticle._make, self._connection.execute(_ARTICLES))

    def events(self) -> Iterator[StoredEvent]:
        for row in self._connection.execute(_EVENTS):
            yield StoredEvent._make((*row[:-3], tuple(row[-3].split(";")) if row[-3] else (), *row[-2:]))

    def reports(self) -> Iterator[StoredReport]:
        return map(StoredReport._make, self._connection.execute(_REPORTS))

    def links(self) -> Iterator[StoredLink]:
        return map(StoredLink._make, self._connection.execute(_LINKS))
