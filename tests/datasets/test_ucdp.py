"""A row of UCDP GED becomes the event that it tells, in every release, or says why not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Action, DatePrecision, Modality
from graph.ontology import modes
from loaders.datasets.coded import FAULTS, LEFT_OUT, Citation, CodedEvent, Format, RowError, When
from loaders.datasets.formats.coding import codings
from loaders.datasets.formats.release import release
from loaders.datasets.formats.ucdp import Ucdp
from loaders.datasets.names.actors import named_actor
from loaders.datasets.names.places import dataset_place

ROW = {
    "id": "900001",
    "relid": "UKR-2022-1-13246-1",
    "year": "2022",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_dset_id": "13246",
    "conflict_new_id": "13246",
    "conflict_name": "Russia - Ukraine",
    "dyad_dset_id": "20001",
    "dyad_new_id": "20001",
    "dyad_name": "Government of Russia (Soviet Union) - Government of Ukraine",
    "side_a_dset_id": "65",
    "side_a_new_id": "65",
    "side_a": "Government of Russia (Soviet Union)",
    "side_b_dset_id": "61",
    "side_b_new_id": "61",
    "side_b": "Government of Ukraine",
    "number_of_sources": "2",
    "source_article": '"Example News,2022-05-03,Shells, then silence";"Example Wire,2022-05-04,Town hit; "two dead""',
    "source_office": "Example News;Example Wire",
    "source_date": "2022-05-03;2022-05-04",
    "source_headline": 'Shells, then silence;Town hit; "two dead"',
    "source_original": "a governor",
    "where_prec": "1",
    "where_coordinates": "Avdiivka town",
    "where_description": "the edge of Avdiivka",
    "adm_1": "Donetsk Oblast",
    "adm_2": "",
    "latitude": "48.145278",
    "longitude": "37.745",
    "geom_wkt": "POINT (37.745 48.145278)",
    "priogrid_gid": "199156",
    "country": "Ukraine",
    "country_id": "369",
    "region": "Europe",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2022-05-03 00:00:00.000",
    "date_end": "2022-05-03 00:00:00.000",
    "deaths_a": "0",
    "deaths_b": "0",
    "deaths_civilians": "2",
    "deaths_unknown": "0",
    "best": "2",
    "high": "3",
    "low": "1",
    "gwnoa": "365",
    "gwnob": "369",
}


def read(**changed: str) -> CodedEvent:
    return Ucdp("24.01").read(ROW | changed)


def outcome(**changed: str) -> CodedEvent | RowError:
    try:
        return read(**changed)
    except RowError as refusal:
        return refusal


def without(*columns: str, **changed: str) -> CodedEvent:
    return Ucdp().read({key: cell for key, cell in ROW.items() if key not in columns} | changed)


def cited(article: str, office: str = "", day: str = "", headline: str = "") -> tuple[Citation, ...]:
    return read(source_article=article, source_office=office, source_date=day, source_headline=headline).citations


def test_a_row_tells_its_event() -> None:
    event = read()
    assert (event.id, event.version) == ("900001", "24.01")
    assert (event.action, event.mode, event.cameo, event.modality) == (Action.ASSAULT, None, None, Modality.OCCURRED)
    assert event.when == When(date(2022, 5, 3), None, DatePrecision.DAY)
    assert event.source == named_actor("Government of Russia (Soviet Union)", "UKR", 2022)
    assert event.target == named_actor("Government of Ukraine", "UKR", 2022)
    assert event.place == dataset_place("Avdiivka town", "UKR", 48.145278, 37.745)
    assert (event.counts.deaths, event.counts.deaths_low, event.counts.deaths_high) == (2, 1, 3)
    assert (event.counts.sources, event.counts.articles, event.counts.mentions) == (2, None, None)
    assert (event.note, event.contexts) == (None, ())


def test_it_is_a_format() -> None:
    formats: list[Format] = [Ucdp()]
    assert [(known.name, known.dataset) for known in formats] == [("ucdp", "UCDP GED")]


@pytest.mark.parametrize("kind", ["1", "2", "3"])
def test_every_type_of_violence_is_an_assault_by_side_a(kind: str) -> None:
    event = read(type_of_violence=kind, side_a="IS", side_b="Civilians")
    assert (event.action, event.source) == (Action.ASSAULT, named_actor("IS", "UKR", 2022))
    assert event.target == named_actor("Civilians", "UKR", 2022)


@given(st.sampled_from(sorted(ROW)), st.text(max_size=40))
def test_a_row_with_any_cell_is_an_event_or_a_reason_in_one_line(column: str, cell: str) -> None:
    found = outcome(**{column: cell})
    assert isinstance(found, CodedEvent) or (found.code in FAULTS | LEFT_OUT and "\n" not in str(found))


def test_every_coding_is_an_action_and_mode_of_plover() -> None:
    known = [coding for coding in codings("ucdp_types", "type_of_violence").values() if coding.action]
    assert len(known) == 3
    assert all(coding.mode is None or coding.mode in modes(coding.action) for coding in known if coding.action)


@pytest.mark.parametrize(
    ("code", "last", "precision"),
    [
        ("1", "2022-05-03", DatePrecision.DAY),
        ("2", "2022-05-05", DatePrecision.WEEK),
        ("3", "2022-05-09", DatePrecision.WEEK),
        ("4", "2022-05-31", DatePrecision.MONTH),
        ("5", "2022-09-30", DatePrecision.YEAR),
    ],
)
def test_the_set_tells_how_sharp_its_days_are(code: str, last: str, precision: DatePrecision) -> None:
    when = read(date_prec=code, date_end=last).when
    assert when.start == date(2022, 5, 3)
    assert when.end == (None if code == "1" else date.fromisoformat(last))
    assert when.precision is precision


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"id": ""}, "id"),
        ({"id": "#event+id"}, "id"),
        ({"type_of_violence": "4"}, "event"),
        ({"type_of_violence": ""}, "event"),
        ({"date_start": "2022-02-30"}, "date"),
        ({"date_start": ""}, "date"),
        ({"date_end": "2022-05-02"}, "date"),
        ({"date_prec": "0"}, "code"),
        ({"best": "-1"}, "count"),
        ({"low": "a few"}, "count"),
        ({"number_of_sources": "-2"}, "count"),
        ({"longitude": "181"}, "coordinates"),
        ({"side_a": "", "side_b": ""}, "no_actor"),
    ],
)
def test_a_row_that_is_not_loaded_says_why(changed: dict[str, str], code: str) -> None:
    with pytest.raises(RowError) as caught:
        read(**changed)
    assert caught.value.code == code
    assert code in FAULTS | LEFT_OUT


def test_estimates_stand_as_the_set_gives_them() -> None:
    counts = read(low="9", best="2", high="3").counts
    assert (counts.deaths_low, counts.deaths, counts.deaths_high) == (9, 2, 3)


def test_minus_one_source_means_that_nobody_counted() -> None:
    assert read(number_of_sources="-1").counts.sources is None


def test_older_and_shorter_releases_are_read() -> None:
    assert without("where_description", "relid", "gwnoa", "gwnob") == read()._replace(version="")
    event = without("source_office", "source_date", "source_headline", "number_of_sources")
    assert event.citations == read().citations
    assert event.counts.sources is None
    event = without("date_prec", "date_end")
    assert event.when == When(date(2022, 5, 3), None, DatePrecision.DAY)


def test_a_copy_that_made_fractions_of_numbers_is_read() -> None:
    assert read(id="900001.0", type_of_violence="1.0", date_prec="1.0", best="2.0", number_of_sources="2.0") == read()


def test_the_country_is_known_by_code_or_name() -> None:
    place = read(iso3="UKR", country="a name that nobody knows").place
    assert place
    assert place.country == "UKR"


def test_a_place_without_a_name_has_that_of_its_region() -> None:
    assert read(where_coordinates="").place == dataset_place("Donetsk Oblast", "UKR", 48.145278, 37.745)


def test_quotes_part_the_sources_and_commas_and_semicolons_do_not() -> None:
    assert read().citations == (
        Citation(title="Shells, then silence", publisher="Example News", published=date(2022, 5, 3)),
        Citation(title='Town hit; "two dead"', publisher="Example Wire", published=date(2022, 5, 4)),
    )


def test_a_headline_may_end_in_quotes_and_run_over_lines() -> None:
    assert cited('"Example News,2022-05-03,Army says\n"no"";"Example Wire,2022-05-04,"') == (
        Citation(title='Army says "no"', publisher="Example News", published=date(2022, 5, 3)),
        Citation(publisher="Example Wire", published=date(2022, 5, 4)),
    )


def test_without_the_quoted_column_the_lists_are_read_side_by_side() -> None:
    assert cited("", "Example News;Example Wire", "2022-05-03;2022-05-04", "One;Two") == (
        Citation(title="One", publisher="Example News", published=date(2022, 5, 3)),
        Citation(title="Two", publisher="Example Wire", published=date(2022, 5, 4)),
    )
    assert cited("", "Example News", "2022-05-03", "One; still one") == (
        Citation(title="One; still one", publisher="Example News", published=date(2022, 5, 3)),
    )


def test_lists_of_different_lengths_give_no_source_another_s_title_or_day() -> None:
    assert cited("", "Example News;Example Wire", "2022-05-03", "One; still one;Two") == (
        Citation(publisher="Example News"),
        Citation(publisher="Example Wire"),
    )


def test_a_reference_in_no_form_is_a_title_as_it_stands() -> None:
    assert cited("Example News 3/5 2022: Shells") == (Citation(title="Example News 3/5 2022: Shells"),)


def test_a_day_that_no_calendar_has_is_left_out_of_a_citation() -> None:
    assert cited('"Example News,2022-02-30,Shells"') == (Citation(title="Shells", publisher="Example News"),)


def test_no_source_is_no_citation() -> None:
    assert cited("", "NA") == ()


def test_a_source_named_twice_is_cited_once() -> None:
    assert len(cited('"Example News,2022-05-03,Shells";"Example News,2022-05-03,Shells"')) == 1


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("GEDEvent_v24_1.csv", "24.01"),
        ("gedevent_v24_1.csv.gz", "24.01"),
        ("ged241.csv", "24.01"),
        ("ged241-csv.zip", "24.01"),
        ("ged50.csv", "05.00"),
        ("ged_syria_v19", "19"),
        ("GEDEvent_v26_0_5.csv", "26.00.05"),
        ("GEDEvent_v22_01_22_06.csv", "22.01.22.06"),
        ("conflict_data_ukr.csv", ""),
        ("GEDEvent.csv", ""),
        ("ged2024.csv", ""),
    ],
)
def test_a_file_tells_its_release_by_name(name: str, number: str) -> None:
    assert release(name) == number


def test_releases_sort_as_text_by_age() -> None:
    names = ["ged50.csv", "ged171.csv", "GEDEvent_v23_0_9.csv", "GEDEvent_v23_0_10.csv", "GEDEvent_v24_1.csv"]
    assert sorted(map(release, names)) == [release(name) for name in names]
