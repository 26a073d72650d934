"""GDELT mentions 2.0 (16 columns): every later article that reports an event of the set.

Source: The GDELT Event Database data format codebook v2.0 (2015), mentions table.
"""

from __future__ import annotations

from collections.abc import Mapping

from loaders.datasets.coded import CodedMention, RowError
from loaders.datasets.formats import fields as cells
from loaders.datasets.formats.gdelt import LICENCE, event_id, source_of, stamp_day


class GdeltMentions:
    """Rows of `YYYYMMDDHHMMSS.mentions.CSV`."""

    name = "gdelt-mentions"
    dataset = "GDELT"
    licence = LICENCE

    def read(self, fields: Mapping[str, str]) -> CodedMention:
        """The report of a row; its day is when GDELT saw it, its sentence counted from 0."""
        get = fields.get
        identity = event_id(get("GLOBALEVENTID"))
        published = stamp_day((get("MentionTimeDate") or "").strip())
        source = source_of(get("MentionIdentifier") or "", cells.line(get("MentionSourceName")))
        if not (source.url or source.title or source.publisher):
            raise RowError("fields", "neither MentionIdentifier nor MentionSourceName says where the mention is")
        sentence = cells.index(get("SentenceID"))
        return CodedMention(identity, source._replace(published=published, sentence_index=sentence))
