"""Which data set a file is of: by its header in any dress, by its shape without one, and never an article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.datasets.tables.columns import FORMATS, columns, layout, recognise
from tests.datasets.written import ACLED, ICEWS, POLECAT, SHAPES, UCDP, acled, gdelt2, icews, quoted, tabbed, written
from tests.datasets.written import ucdp as ucdp_row

ARTICLES = {
    "table": b"id,title,text,url,publisher,published,lang\n1,Talks,The envoys met on Monday.,,Daily,2023-05-01,en\n",
    "events in a table of articles": b"event_id,event_date,source,notes,text\n1,2023-05-01,Daily,,The envoys met.\n",
    "tab table": b"title\ttext\tdate\nTalks\tThe envoys met on Monday.\t20230501\n",
    "plain": b"Norland and Sudland met on Monday, 1 May 2023, in Nord.\n\nThe envoys spoke of trade.\n",
    "JSON": b'{"text": "The envoys met.", "Actor1Code": "NRL", "SQLDATE": 20230501, "EventCode": "042"}\n',
    "page": b"<html><body><p>Event ID, Event Date, Source Name, Target Name, CAMEO Code</p></body></html>",
    "about data": b"The columns are SQLDATE, Actor1Code and EventCode, and others besides them.\n",
    "nothing": b"",
    "blank": b"\n\n   \n",
    "binary": bytes(range(256)) * 8,
    "GKG": ("\t".join(["20230501120000-1", "20230501120000", *["x"] * 25]) + "\n").encode(),
    "event types": b"event_type,mode\nconsult,visit\n",
    "numbers": ("\t".join(["1"] * 61) + "\n").encode() * 5,
    "dyads": b"Actor1CountryCode,Actor2CountryCode,EventBaseCode\nNRL,SUD,042\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_data_set_is_recognised_by_its_first_bytes(shape: str) -> None:
    data = written(shape, 60)
    assert recognise(data) == SHAPES[shape][0]
    assert recognise(data[: len(data) // 2]) == SHAPES[shape][0]


@pytest.mark.parametrize("kind", ARTICLES)
def test_nothing_else_is_taken_for_a_data_set(kind: str) -> None:
    assert recognise(ARTICLES[kind]) is None


@pytest.mark.parametrize("dress", [str.upper, str.lower, lambda name: name.replace(" ", "."), lambda name: f"{name} "])
@pytest.mark.parametrize("plain", [" ", "_", ""])
def test_a_header_counts_in_any_spelling_and_order_and_with_more_columns(
    dress: Callable[[str], str], plain: str
) -> None:
    header = ["index", *(dress(name).replace(" ", plain) for name in reversed(ICEWS)), "quad_class"]
    found = layout(quoted([header, ["0", *reversed(icews(1)), "1"]]), whole=True)
    assert found is not None
    assert found.columns.name == "icews"
    assert found.names[22] == ("index", *reversed(ICEWS), "quad_class")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("gdelt", "GLOBALEVENTID Day Actor1Code Actor2Code EventCode SOURCEURL"),
        ("gdelt", "globaleventid sqldate actor1code eventcode actiongeo_lat"),
        ("gdelt-mentions", "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionIdentifier"),
        ("acled", "GWNO EVENT_ID_CNTY EVENT_ID_NO_CNTY EVENT_DATE YEAR EVENT_TYPE ACTOR1 ALLY_ACTOR_1 GEO_PRECIS"),
        ("acled", "data_id iso event_id_cnty event_id_no_cnty event_date event_type actor1 actor2 iso3"),
        ("ucdp", "id year type_of_violence side_a side_b date_start date_end best_est low_est high_est"),
        ("ucdp", "id start_year end_year type_of_violence gwnoa side_a gwnob side_b iso3 date_start low best high"),
        ("polecat", "Event.ID Event.Date Event.Type Event.Mode Event.Intensity Actor.Name Recipient.Name"),
    ],
)
def test_older_newer_and_reduced_headers_are_recognised(name: str, header: str) -> None:
    for delimiter in "\t,;|":
        assert recognise(header.replace(" ", delimiter).encode()) == name


def test_a_meaning_has_one_name_in_every_release() -> None:
    assert columns("gdelt").named(["Day", "Actor1Geo_Fullname"]) == ("SQLDATE", "Actor1Geo_FullName")
    assert columns("acled").named(["ALLY_ACTOR_1", "GEO_PRECIS"]) == ("assoc_actor_1", "geo_precision")
    assert columns("ucdp").named(["best_est", "Side A"]) == ("best", "side_a")
    assert columns("polecat").named(["Event.Intensity"]) == ("Intensity",)


def test_two_columns_of_one_name_stay_two() -> None:
    assert columns("gdelt").named(["Day", "SQLDATE", "x", "x"]) == ("Day", "SQLDATE", "x", "x 4")
    assert columns("icews").named(["Country", "country"]) == ("Country", "country")


def test_row_names_that_r_writes_without_a_header_are_a_column_of_their_own() -> None:
    found = layout(tabbed([ICEWS, *([str(n), *icews(n)] for n in (1, 2))]), whole=True)
    assert found is not None
    assert found.names[21][1:] == tuple(ICEWS)


def test_one_row_with_a_field_more_is_no_sign_of_row_names() -> None:
    found = layout(tabbed([ICEWS, [*icews(1), "x"]]), whole=True)
    assert found is not None
    assert list(found.names) == [20]


def test_the_tables_are_those_of_the_codebooks() -> None:
    assert {width: len(names) for name in FORMATS for width, names in columns(name).layouts.items()} == {
        width: width for width in (57, 58, 61, 16, 20, 40, 31, 47, 49)
    }
    assert columns("icews").layouts[20] == tuple(ICEWS)
    assert columns("polecat").layouts[40] == tuple(POLECAT)
    assert columns("acled").layouts[31] == tuple(ACLED)
    assert columns("ucdp").layouts[49] == tuple(UCDP)
    gdelt = columns("gdelt").layouts
    assert [gdelt[61].index(name) for name in ("EventCode", "ActionGeo_FullName", "DATEADDED")] == [26, 52, 59]
    assert [gdelt[58].index(name) for name in ("EventCode", "ActionGeo_FullName", "DATEADDED")] == [26, 50, 56]
    assert gdelt[57] == gdelt[58][:-1]


def test_some_damaged_rows_do_not_hide_the_format() -> None:
    rows = [gdelt2(1)[:-1], *(gdelt2(n) for n in range(2, 6)), ["x"]]
    assert recognise(tabbed(rows)) == "gdelt"


def test_a_format_that_is_asked_for_is_told_by_the_width_alone() -> None:
    odd = tabbed([["?"] * 16])
    assert recognise(odd) is None
    found = layout(odd, whole=True, wanted="gdelt-mentions")
    assert found is not None
    assert found.names[16][5] == "MentionIdentifier"
    assert layout(odd, whole=True, wanted="icews") is None


def test_semicolons_part_too() -> None:
    assert recognise(quoted([ACLED, acled(1)], delimiter=";")) == "acled"
    assert recognise(quoted([ucdp_row(1)], delimiter=";")) == "ucdp"
