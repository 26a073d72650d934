"""GDELT events and mentions: what their cells say is in the event, and what cannot be is refused with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Action, DatePrecision, Modality
from loaders.datasets.coded import FAULTS, LEFT_OUT, Citation, CodedEvent, Counts, RowError, When
from loaders.datasets.formats.gdelt import Gdelt
from loaders.datasets.formats.mentions import GdeltMentions

ROW = {
    "GLOBALEVENTID": "7000000001",
    "SQLDATE": "20240229",
    "Actor1Code": "IDNGOV",
    "Actor1Name": "INDONESIA",
    "Actor2Code": "AUS",
    "Actor2Name": "AUSTRALIA",
    "EventCode": "040",
    "NumMentions": "12",
    "NumSources": "3",
    "NumArticles": "10",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Jakarta, Jakarta Raya, Indonesia",
    "ActionGeo_CountryCode": "ID",
    "ActionGeo_Lat": "-6.17",
    "ActionGeo_Long": "106.83",
    "DATEADDED": "20240301041500",
    "SOURCEURL": "https://www.news.example/2024/03/01/talks",
}
MENTION = {
    "GLOBALEVENTID": "7000000001",
    "EventTimeDate": "20240229000000",
    "MentionTimeDate": "20240301043000",
    "MentionType": "1",
    "MentionSourceName": "news.example",
    "MentionIdentifier": "https://news.example/later",
    "SentenceID": "4",
}


def _event(**cells: str) -> CodedEvent:
    return Gdelt().read(ROW | cells)


def _refused(**cells: str) -> RowError:
    with pytest.raises(RowError) as caught:
        _event(**cells)
    return caught.value


def test_a_row_says_who_did_what_when_and_where() -> None:
    event = _event()
    assert (event.id, event.version) == ("7000000001", "20240301041500")
    assert (event.action, event.mode, event.cameo, event.modality) == (Action.CONSULT, None, "040", Modality.OCCURRED)
    assert event.source is not None
    assert event.target is not None
    assert (event.source.id, event.target.id) == ("IDN", "AUS")
    assert event.when == When(date(2024, 2, 29), None, DatePrecision.DAY)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Jakarta", "IDN")
    assert event.place.lat == pytest.approx(-6.17, abs=0.1)
    assert event.counts == Counts(mentions=12, sources=3, articles=10)
    assert event.citations == (Citation(url=ROW["SOURCEURL"], publisher="news.example"),)
    assert (event.note, event.twin) == (None, None)


def test_rows_of_gdelt_1_have_a_day_as_version_and_may_lack_their_source() -> None:
    old = {name: cell for name, cell in ROW.items() if name != "SOURCEURL"} | {"DATEADDED": "20240301"}
    event = Gdelt().read(old)
    assert (event.version, event.citations) == ("20240301", ())


def test_the_visitor_is_the_source_whoever_the_row_names_first() -> None:
    """GDELT tells a visit from both sides: 042 by the visitor, 043 by the host."""
    visit = _event(EventCode="042")
    host = _event(
        EventCode="043",
        Actor1Code=ROW["Actor2Code"],
        Actor1Name=ROW["Actor2Name"],
        Actor2Code=ROW["Actor1Code"],
        Actor2Name=ROW["Actor1Name"],
    )
    assert host == visit
    assert host.mode == "visit"


def test_one_actor_is_enough_and_none_is_not() -> None:
    assert _event(Actor2Code="", Actor2Name="").target is None
    assert _event(Actor1Code="", Actor1Name="").source is None
    assert _refused(Actor1Code="", Actor1Name="", Actor2Code="", Actor2Name="").code == "no_actor"


@pytest.mark.parametrize("cells", [{"ActionGeo_Type": "0"}, {"ActionGeo_FullName": ""}, {"ActionGeo_FullName": ", , "}])
def test_a_row_without_a_place_has_none(cells: dict[str, str]) -> None:
    assert _event(**cells).place is None


def test_country_codes_of_places_are_fips_not_iso() -> None:
    place = _event(ActionGeo_FullName="Vienna, Wien, Austria", ActionGeo_CountryCode="AU").place
    assert place is not None
    assert place.country == "AUT"


def test_a_source_that_is_no_web_address_keeps_its_text_as_title() -> None:
    assert _event(SOURCEURL="BBC Monitoring, 1 March 2024").citations == (
        Citation(title="BBC Monitoring, 1 March 2024"),
    )
    assert _event(SOURCEURL="").citations == ()
    assert _event(SOURCEURL="http://user:secret@www.news.example/a").citations[0].url == "http://www.news.example/a"


def test_an_extract_without_identifiers_gets_them_from_its_rows() -> None:
    extract = {name: cell for name, cell in ROW.items() if name != "GLOBALEVENTID"}
    first, again, other = (Gdelt().read(extract | {"SQLDATE": day}) for day in ("20240229", "20240229", "20240228"))
    assert first.id == again.id != other.id


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"GLOBALEVENTID": ""}, "id"),
        ({"GLOBALEVENTID": "7e9"}, "id"),
        ({"GLOBALEVENTID": "9" * 40}, "id"),
        ({"SQLDATE": "20240230"}, "date"),
        ({"SQLDATE": ""}, "date"),
        ({"DATEADDED": "2024030104"}, "date"),
        ({"DATEADDED": "20240230041500"}, "date"),
        ({"EventCode": "999"}, "code"),
        ({"EventCode": ""}, "code"),
        ({"EventCode": "010"}, "not_plover"),
        ({"ActionGeo_Lat": "96.17"}, "coordinates"),
        ({"ActionGeo_Long": ""}, "coordinates"),
        ({"NumMentions": "-3"}, "count"),
        ({"NumArticles": "ten"}, "count"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(cells: dict[str, str], code: str) -> None:
    error = _refused(**cells)
    assert error.code == code
    assert "\n" not in str(error)


def test_a_mention_is_a_report_of_its_event() -> None:
    mention = GdeltMentions().read(MENTION)
    assert mention.id == ROW["GLOBALEVENTID"]
    assert mention.citation == Citation(
        url="https://news.example/later", publisher="news.example", published=date(2024, 3, 1), sentence_index=3
    )


def test_a_mention_that_is_cited_keeps_the_citation_as_title() -> None:
    citation = GdeltMentions().read(MENTION | {"MentionIdentifier": "JSTOR 12, p. 3", "SentenceID": ""}).citation
    assert (citation.url, citation.title, citation.sentence_index) == (None, "JSTOR 12, p. 3", None)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"GLOBALEVENTID": "x"}, "id"),
        ({"MentionTimeDate": "20240230000000"}, "date"),
        ({"SentenceID": "first"}, "count"),
        ({"MentionIdentifier": "", "MentionSourceName": ""}, "fields"),
    ],
)
def test_a_mention_that_cannot_be_is_refused_with_its_reason(cells: dict[str, str], code: str) -> None:
    with pytest.raises(RowError) as caught:
        GdeltMentions().read(MENTION | cells)
    assert caught.value.code == code


_CELLS = st.one_of(st.text(max_size=20), st.sampled_from(["", "NA", "\x00", "-1", "043", "1e9", "20240229", "\ud800"]))


@given(st.dictionaries(st.sampled_from(sorted(ROW)), _CELLS))
def test_whatever_the_cells_hold_a_row_is_an_event_or_is_refused(cells: dict[str, str]) -> None:
    told = _outcome(cells)
    if isinstance(told, RowError):
        assert told.code in FAULTS | LEFT_OUT
    else:
        assert told.source or told.target


def _outcome(cells: dict[str, str]) -> CodedEvent | RowError:
    try:
        return _event(**cells)
    except RowError as error:
        return error
