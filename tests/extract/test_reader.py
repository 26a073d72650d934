"""The packaged reader on sentences of our own."""

from __future__ import annotations

import pytest

from graph.model import Action, Modality
from loaders.extract.reader import JointReader
from loaders.extract.sentences import sentences
from loaders.extract.types import Document, MentionKind, ProposedEvent, Reading, Span

MEETING_ID = (
    "Menteri Luar Negeri Norwegia Espen Barth Eide bertemu dengan Menlu Kenya Musalia Mudavadi di Nairobi, Rabu."
)
MEETING_EN = (
    "Norwegian Foreign Minister Espen Barth Eide met his Kenyan counterpart Musalia Mudavadi in Nairobi on Wednesday."
)


@pytest.fixture(scope="module")
def reader() -> JointReader:
    return JointReader.packaged()


def read(reader: JointReader, text: str, lang: str = "en") -> Reading:
    return reader.read(Document("d", text, lang), sentences(text, lang))


def words(reading: Reading, text: str, index: int | None) -> str | None:
    return None if index is None else reading.mentions[index].span.of(text)


def sides(reading: Reading, text: str, event: ProposedEvent) -> tuple[str | None, str | None]:
    return words(reading, text, event.source), words(reading, text, event.target)


@pytest.mark.parametrize(("text", "lang"), [(MEETING_ID, "id"), (MEETING_EN, "en")])
def test_a_meeting_is_one_event_between_the_two_who_met(reader: JointReader, text: str, lang: str) -> None:
    reading = read(reader, text, lang)
    assert [event.action for event in reading.events] == [Action.CONSULT]
    assert set(sides(reading, text, reading.events[0])) == {"Espen Barth Eide", "Musalia Mudavadi"}
    assert words(reading, text, reading.events[0].place) == "Nairobi"
    assert reading.events[0].modality is Modality.OCCURRED


def test_who_strikes_and_who_is_struck_are_told_apart_in_active_and_passive(reader: JointReader) -> None:
    for text in ("Israel bombed Iran on Sunday.", "Iran was bombed by Israel on Sunday."):
        reading = read(reader, text)
        assert [event.action for event in reading.events] == [Action.ASSAULT], text
        assert sides(reading, text, reading.events[0]) == ("Israel", "Iran"), text


def test_an_unnamed_doer_stays_nobody(reader: JointReader) -> None:
    text = "Dua polisi Pakistan ditembak mati di Peshawar."
    reading = read(reader, text, "id")
    assert [event.action for event in reading.events] == [Action.ASSAULT]
    assert sides(reading, text, reading.events[0]) == (None, "Dua polisi Pakistan")


def test_a_quiet_sentence_has_no_events(reader: JointReader) -> None:
    text = "The river Danube flows through ten countries and reaches the Black Sea in Romania."
    assert read(reader, text).events == ()


def test_an_answer_is_linked_to_what_it_answers(reader: JointReader) -> None:
    text = "Iran launched missiles at Israel in retaliation for the killing of Ismail Haniyeh in Tehran."
    reading = read(reader, text)
    triggers = [
        (reading.events[x.cause].trigger.of(text), reading.events[x.effect].trigger.of(text)) for x in reading.links
    ]
    assert len(triggers) == 1
    assert triggers[0][0] == "killing"
    assert triggers[0][1].startswith("launched")
    assert "retaliation" in reading.links[0].evidence.of(text)


def test_a_short_name_and_a_full_name_are_one_actor(reader: JointReader) -> None:
    text = "Sergei Shoigu arrived in Tehran on Monday. Shoigu met Ali Akbar Ahmadian there."
    clusters = {m.span.of(text): m.cluster for m in read(reader, text).mentions}
    assert clusters["Sergei Shoigu"] == clusters["Shoigu"] != clusters["Ali Akbar Ahmadian"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Jakarta", "🙂 🙂", "\u200f\u200e", "— — …"])
def test_next_to_no_text_gives_no_events(reader: JointReader, text: str) -> None:
    assert read(reader, text).events == ()


def test_the_same_document_gives_the_same_reading(reader: JointReader) -> None:
    text = f"{MEETING_EN} Kenya thanked Norway for its aid."
    first = read(reader, text)
    read(reader, MEETING_ID, "id")
    assert read(reader, text) == first


def test_offsets_count_code_points(reader: JointReader) -> None:
    text = f"🙂🙂 {MEETING_EN}"
    reading = read(reader, text)
    assert set(sides(reading, text, reading.events[0])) == {"Espen Barth Eide", "Musalia Mudavadi"}


def test_a_sentence_of_two_thousand_words_is_read_to_its_end(reader: JointReader) -> None:
    text = (
        "the committee listed the following rivers " + "and the long quiet river " * 400 + "before Israel bombed Iran"
    )
    reading = reader.read(Document("d", text, "en"), (Span(0, len(text)),))
    assert any(event.action is Action.ASSAULT and event.trigger.of(text) == "bombed" for event in reading.events)


def test_a_word_without_end_does_no_harm(reader: JointReader) -> None:
    text = "a" * 50_000 + " Israel bombed Iran."
    assert any(event.action is Action.ASSAULT for event in read(reader, text).events)


def test_every_index_points_to_a_mention_of_the_right_kind(reader: JointReader) -> None:
    text = f"{MEETING_EN} On Friday the United States condemned Russia after its forces shelled Kharkiv in Ukraine."
    reading = read(reader, text)
    assert len(reading.events) >= 2
    for event in reading.events:
        kinds = {role: reading.mentions[i].kind for role in ("source", "target", "by", "place", "date")
                 if (i := getattr(event, role)) is not None}  # fmt: skip
        assert kinds.pop("place", MentionKind.PLACE) is MentionKind.PLACE
        assert kinds.pop("date", MentionKind.DATE) is MentionKind.DATE
        assert not set(kinds.values()) & {MentionKind.PLACE, MentionKind.DATE}
        assert 0 < event.confidence < 1
