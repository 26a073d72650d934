"""Links stand on words: a connective, or a reaction whose object is the act."""

import pytest

from graph.model import Action, LinkMethod, Modality
from loaders.extract.links import Parties, link_events
from loaders.extract.sentences import sentences
from loaders.extract.types import ProposedEvent, ProposedLink, Span


def event(text: str, trigger: str, action: Action, mode: str | None = None) -> ProposedEvent:
    start = text.index(trigger)
    modality = Modality.THREATENED if action is Action.THREATEN else Modality.OCCURRED
    return ProposedEvent(
        Span(start, start + len(trigger)), action, mode, modality, None, None, None, None, None, confidence=0.9
    )


def parties(source: str = "", target: str = "") -> Parties:
    return Parties(frozenset(source.split()), frozenset(target.split()))


def links(text: str, lang: str, *told: tuple[ProposedEvent, Parties]) -> list[tuple[int, int, str]]:
    found = link_events(text, sentences(text, lang), lang, [e for e, _ in told], [p for _, p in told])
    return [(link.cause, link.effect, link.evidence.of(text)) for link in found]


@pytest.mark.parametrize(
    ("lang", "text", "cause", "effect", "words"),
    [
        (
            "en",
            "Ruritania fired rockets in retaliation for the raid on its port.",
            "raid",
            "fired",
            "in retaliation for",
        ),
        ("en", "In response to the raid, Ruritania fired rockets.", "raid", "fired", "In response to"),
        ("en", "Freedonia raided the port, prompting Ruritania to fire rockets.", "raided", "fire", "prompting"),
        (
            "id",
            "Ruritania menembakkan roket sebagai balasan atas serangan itu.",
            "serangan",
            "menembakkan",
            "sebagai balasan atas",
        ),
        (
            "id",
            "Membalas serangan ke pelabuhannya, Ruritania menembakkan roket.",
            "serangan",
            "menembakkan",
            "Membalas",
        ),
        (
            "id",
            "Freedonia menyerang pelabuhan. Ruritania membalas dengan menembakkan roket.",
            "menyerang",
            "menembakkan",
            "membalas",
        ),
    ],
)
def test_response_words_join_cause_and_effect(lang: str, text: str, cause: str, effect: str, words: str) -> None:
    told = [(event(text, trigger, Action.ASSAULT), parties()) for trigger in (cause, effect)]
    assert links(text, lang, *told) == [(0, 1, words)]


def test_a_condemnation_answers_the_act_that_is_its_object() -> None:
    text = "Ruritania mengecam serangan Freedonia ke pelabuhan."
    told = [
        (event(text, "mengecam", Action.ACCUSE, "disapprove"), parties("rur", "fre")),
        (event(text, "serangan", Action.ASSAULT), parties("fre")),
    ]
    assert links(text, "id", *told) == [(1, 0, "mengecam")]


def test_an_allegation_answers_nothing() -> None:
    text = "Ruritania accused Freedonia of attacking the port."
    told = [
        (event(text, "accused", Action.ACCUSE, "allege"), parties("rur", "fre")),
        (event(text, "attacking", Action.ASSAULT), parties("fre")),
    ]
    assert links(text, "en", *told) == []


def test_a_condemnation_of_somebody_else_is_no_answer() -> None:
    text = "Ruritania condemned attacks by Sylvania."
    told = [
        (event(text, "condemned", Action.ACCUSE, "disapprove"), parties("rur", "fre")),
        (event(text, "attacks", Action.ASSAULT), parties("syl")),
    ]
    assert links(text, "en", *told) == []


@pytest.mark.parametrize(("answering", "expected"), [("rur fre", 1), ("syl bor", 0)])
def test_mere_order_in_time_links_only_a_reaction_between_the_same_parties(answering: str, expected: int) -> None:
    text = "Envoys were expelled after the shelling of the border."
    source, target = answering.split()
    told = [
        (event(text, "shelling", Action.ASSAULT), parties("fre", "rur")),
        (event(text, "expelled", Action.SANCTION), parties(source, target)),
    ]
    assert len(links(text, "en", *told)) == expected


def test_events_side_by_side_are_not_linked() -> None:
    text = "Freedonia shelled the border while ministers met in Oslo."
    told = [
        (event(text, "shelled", Action.ASSAULT), parties("fre", "rur")),
        (event(text, "met", Action.CONSULT), parties("fre rur", "fre rur")),
    ]
    assert links(text, "en", *told) == []


def test_a_rule_that_agrees_with_the_reader_gives_its_words_and_raises_the_confidence() -> None:
    text = "Ruritania fired rockets in retaliation for the raid."
    told = [event(text, trigger, Action.ASSAULT) for trigger in ("raid", "fired")]
    proposed = ProposedLink(0, 1, LinkMethod.MODEL, told[1].trigger, 0.5)
    [link] = link_events(text, sentences(text, "en"), "en", told, [parties(), parties()], [proposed])
    assert (link.method, link.evidence.of(text)) == (LinkMethod.CONNECTIVE, "in retaliation for")
    assert link.confidence > 0.8
