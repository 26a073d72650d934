"""ICEWS events: two rows of one act know each other, and what a row cannot say is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Action, DatePrecision
from loaders.datasets.coded import FAULTS, LEFT_OUT, Citation, CodedEvent, Counts, RowError, When
from loaders.datasets.formats.icews import Icews
from loaders.datasets.prepare import event_row

ROW = {
    "Event ID": "40000001",
    "Event Date": "2018-06-04",
    "Source Name": "Foreign Affairs (Indonesia)",
    "Source Sectors": "Executive,Foreign Ministry,Government",
    "Source Country": "Indonesia",
    "Event Text": "Consult",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Target Name": "Citizen (Viet Nam)",
    "Target Sectors": "General Population / Civilian / Social",
    "Target Country": "Viet Nam",
    "Story ID": "50000001",
    "Sentence Number": "2",
    "Publisher": "The Example Post",
    "City": "Bandung",
    "District": "",
    "Province": "West Java",
    "Country": "Indonesia",
    "Latitude": "-6.92",
    "Longitude": "107.61",
}


def _event(**cells: str) -> CodedEvent:
    return Icews().read(ROW | {name.replace("_", " "): cell for name, cell in cells.items()})


def _mirrored(**cells: str) -> CodedEvent:
    """The other row of the act, with the same cells and the sides changed."""
    return _event(
        Event_ID="40000002",
        Source_Name=ROW["Target Name"],
        Source_Country=ROW["Target Country"],
        Target_Name=ROW["Source Name"],
        Target_Country=ROW["Source Country"],
        **cells,
    )


def test_a_row_says_who_did_what_when_and_where() -> None:
    event = _event()
    assert (event.id, event.version) == ("40000001/2018-06-04", "")
    assert (event.action, event.cameo) == (Action.CONSULT, "040")
    assert event.source is not None
    assert event.target is not None
    assert (event.source.country, event.target.country) == ("IDN", "VNM")
    assert event.when == When(date(2018, 6, 4), None, DatePrecision.DAY)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Bandung", "IDN")
    assert event.counts == Counts()
    assert event.citations == (Citation(publisher="The Example Post", sentence_index=1),)


def test_an_identifier_counts_on_its_day_only() -> None:
    assert _event(Event_Date="2018-06-05").id != _event().id
    assert _event(Event_Date="20180604").id == _event().id


@pytest.mark.parametrize("code", ["040", "046", "030", "036", "057", "060"])
def test_both_rows_of_a_mutual_act_share_their_twin(code: str) -> None:
    one, other = _event(CAMEO_Code=code), _mirrored(CAMEO_Code=code)
    assert one.twin is not None
    assert one.twin == other.twin
    assert one.id != other.id
    assert event_row("ICEWS", one).id == event_row("ICEWS", other).id


def test_visitor_and_host_tell_of_one_visit() -> None:
    visit, host = _event(CAMEO_Code="042"), _mirrored(CAMEO_Code="043")
    assert (visit.twin, visit.source, visit.target, visit.cameo) == (host.twin, host.source, host.target, host.cameo)
    assert event_row("ICEWS", visit).id == event_row("ICEWS", host).id


@pytest.mark.parametrize(
    "cells",
    [{"Event_Date": "2018-06-05"}, {"Story_ID": "50000002"}, {"Sentence_Number": "3"}, {"CAMEO_Code": "046"}],
)
def test_another_day_story_sentence_or_code_is_another_act(cells: dict[str, str]) -> None:
    assert _mirrored(**cells).twin != _event().twin


@pytest.mark.parametrize(
    "cells", [{"CAMEO_Code": "112"}, {"CAMEO_Code": "190"}, {"Story_ID": "NA"}, {"Target_Name": ""}]
)
def test_an_act_of_one_side_or_without_its_story_has_no_twin(cells: dict[str, str]) -> None:
    assert _event(**cells).twin is None


@pytest.mark.parametrize("missing", ["NA", "NULL", "None", ""])
def test_missing_values_are_missing_however_they_are_written(missing: str) -> None:
    event = _event(
        Target_Name=missing,
        Target_Country=missing,
        City=missing,
        Province=missing,
        Latitude=missing,
        Longitude=missing,
        Sentence_Number=missing,
        Publisher=missing,
    )
    assert (event.target, event.citations) == (None, ())
    assert event.place is not None
    assert event.place.name == "Indonesia"


def test_optional_columns_may_be_missing() -> None:
    row = {name: ROW[name] for name in ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")}
    event = Icews().read(row)
    assert (event.place, event.citations, event.twin) == (None, (), None)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Event_ID": "NA"}, "id"),
        ({"Event_Date": "2018-02-30"}, "date"),
        ({"CAMEO_Code": "NA"}, "code"),
        ({"CAMEO_Code": "018"}, "not_plover"),
        ({"Latitude": "-96.2"}, "coordinates"),
        ({"Sentence_Number": "two"}, "count"),
        ({"Source_Name": "NA", "Target_Name": "NULL"}, "no_actor"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(cells: dict[str, str], code: str) -> None:
    with pytest.raises(RowError) as caught:
        _event(**cells)
    assert caught.value.code == code


_CELLS = st.one_of(st.text(max_size=20), st.sampled_from(["", "NA", "\x00", "-1", "43", "1e9", "(Chad)", "\ud800"]))


@given(st.dictionaries(st.sampled_from(sorted(ROW)), _CELLS))
def test_whatever_the_cells_hold_a_row_is_an_event_or_is_refused(cells: dict[str, str]) -> None:
    told = _outcome(cells)
    if isinstance(told, RowError):
        assert told.code in FAULTS | LEFT_OUT
    else:
        assert told.source or told.target


def _outcome(cells: dict[str, str]) -> CodedEvent | RowError:
    try:
        return Icews().read(ROW | cells)
    except RowError as error:
        return error
