"""CAMEO's codes in PLOVER: every code of the codebook is an act, or is left out by name."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from graph.model import Action, Modality
from graph.ontology import code as plover_code
from loaders.datasets.coded import RowError
from loaders.datasets.formats.cameo import Act, act
from loaders.datasets.formats.plover import known_contexts, known_mode


def _codes() -> list[tuple[str, str]]:
    text = (files("graph") / "data" / "ontology" / "cameo_codes.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["code"], row["name"]) for row in rows if len(row["code"]) > 2]


def test_every_code_of_the_codebook_is_an_act_or_is_left_out_by_name() -> None:
    """Of CAMEO's twenty kinds one has no counterpart: 01, public statements."""
    for code, name in _codes():
        told = _told(code)
        if isinstance(told, Act):
            assert code[:2] != "01"
            assert plover_code(told.action, told.mode).quad in {1, 2, 3, 4}
        else:
            assert code[:2] == "01"
            assert told.code == "not_plover"
            assert f"{code}, {name}" in str(told)


def _told(code: str) -> Act | RowError:
    try:
        return act(code)
    except RowError as error:
        return error


@pytest.mark.parametrize(
    ("code", "action", "mode", "contexts", "modality"),
    [
        ("040", Action.CONSULT, None, (), Modality.OCCURRED),
        ("042", Action.CONSULT, "visit", (), Modality.OCCURRED),
        ("036", Action.AGREE, None, ("diplomatic",), Modality.PLANNED),
        ("1053", Action.REQUEST, "yield", ("legal",), Modality.CALLED_FOR),
        ("1385", Action.THREATEN, "violence", ("cbrn",), Modality.THREATENED),
        ("091", Action.ACCUSE, "investigate", ("crime", "corruption"), Modality.OCCURRED),
        ("0812", Action.CONCEDE, None, ("pro_democracy",), Modality.OCCURRED),
        ("163", Action.COERCE, "restrict", ("diplomatic",), Modality.OCCURRED),
        ("186", Action.ASSAULT, "targeted", (), Modality.OCCURRED),
        ("1712", Action.ASSAULT, "destroy", ("human_security",), Modality.OCCURRED),
        ("1722", Action.COERCE, None, ("pro_autocracy",), Modality.OCCURRED),
        ("176", Action.COERCE, "cyber", ("cyber",), Modality.OCCURRED),
        ("1952", Action.ASSAULT, "drone", ("military",), Modality.OCCURRED),
    ],
)
def test_a_code_says_action_mode_contexts_and_status(
    code: str, action: Action, mode: str | None, contexts: tuple[str, ...], modality: Modality
) -> None:
    assert act(code) == (code, action, mode, contexts, modality, False)


def test_a_host_receives_the_visitor_who_acts() -> None:
    told = act("043")
    assert told.turned
    assert told == (*act("042")[:-1], True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("40", "040"), ("311", "0311"), ("834", "0834"), ("36.0", "036"), (" 190 ", "190"), ("04", "040"), ("204", "204")],
)
def test_a_lost_zero_is_found_again(written: str, meant: str) -> None:
    assert act(written).cameo == meant


def test_a_finer_code_than_the_codebook_has_is_what_it_refines() -> None:
    assert act("1959") == act("195")._replace(cameo="1959")


@pytest.mark.parametrize("code", ["", "0", "999", "199", "1999", "2100", "12345", "---", "ABC", "٠٤٠", "-40", "040x"])
def test_what_cameo_does_not_have_is_refused(code: str) -> None:
    with pytest.raises(RowError) as caught:
        act(code)
    assert caught.value.code == "code"
    assert repr(code) in str(caught.value)


def test_modes_and_contexts_that_the_codebook_lacks_are_dropped() -> None:
    assert known_mode(Action.COERCE, "Martial_Law") == "martial-law"
    assert known_mode(Action.CONSULT, "abduct") is None
    assert known_contexts(["Pro-Democracy", "natural_resources", "weather", "legal", " legal "]) == (
        "pro_democracy",
        "natural_resource",
        "legal",
    )


@pytest.mark.parametrize(("appeal", "demand"), [("020", "100"), ("0231", "1031"), ("026", "106")])
def test_an_appeal_is_a_request_like_the_demand_of_the_same_content(appeal: str, demand: str) -> None:
    told, asked = act(appeal), act(demand)
    assert told == asked._replace(cameo=appeal)
    assert told.action is Action.REQUEST
