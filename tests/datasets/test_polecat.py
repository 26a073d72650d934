"""POLECAT events: PLOVER as it stands, lists of actors, and reciprocal events."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Action, DatePrecision, Modality
from graph.ontology import code as plover_code
from loaders.datasets.coded import FAULTS, LEFT_OUT, Citation, CodedEvent, RowError, When
from loaders.datasets.formats.polecat import Polecat

ROW = {
    "Event ID": "EX20230410-000001-COERCE",
    "Event Date": "2023-04-10",
    "Event Type": "COERCE",
    "Event Mode": "arrest",
    "Intensity": "-7.0",
    "Quad Code": "MATERIAL CONFLICT",
    "Contexts": "legal;pro-democracy;natural_resources",
    "Actor Name": "Police of Indonesia",
    "Actor Country": "IDN",
    "Primary Actor Sector": "COP",
    "Recipient Name": "None",
    "Recipient Country": "AUS",
    "Primary Recipient Sector": "CVL",
    "Placename": "Surabaya",
    "City": "Surabaya",
    "District": "None",
    "Province": "East Java",
    "Country": "Indonesia",
    "Latitude": "-7.25",
    "Longitude": "112.75",
    "Source": "The Example Post",
    "Publication Date": "2023-04-11",
    "Version": "EXAMPLE-2",
}


def _event(**cells: str) -> CodedEvent:
    return Polecat().read(ROW | {name.replace("_", " "): cell for name, cell in cells.items()})


def _sides(event: CodedEvent) -> tuple[str | None, str | None]:
    return event.source and event.source.name, event.target and event.target.name


def test_a_row_says_who_did_what_when_and_where() -> None:
    event = _event()
    assert (event.id, event.version) == ("EX20230410-000001-COERCE", "EXAMPLE-2")
    assert (event.action, event.mode, event.cameo, event.modality) == (Action.COERCE, "arrest", None, Modality.OCCURRED)
    assert event.contexts == ("legal", "pro_democracy", "natural_resource")
    assert event.source is not None
    assert event.target is not None
    assert (event.source.country, event.target.country) == ("IDN", "AUS")
    assert event.when == When(date(2023, 4, 10), None, DatePrecision.DAY)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Surabaya", "IDN")
    assert event.citations == (Citation(publisher="The Example Post", published=date(2023, 4, 11)),)


@pytest.mark.parametrize("action", list(Action))
def test_each_of_plovers_types_is_read_in_either_case(action: Action) -> None:
    event = _event(Event_Type=action.value.lower(), Event_Mode="None")
    assert (event.action, event.mode) == (action, None)


def test_the_status_follows_from_the_type_where_it_is_fixed() -> None:
    types = ("AGREE", "REQUEST", "THREATEN")
    assert [_event(Event_Type=name).modality.value for name in types] == ["planned", "called_for", "threatened"]


@pytest.mark.parametrize(
    ("mode", "expected"), [("assassinate", "targeted"), ("massacre", None), ("sideAB;drone", "drone")]
)
def test_only_modes_of_the_codebook_are_kept(mode: str, expected: str | None) -> None:
    event = _event(Event_Type="ASSAULT", Event_Mode=mode)
    assert event.mode == expected
    assert plover_code(event.action, event.mode).quad == 4


def test_the_first_of_several_actors_is_told() -> None:
    event = _event(
        Actor_Name="Indonesia;Australia",
        Actor_Country="IDN;AUS",
        Recipient_Name="Japan;India",
        Recipient_Country="JPN;IND",
    )
    assert _sides(event) == ("Indonesia", "Japan")


@pytest.mark.parametrize("kind", ["CONSULT", "COOPERATE", "ASSAULT"])
def test_parties_of_a_reciprocal_event_are_source_and_target(kind: str) -> None:
    event = _event(
        Event_Type=kind,
        Event_Mode="None",
        Actor_Name="Indonesia; Australia; Japan",
        Actor_Country="IDN;AUS;JPN",
        Recipient_Name="None",
        Recipient_Country="None",
    )
    assert _sides(event) == ("Indonesia", "Australia")


def test_who_accuses_together_accuses_not_each_other() -> None:
    event = _event(
        Event_Type="ACCUSE",
        Actor_Name="Indonesia;Australia",
        Actor_Country="IDN;AUS",
        Recipient_Name="None",
        Recipient_Country="None",
    )
    assert _sides(event) == ("Indonesia", None)


def test_an_actor_without_a_name_is_known_by_country_and_sector() -> None:
    nameless = _event(Actor_Name="None", Actor_Country="IDN", Primary_Actor_Sector="GOV")
    assert nameless.source is not None
    assert nameless.source.id == "IDN"
    raw = _event(Actor_Name="None", **{"Actor Name Raw": "Australia"}, Actor_Country="AUS")
    assert _sides(raw)[0] == "Australia"


def test_optional_columns_may_be_missing() -> None:
    row = {name: ROW[name] for name in ("Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name")}
    event = Polecat().read(row)
    assert (event.target, event.place, event.citations, event.contexts, event.version) == (None, None, (), (), "")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Event_ID": "None"}, "id"),
        ({"Event_Date": "2023-02-29"}, "date"),
        ({"Event_Type": "FIGHT"}, "code"),
        ({"Event_Type": "None"}, "code"),
        ({"Longitude": "212"}, "coordinates"),
        ({"Publication_Date": "soon"}, "date"),
        ({"Actor_Name": "None", "Actor_Country": "None", "Recipient_Country": "None"}, "no_actor"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(cells: dict[str, str], code: str) -> None:
    with pytest.raises(RowError) as caught:
        _event(**cells)
    assert caught.value.code == code


_CELLS = st.one_of(st.text(max_size=20), st.sampled_from(["", "None", "\x00", ";", ";;", "CONSULT", "USA;", "\ud800"]))


@given(st.dictionaries(st.sampled_from(sorted(ROW)), _CELLS))
def test_whatever_the_cells_hold_a_row_is_an_event_or_is_refused(cells: dict[str, str]) -> None:
    told = _outcome(cells)
    if isinstance(told, RowError):
        assert told.code in FAULTS | LEFT_OUT
    else:
        assert told.source or told.target


def _outcome(cells: dict[str, str]) -> CodedEvent | RowError:
    try:
        return Polecat().read(ROW | cells)
    except RowError as error:
        return error
