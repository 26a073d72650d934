"""What looking for words promises, over both stores."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.matching import Closeness, slipped
from graph.model import Action
from graph.search import MOST_WORDS, Match, SearchAnswer, SearchQuery
from graph.sqlite import open_sqlite
from graph.store import Store
from graph.text import fold, tokens
from tests.store.build import article, batch, event, hours, person, place, report, state
from tests.store.older import go_back
from tests.store.test_rows import IRAN as SET_IRAN
from tests.store.test_rows import SOURCE, row, rows

IRAN = state("Iran", "IRN", "Islamic Republic of Iran", "Republik Islam Iran")
IRAQ = state("Iraq", "IRQ")
RUSSIA = state("Russia", "RUS", "Rusia")
ERDOGAN = person("Recep Tayyip Erdoğan", "TUR", "Erdoğan")
IRANIAN = person("Iranian envoy", "IRN")
QUIET = person("Iran Smith")
TEHRAN, BASRA = place("Tehran", "IRN"), place("Basra", "IRQ")

FIRST = article("Erdoğan visits Tehran.", "Iran met Russia in Tehran.", published=date(2024, 4, 1))
SECOND = article("Talks in Basra.", "An Iranian envoy met Iraq.", "Iran met Iraq twice.", published=date(2024, 5, 1))
UNDATED = article("Iran waits.", published=None)

MET = event(Action.CONSULT, IRAN, RUSSIA, date(2024, 4, 1), report(FIRST, "Iran met Russia in Tehran."), at=TEHRAN)
ALSO = event(Action.AID, IRAN, RUSSIA, date(2024, 4, 1), report(FIRST, "Iran met Russia in Tehran.", "again"))
ENVOY = event(Action.CONSULT, IRANIAN, IRAQ, date(2024, 5, 1), report(SECOND, "An Iranian envoy met Iraq."), at=BASRA)
TWICE = event(Action.CONSULT, IRAN, IRAQ, date(2024, 5, 1), report(SECOND, "Iran met Iraq twice."), at=TEHRAN)
WAITS = event(Action.REJECT, IRAN, None, None, report(UNDATED, "Iran waits."))
EVENTS = (MET, ALSO, ENVOY, TWICE, WAITS)
EVERYONE = (IRAN, IRAQ, RUSSIA, ERDOGAN, IRANIAN, QUIET)


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([FIRST, SECOND, UNDATED], EVENTS, actors=EVERYONE), hours(0))
    return store


def ask(store: Store, *forms: str, limit: int = 10, at: float | None = None) -> SearchAnswer:
    return store.view(hours(at) if at is not None else None).search(SearchQuery(forms, limit))


def actors(answer: SearchAnswer) -> list[str]:
    return [hit.actor.name for hit in answer.actors.items]


def places(answer: SearchAnswer) -> list[str]:
    return [hit.place.name for hit in answer.places.items]


def titles(answer: SearchAnswer) -> list[str]:
    return [hit.match.text for hit in answer.articles.items]


def sentences(answer: SearchAnswer) -> list[str]:
    return [hit.match.text for hit in answer.sentences.items]


def marked(match: Match) -> list[str]:
    return [match.text[start:end] for start, end in match.ranges]


def test_exact_names_come_first_then_beginnings_then_slips_each_by_how_often_they_occur(told: Store) -> None:
    found = ask(told, "iran").actors.items
    assert [(hit.actor.name, hit.match.closeness) for hit in found] == [
        ("Iran", Closeness.EXACT),
        ("Iranian envoy", Closeness.BEGINNING),
        ("Iran Smith", Closeness.BEGINNING),
        ("Iraq", Closeness.NEAR),
    ]


ACTORS = {
    "Teheran": [],
    "rusia": ["Russia"],
    "Rusya": ["Russia"],  # an alias is one slip away
    "Russsia": ["Russia"],
    "ERDOGAN": ["Recep Tayyip Erdoğan"],
    "erdogna": ["Recep Tayyip Erdoğan"],
    "tayyip recep": ["Recep Tayyip Erdoğan"],
    "tayip rec": ["Recep Tayyip Erdoğan"],
    "edrogna": [],  # two slips
    "islamic iran": ["Iran"],
    "irn": [],  # too short for a slip
    "rania": [],
}


def test_a_name_is_found_by_other_languages_without_accents_and_with_a_slip(told: Store) -> None:
    assert {text: actors(ask(told, text)) for text in ACTORS} == ACTORS


def test_a_place_is_found_by_a_slip_and_by_what_it_is_called_here(told: Store) -> None:
    assert places(ask(told, "Teheran")) == places(ask(told, "teh")) == places(ask(told, "Persepolis", "Tehran"))
    assert places(ask(told, "Teheran")) == ["Tehran"]


def test_titles_and_sentences_hold_every_word_the_latest_first_undated_last(told: Store) -> None:
    assert sentences(ask(told, "met iran")) == [
        "Iran met Iraq twice.",
        "Iran met Russia in Tehran.",
        "An Iranian envoy met Iraq.",
    ]
    assert sentences(ask(told, "iran"))[:3] == ["Iran met Iraq twice.", "Iran met Russia in Tehran.", "Iran waits."]
    assert sentences(ask(told, "rus teh")) == sentences(ask(told, "russia in")) == ["Iran met Russia in Tehran."]
    assert sentences(ask(told, "ru")) == []  # too short to stand for what begins with it
    assert sentences(ask(told, "rusia teheran")) == ["Iran met Russia in Tehran."]
    assert titles(ask(told, "erdogan")) == ["Erdoğan visits Tehran."]
    assert titles(ask(told, "visit Teheran")) == ["Erdoğan visits Tehran."]
    assert titles(ask(told, "Persepolis", "Tehran")) == ["Erdoğan visits Tehran."]


def test_a_sentence_is_found_once_with_the_events_that_it_tells_of(told: Store) -> None:
    (hit,) = ask(told, "met russia").sentences.items
    assert hit.events == tuple(sorted([MET.id, ALSO.id]))
    assert hit.article == FIRST.ref()
    assert FIRST.text is not None
    assert FIRST.text[hit.start : hit.end] == hit.match.text == "Iran met Russia in Tehran."


def test_what_fits_is_marked_in_the_text_that_is_shown(told: Store) -> None:
    alias = ask(told, "republik").actors.items[0].match
    assert (alias.text, marked(alias)) == ("Republik Islam Iran", ["Republik"])
    assert marked(ask(told, "erdogan").articles.items[0].match) == ["Erdoğan"]
    assert marked(ask(told, "teheran").sentences.items[0].match) == ["Tehran"]
    assert marked(ask(told, "rus met").sentences.items[0].match) == ["met", "Rus"]


def test_of_more_hits_than_the_limit_the_best_are_given_and_the_rest_is_said(told: Store) -> None:
    answer = ask(told, "iran", limit=1)
    assert actors(answer) == ["Iran"]
    assert answer.actors.truncated
    assert sentences(answer) == ["Iran met Iraq twice."]
    assert answer.sentences.truncated
    assert not ask(told, "erdogan", limit=1).actors.truncated


def test_what_is_retracted_is_not_found_now_and_found_before(told: Store) -> None:
    told.writer().retract(SECOND.id, hours(2))
    assert sentences(ask(told, "twice")) == titles(ask(told, "talks")) == []
    assert sentences(ask(told, "twice", at=1)) == ["Iran met Iraq twice."]
    assert titles(ask(told, "talks", at=1)) == ["Talks in Basra."]


def test_what_was_not_yet_known_is_not_found(told: Store) -> None:
    assert ask(told, "iran", "tehran", at=-1) == SearchAnswer()


def test_an_alias_and_a_report_that_come_later_are_found(told: Store) -> None:
    later = event(Action.AID, IRAN, IRAQ, date(2024, 6, 1), report(FIRST, "Erdoğan visits Tehran."))
    batched = batch([FIRST], [later], actors=[IRAQ.model_copy(update={"aliases": ("Mesopotamia",)})])
    for at in (1, 2):
        told.writer().write(batched, hours(at))
    assert actors(ask(told, "mesopotamai")) == ["Iraq"]
    assert sentences(ask(told, "erdogan")) == ["Erdoğan visits Tehran."]
    assert not [finding for finding in told.check() if not finding.ok]


def test_rows_of_data_sets_are_found_by_their_names_and_titles(store: Store) -> None:
    titled = SOURCE._replace(title="Raid on Baghdad")
    for at in (0, 1):
        store.writer().write_rows(rows(row("1"), row("2"), source=titled), hours(at))
    store.writer().retract_events([row("1").id], hours(2))
    store.writer().write_rows(rows(row("1"), source=titled), hours(3))
    answer = ask(store, "bagdad")
    assert places(answer) == ["Baghdad"]
    assert titles(answer) == ["Raid on Baghdad"]
    assert sentences(answer) == []
    assert actors(ask(store, "iran")) == [SET_IRAN.name, "Iraq"]
    assert not [finding for finding in store.check() if not finding.ok]


def test_migrating_takes_in_what_an_older_file_holds(tmp_path: Path) -> None:
    file = tmp_path / "casus.db"
    store = open_sqlite(file)
    store.writer().write(batch([FIRST, SECOND, UNDATED], EVENTS, actors=EVERYONE), hours(0))
    texts = ("iran", "rus teh", "erdogna", "talks", "basar")
    before = [ask(store, text) for text in texts]
    store.close()
    go_back(file, 4)
    older = open_sqlite(file)
    assert "0005_search" in older.migrate()
    assert [ask(older, text) for text in texts] == before
    assert not [finding for finding in older.check() if not finding.ok]
    older.close()


INERT = (
    '"',
    '"iran',
    "iran*",
    "iran AND",
    "OR iran",
    "NOT iran",
    "NEAR(iran, 2)",
    "title:iran",
    "{title} : iran",
    "^iran",
    "iran~2",
    "/ir.*/",
    "[a TO z]",
    "iran && !iraq || (",
    "\\",
    "+iran -iraq",
    "iran\x00",
    "*",
    "' OR 1=1 --",
    "`}) DETACH DELETE n //",
    "\u202eiran\u0301",
    "日本語 العربية 🕊️",
)


@pytest.mark.parametrize("text", INERT, ids=range(len(INERT)))
def test_what_a_query_language_would_obey_is_looked_for_as_words(told: Store, text: str) -> None:
    words = fold(text)
    assert ask(told, text) == (ask(told, words) if words else SearchAnswer())
    assert told.view().counts()["actors"] == len(EVERYONE)


def test_operators_are_words(told: Store) -> None:
    assert sentences(ask(told, "iran AND russia")) == sentences(ask(told, "iran NOT russia")) == []
    assert sentences(ask(told, 'iran* "russia"')) == ["Iran met Russia in Tehran."]


def test_nothing_is_found_by_no_word_or_by_one_that_is_too_long(told: Store) -> None:
    for forms in ((), ("",), ("?!",), ("x" * 5000,), ("\ud800",)):
        assert ask(told, *forms) == SearchAnswer()


def test_too_many_words_or_no_hits_at_all_are_refused() -> None:
    SearchQuery(("a " * MOST_WORDS,))
    with pytest.raises(QueryError, match="64"):
        SearchQuery(("a " * (MOST_WORDS + 1),))
    with pytest.raises(QueryError, match="limit"):
        SearchQuery(("iran",), 0)


def test_as_many_words_as_may_be_asked_for_are_answered(told: Store) -> None:
    assert ask(told, "iran " * MOST_WORDS).actors == ask(told, " ".join(["iran"] * MOST_WORDS)).actors
    assert (
        ask(told, " ".join(f"tehr{chr(97 + n % 26)}{chr(97 + n // 26)}n" for n in range(MOST_WORDS))).actors.items == ()
    )


LETTERS = st.text("abc", max_size=5)


@given(LETTERS, LETTERS)
def test_a_slip_is_one_letter_more_less_or_other_or_two_swapped(one: str, other: str) -> None:
    inserted = {one[:n] + c + one[n:] for n in range(len(one) + 1) for c in "abc"}
    removed = {one[:n] + one[n + 1 :] for n in range(len(one))}
    changed = {one[:n] + c + one[n + 1 :] for n in range(len(one)) for c in "abc"}
    swapped = {one[:n] + one[n + 1] + one[n] + one[n + 2 :] for n in range(len(one) - 1)}
    assert slipped(one, other) == (other in {one} | inserted | removed | changed | swapped)


@given(st.text())
def test_the_words_of_a_text_are_those_it_is_folded_to_and_stand_where_they_say(text: str) -> None:
    found = list(tokens(text))
    assert [token.word for token in found] == fold(text).split()
    for token in found:
        assert token.word in fold(text[token.start : token.ends[-1]]).replace(" ", "")
        assert len(token.ends) == len(token.word)
