"""No text breaks the extractor. `CASUS_FUZZ_EXAMPLES=5000` reads that many instead of the few of every day."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.extract.pipeline import Extractor
from loaders.extract.predictions import rows
from loaders.extract.types import Document

EXAMPLES = int(os.environ.get("CASUS_FUZZ_EXAMPLES", "60"))
WORDS = st.sampled_from(
    "Presiden Rusia Vladimir Putin bertemu Iran menyerang Israel in response to the attack condemned Moscow on Monday "
    "Senin (5/8) membalas serangan “ ” . , ; ( ) — 🚀 \u202e \u200f مرحبا 東京 A.S. U.S. the -nya 12.500 \n \t ' % http://x.y".split(
        " "
    )
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=60).map(" ".join),
    st.text(max_size=200),
    st.lists(WORDS, min_size=5, max_size=30).map(lambda words: " ".join(words).upper()),
    st.lists(WORDS, min_size=5, max_size=30).map("".join),
)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(["id", "en"]), st.none() | st.dates())
def test_any_text_is_read_and_every_span_quotes_it(text: str, lang: str, published: date | None) -> None:
    extraction = Extractor.default().extract(Document("d", text, lang, published))
    for row in rows(extraction):
        spans = [row["link"]["evidence"]] if "link" in row else [row["trigger"], row["sentence"]]
        spans += [row[role] for role in ("source", "target", "place", "attributed_to") if row.get(role)]
        for span in spans:
            assert text[span["start"] : span["end"]] == span["text"]
        assert "link" in row or row["source"] or row["target"]


@pytest.mark.parametrize(
    "text",
    [
        "Rusia",
        "RUSIA MENYERANG KYIV DI UKRAINA PADA SENIN DAN PRESIDEN PUTIN BERTEMU KIM JONG UN DI PYONGYANG",
        "Iran\n- 1\n- 2\n| a | b |\n|---|---|\n",
        "Presiden Putin bertemu " + "dan Presiden Xi Jinping " * 400,
        "kata " * 2000,
    ],
)
def test_odd_shapes_of_text_are_read(text: str) -> None:
    extraction = Extractor.default().extract(Document("d", text, "id"))
    assert all(telling.trigger.end <= len(text) for telling in extraction.tellings)
