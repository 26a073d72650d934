"""The stages around a reader, with a reader that says what each test needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from graph.model import Action, DatePrecision, Modality
from loaders.extract.pipeline import Extractor
from loaders.extract.predictions import rows
from loaders.extract.telling import Extraction
from loaders.extract.types import Document, Mention, MentionKind, ProposedEvent, Reading, Span

TUESDAY = date(2024, 8, 6)


@dataclass
class Told:
    """An event by its words: trigger, action, then the surfaces of its roles."""

    trigger: str
    action: Action
    source: str | None = None
    target: str | None = None
    date: str | None = None
    place: str | None = None
    modality: Modality = Modality.OCCURRED
    mode: str | None = None


class Scripted:
    """A reader that finds what it was given, wherever the words stand first."""

    name = "scripted"
    least = 0.0

    def __init__(self, kinds: dict[str, MentionKind], *told: Told) -> None:
        self.kinds, self.told = kinds, told

    def read(self, document: Document, sentences: tuple[Span, ...]) -> Reading:
        assert sentences
        words = list(self.kinds)
        spans = [Span(document.text.index(w), document.text.index(w) + len(w)) for w in words]
        mentions = tuple(
            Mention(span, self.kinds[w], 0.9, i) for i, (w, span) in enumerate(zip(words, spans, strict=True))
        )

        def at(word: str | None) -> int | None:
            return None if word is None else words.index(word)

        events = tuple(
            ProposedEvent(
                Span(document.text.index(t.trigger), document.text.index(t.trigger) + len(t.trigger)),
                t.action,
                t.mode,
                t.modality,
                at(t.source),
                at(t.target),
                None,
                at(t.place),
                at(t.date),
                confidence=0.9,
            )
            for t in self.told
        )
        return Reading(mentions, events)


def extract(text: str, lang: str, kinds: dict[str, MentionKind], *told: Told) -> Extraction:
    return Extractor(Scripted(kinds, *told)).extract(Document("doc", text, lang, TUESDAY))


def events(extraction: Extraction) -> Sequence[str]:
    return list(dict.fromkeys(telling.event for telling in extraction.tellings))


PERSON, COUNTRY, DATE, PLACE = MentionKind.PERSON, MentionKind.COUNTRY, MentionKind.DATE, MentionKind.PLACE


def test_an_undated_telling_joins_the_one_dated_event_of_the_same_act() -> None:
    text = "Espen Barth Eide bertemu William Ruto. Pertemuan berlangsung Senin antara Eide dan Ruto."
    extraction = extract(
        text,
        "id",
        {"Espen Barth Eide": PERSON, "William Ruto": PERSON, "Senin": DATE, "Eide dan": PERSON, "Ruto.": PERSON},
        Told("bertemu", Action.CONSULT, "Espen Barth Eide", "William Ruto"),
        Told("Pertemuan", Action.CONSULT, "William Ruto", "Espen Barth Eide", "Senin"),
    )
    assert len(extraction.tellings) == 2
    assert len(events(extraction)) == 1
    assert {telling.when and telling.when.start for telling in extraction.tellings} == {date(2024, 8, 5)}


def test_two_dated_acts_stay_two_and_an_undated_one_joins_neither() -> None:
    text = "Rusia menyerang Ukraina Senin. Rusia menggempur Ukraina Minggu. Rusia membombardir Ukraina."
    kinds = {"Rusia": COUNTRY, "Ukraina": COUNTRY, "Senin": DATE, "Minggu": DATE}
    told = [
        Told(word, Action.ASSAULT, "Rusia", "Ukraina", day)
        for word, day in (("menyerang", "Senin"), ("menggempur", "Minggu"), ("membombardir", None))
    ]
    assert len(events(extract(text, "id", kinds, *told))) == 3


def test_a_meeting_has_no_direction_and_an_attack_has() -> None:
    text = "Rusia dan Ukraina bertemu; bertatap muka; menyerang; menggempur."
    kinds = {"Rusia": COUNTRY, "Ukraina": COUNTRY}
    meeting = [
        Told("bertemu", Action.CONSULT, "Rusia", "Ukraina"),
        Told("bertatap muka", Action.CONSULT, "Ukraina", "Rusia"),
    ]
    attacks = [
        Told("menyerang", Action.ASSAULT, "Rusia", "Ukraina"),
        Told("menggempur", Action.ASSAULT, "Ukraina", "Rusia"),
    ]
    assert len(events(extract(text, "id", kinds, *meeting))) == 1
    assert len(events(extract(text, "id", kinds, *attacks))) == 2


def test_an_event_without_any_actor_is_not_told() -> None:
    assert extract("Serangan terjadi.", "id", {}, Told("Serangan", Action.ASSAULT)).tellings == ()


def test_nobody_acts_upon_himself() -> None:
    text = "Iran menyerang Teheran."
    kinds = {"Iran": COUNTRY, "Teheran": COUNTRY}
    [telling] = extract(text, "id", kinds, Told("menyerang", Action.ASSAULT, "Iran", "Teheran")).tellings
    assert telling.target is None


@pytest.mark.parametrize(
    ("action", "modality", "day"),
    [
        (Action.CONSULT, Modality.PLANNED, date(2024, 8, 9)),
        (Action.CONSULT, Modality.OCCURRED, date(2024, 8, 2)),
        (Action.AGREE, Modality.PLANNED, date(2024, 8, 2)),
    ],
)
def test_a_plan_lies_ahead_and_a_promise_was_made_before(action: Action, modality: Modality, day: date) -> None:
    kinds = {"Iran": COUNTRY, "Jumat": DATE}
    [telling] = extract(
        "Iran bertindak Jumat.", "id", kinds, Told("bertindak", action, "Iran", None, "Jumat", None, modality)
    ).tellings
    assert telling.when is not None
    assert telling.when.start == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A day after Iran struck, envoys met on Friday.", date(2024, 8, 1)),
        ("A day after Iran struck, envoys met. It was Friday.", None),
    ],
)
def test_a_date_may_lean_on_the_next_one_of_its_sentence(text: str, day: date | None) -> None:
    kinds = {"Iran": COUNTRY, "A day after": DATE, "Friday": DATE}
    [telling] = extract(text, "en", kinds, Told("struck", Action.ASSAULT, "Iran", None, "A day after")).tellings
    assert (telling.when and telling.when.start) == day


def test_a_cause_that_follows_its_effect_is_not_told() -> None:
    text = "Sebagai balasan atas serangan Rusia Senin, Ukraina menggempur Rusia Minggu."
    kinds = {"Rusia": COUNTRY, "Ukraina": COUNTRY, "Senin": DATE, "Minggu": DATE}
    told = [
        Told("serangan", Action.ASSAULT, "Rusia", "Ukraina", "Senin"),
        Told("menggempur", Action.ASSAULT, "Ukraina", "Rusia", "Minggu"),
    ]
    assert extract(text, "id", kinds, *told).links == ()
    told[1].date = None
    [link] = extract(text, "id", kinds, *told).links
    assert link.evidence.of(text) == "Sebagai balasan atas"


def test_predictions_quote_the_text_exactly() -> None:
    text = "Pada Senin malam Rusia menyerang Kharkiv di Ukraina — “sangat” keras 🚀."
    kinds = {"Rusia": COUNTRY, "Ukraina": COUNTRY, "Senin malam": DATE, "Kharkiv": PLACE}
    told = Told("menyerang", Action.ASSAULT, "Rusia", "Ukraina", "Senin malam", "Kharkiv", mode="aerial")
    [row] = rows(extract(text, "id", kinds, told))
    for key in ("source", "target", "place", "trigger", "sentence"):
        assert text[row[key]["start"] : row[key]["end"]] == row[key]["text"]
    assert (row["source"]["id"], row["source"]["kind"], row["source"]["country"]) == ("RUS", "country", "RUS")
    assert (row["date"], row["date_end"], row["date_precision"]) == ("2024-08-05", None, DatePrecision.DAY)
    assert (row["place"]["name"], row["place"]["country"]) == ("Kharkiv", "UKR")
    assert set(row) == {
        *("doc", "event", "action", "mode", "cameo", "modality", "source", "target", "date", "date_end"),
        *("date_precision", "place", "attributed_to", "sentence", "trigger", "confidence"),
    }


def test_the_name_that_a_user_gives_an_article_does_not_change_its_events() -> None:
    def identified(name: str, scope: str | None) -> str:
        kinds = {"Warga": MentionKind.GROUP, "polisi": MentionKind.GROUP}
        reader = Scripted(kinds, Told("menyerang", Action.ASSAULT, "Warga", "polisi"))
        document = Document(name, "Warga menyerang polisi.", "id", TUESDAY, scope)
        return Extractor(reader).extract(document).tellings[0].event

    assert identified("mine", "ar-1") == identified("yours", "ar-1")
    assert identified("mine", "ar-1") != identified("mine", "ar-2")


def test_what_will_happen_has_not_occurred() -> None:
    kinds = {"Iran": COUNTRY, "Rusia": COUNTRY, "Jumat": DATE}
    told = Told("bertemu", Action.CONSULT, "Iran", "Rusia", "Jumat")
    [ahead] = extract("Iran akan bertemu Rusia Jumat.", "id", kinds, told).tellings
    [done] = extract("Iran telah bertemu Rusia Jumat.", "id", kinds, told).tellings
    assert (ahead.action, ahead.modality) == (Action.AGREE, Modality.PLANNED)
    assert (done.action, done.modality) == (Action.CONSULT, Modality.OCCURRED)
    assert ahead.when is not None
    assert ahead.when.start == date(2024, 8, 9)


def test_a_refusal_of_what_will_not_happen_occurs_now() -> None:
    told = Told("not back down", Action.REJECT, "Canada")
    [telling] = extract("Canada will not back down.", "en", {"Canada": COUNTRY}, told).tellings
    assert telling.modality is Modality.OCCURRED


def test_a_meeting_takes_date_and_place_of_the_visit_that_it_was_part_of() -> None:
    text = "Espen Barth Eide tiba di Nairobi Senin. Eide bertemu William Ruto. Eide menelepon Musalia Mudavadi."
    kinds = {"Espen Barth Eide": PERSON, "Nairobi": PLACE, "Senin": DATE, "William Ruto": PERSON}
    kinds["Musalia Mudavadi"] = PERSON
    visit = Told("tiba", Action.CONSULT, "Espen Barth Eide", None, "Senin", "Nairobi", mode="visit")
    met = Told("bertemu", Action.CONSULT, "Espen Barth Eide", "William Ruto")
    called = Told("menelepon", Action.CONSULT, "Espen Barth Eide", "Musalia Mudavadi", mode="phone")
    days = {
        t.trigger.of(text): t.when and t.when.start for t in extract(text, "id", kinds, visit, met, called).tellings
    }
    assert days == {"tiba": date(2024, 8, 5), "bertemu": date(2024, 8, 5), "menelepon": None}


def test_a_response_word_vouches_for_an_event_that_the_reader_doubts() -> None:
    text = "Menanggapi serangan Rusia, Ukraina meluncurkan rudal. Ukraina bersiap."
    kinds = {"Rusia": COUNTRY, "Ukraina": COUNTRY}
    told = [
        Told("serangan", Action.ASSAULT, "Rusia"),
        Told("meluncurkan", Action.ASSAULT, "Ukraina"),
        Told("bersiap", Action.MOBILIZE, "Ukraina"),
    ]

    class Doubting(Scripted):
        least = 0.5

        def read(self, document: Document, sentences: tuple[Span, ...]) -> Reading:
            reading = super().read(document, sentences)
            sure, *rest = reading.events
            return replace(reading, events=(sure, *(replace(event, confidence=0.2) for event in rest)))

    extraction = Extractor(Doubting(kinds, *told)).extract(Document("doc", text, "id", TUESDAY))
    assert [telling.trigger.of(text) for telling in extraction.tellings] == ["serangan", "meluncurkan"]
    assert len(extraction.links) == 1
