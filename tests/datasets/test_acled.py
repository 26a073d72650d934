"""An ACLED row becomes the event that it tells, in every layout, or says why not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Action, DatePrecision, Modality
from graph.ontology import modes
from loaders.datasets.coded import FAULTS, LEFT_OUT, CodedEvent, Format, RowError, When
from loaders.datasets.formats.acled import Acled
from loaders.datasets.formats.coding import codings
from loaders.datasets.names.actors import named_actor
from loaders.datasets.names.places import dataset_place

ROW = {
    "event_id_cnty": "BEN9001",
    "event_date": "28 December 2022",
    "year": "2022",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Violence against civilians",
    "sub_event_type": "Attack",
    "actor1": "Military Forces of Benin (2016-)",
    "assoc_actor_1": "NA",
    "inter1": "1",
    "actor2": "Civilians (Benin)",
    "assoc_actor_2": "",
    "inter2": "7",
    "interaction": "17",
    "civilian_targeting": "Civilian targeting",
    "iso": "204",
    "region": "Western Africa",
    "country": "Benin",
    "admin1": "Alibori",
    "admin2": "Malanville",
    "admin3": "NA",
    "location": "Malanville",
    "latitude": "11.8682",
    "longitude": "3.3833",
    "geo_precision": "1",
    "source": "AFP; Radio Example",
    "source_scale": "National-International",
    "notes": "On 28 December 2022, an example was\nwritten for a test.",
    "fatalities": "2",
    "tags": "crowd size=no report",
    "timestamp": "1675102875",
}
ARMY, REBELS = "Military Forces of Benin (2016-)", "JNIM: Group for Support of Islam and Muslims"
CIVILIANS, PROTESTERS, RIOTERS = "Civilians (Benin)", "Protesters (Benin)", "Rioters (Benin)"
INTER = {ARMY: "1", REBELS: "2", RIOTERS: "5", PROTESTERS: "6", CIVILIANS: "7", "": "0"}
WORDS = {"0": "", "1": "State forces", "2": "Rebel group", "5": "Rioters", "6": "Protesters", "7": "Civilians"}


def read(**changed: str) -> CodedEvent:
    return Acled().read(ROW | changed)


def outcome(**changed: str) -> CodedEvent | RowError:
    try:
        return read(**changed)
    except RowError as refusal:
        return refusal


def told(sub_event: str, actor1: str, actor2: str = "", event: str = "Protests") -> tuple[str | None, str | None]:
    """Names of source and target, the same whether the inter codes are numbers or words."""
    given = {"event_type": event, "sub_event_type": sub_event, "actor1": actor1, "actor2": actor2}
    numbers = read(**given, inter1=INTER[actor1], inter2=INTER[actor2])
    words = read(**given, inter1=WORDS[INTER[actor1]], inter2=WORDS[INTER[actor2]])
    assert (words.source, words.target) == (numbers.source, numbers.target)
    source, target = numbers.source, numbers.target
    return source.name if source else None, target.name if target else None


def name(actor: str) -> str:
    found = named_actor(actor, "BEN", 2022)
    assert found
    return found.name


def refused(**changed: str) -> str:
    with pytest.raises(RowError) as caught:
        read(**changed)
    assert caught.value.code in FAULTS | LEFT_OUT
    return caught.value.code


def test_a_row_tells_its_event() -> None:
    event = read()
    assert (event.id, event.version) == ("BEN9001", "001675102875")
    assert (event.action, event.mode, event.cameo, event.modality) == (Action.ASSAULT, None, None, Modality.OCCURRED)
    assert event.when == When(date(2022, 12, 28), None, DatePrecision.DAY)
    assert (event.source, event.target) == (named_actor(ARMY, "BEN", 2022), named_actor(CIVILIANS, "BEN", 2022))
    assert event.place == dataset_place("Malanville", "BEN", 11.8682, 3.3833)
    assert (event.counts.deaths, event.counts.deaths_low, event.counts.sources) == (2, None, None)
    assert [citation.publisher for citation in event.citations] == ["AFP", "Radio Example"]
    assert not any(citation.url or citation.title or citation.published for citation in event.citations)
    assert event.note == "On 28 December 2022, an example was written for a test."
    assert event.contexts == ()


def test_it_is_a_format() -> None:
    formats: list[Format] = [Acled()]
    assert [(known.name, known.dataset) for known in formats] == [("acled", "ACLED")]


@pytest.mark.parametrize(
    "cell",
    ["28 December 2022", "2022-12-28", "28-Dec-22", "28/12/2022", "28-December-2022", " 28 december 2022 ", "28/12/22"],
)
def test_every_export_writes_the_day_in_its_own_way(cell: str) -> None:
    assert read(event_date=cell).when.start == date(2022, 12, 28)


def test_a_year_of_two_digits_is_one_that_the_set_covers() -> None:
    assert read(event_date="3-Jan-97").when.start == date(1997, 1, 3)
    assert read(event_date="3-Jan-96").when.start == date(2096, 1, 3)


@pytest.mark.parametrize(
    "cell", ["30 February 2022", "12/28/2022", "28 Decembre 2022", "28 De 2022", "1/1/0022", "", "NA"]
)
def test_what_is_no_day_is_refused(cell: str) -> None:
    assert refused(event_date=cell) == "date"


@pytest.mark.parametrize(
    ("code", "precision"), [("1", DatePrecision.DAY), ("2", DatePrecision.WEEK), ("3", DatePrecision.MONTH)]
)
def test_the_set_tells_how_sharp_its_day_is(code: str, precision: DatePrecision) -> None:
    assert read(time_precision=code).when == When(date(2022, 12, 28), None, precision)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"event_id_cnty": ""}, "id"),
        ({"event_id_cnty": "BEN 9001"}, "id"),
        ({"time_precision": "4"}, "code"),
        ({"event_type": "Attack"}, "event"),
        ({"sub_event_type": "Armed clash"}, "event"),
        ({"fatalities": "-1"}, "count"),
        ({"fatalities": "some"}, "count"),
        ({"latitude": "91"}, "coordinates"),
        ({"timestamp": "yesterday"}, "date"),
        ({"actor1": "NA", "actor2": ""}, "no_actor"),
        ({"event_type": "Strategic developments", "sub_event_type": "Other"}, "not_plover"),
        ({"event_type": "Strategic development", "sub_event_type": ""}, "not_plover"),
    ],
)
def test_a_row_that_is_not_loaded_says_why(changed: dict[str, str], code: str) -> None:
    assert refused(**changed) == code


@given(st.sampled_from(sorted(ROW)), st.text(max_size=40))
def test_a_row_with_any_cell_is_an_event_or_a_reason_in_one_line(column: str, cell: str) -> None:
    found = outcome(**{column: cell})
    assert isinstance(found, CodedEvent) or (found.code in FAULTS | LEFT_OUT and "\n" not in str(found))


def test_every_coding_is_an_action_and_mode_of_plover() -> None:
    table = codings("acled_types", "event_type", "sub_event_type")
    known = [coding for coding in table.values() if coding.action]
    assert all(coding.mode is None or coding.mode in modes(coding.action) for coding in known if coding.action)
    assert {coding.sides for coding in known} == {"given", "harmed", "mob", "protest"}


def test_the_codebook_s_25_sub_events_are_all_known() -> None:
    table = codings("acled_types", "event_type", "sub_event_type")
    assert len({sub for _, sub in table if sub} - {"excessive force against protestors"}) == 25


@pytest.mark.parametrize(
    ("event", "sub_event", "action", "mode"),
    [
        ("Battles", "Armed clash", Action.ASSAULT, None),
        ("battles", "armed clash", Action.ASSAULT, None),
        ("Explosions/Remote violence", "Air/drone strike", Action.ASSAULT, "aerial"),
        ("Explosions/Remote violence", "Chemical weapon", Action.ASSAULT, "unconventional"),
        ("Protests", "Peaceful protest", Action.PROTEST, "demo"),
        ("Riots", "Violent demonstration", Action.PROTEST, "riot"),
        ("Strategic developments", "Agreement", Action.SUPPORT, None),
        ("Strategic developments", "Arrests", Action.COERCE, "arrest"),
        ("Strategic developments", "Headquarters or base established", Action.MOBILIZE, None),
        ("Strategic developments", "Non-violent transfer of territory", Action.COERCE, "seize"),
        ("Battle-No change of territory", "", Action.ASSAULT, None),
        ("Riots/Protests", "NA", Action.PROTEST, None),
    ],
)
def test_types_of_every_age_become_plover_s(event: str, sub_event: str, action: Action, mode: str | None) -> None:
    coded = read(event_type=event, sub_event_type=sub_event)
    assert (coded.action, coded.mode) == (action, mode)


def test_actor1_acts_where_nothing_tells_who_suffers() -> None:
    assert told("Armed clash", REBELS, ARMY, "Battles") == (name(REBELS), name(ARMY))
    assert told("Attack", REBELS, ARMY, "Violence against civilians") == (name(REBELS), name(ARMY))


@pytest.mark.parametrize(
    ("event", "sub_event"),
    [
        ("Violence against civilians", "Attack"),
        ("Explosions/Remote violence", "Air/drone strike"),
        ("Strategic developments", "Arrests"),
        ("Protests", "Excessive force against protesters"),
    ],
)
@pytest.mark.parametrize("unarmed", [CIVILIANS, PROTESTERS])
def test_the_unarmed_suffer_whichever_side_they_are_on(event: str, sub_event: str, unarmed: str) -> None:
    assert told(sub_event, ARMY, unarmed, event) == (name(ARMY), name(unarmed))
    assert told(sub_event, unarmed, ARMY, event) == (name(ARMY), name(unarmed))
    assert told(sub_event, unarmed, "", event) == (None, name(unarmed))


def test_protesters_are_the_source_and_only_a_state_is_their_target() -> None:
    assert told("Peaceful protest", PROTESTERS) == (name(PROTESTERS), None)
    assert told("Protest with intervention", PROTESTERS, ARMY) == (name(PROTESTERS), name(ARMY))
    assert told("Protest with intervention", ARMY, PROTESTERS) == (name(PROTESTERS), name(ARMY))
    assert told("Protest with intervention", REBELS, PROTESTERS) == (name(PROTESTERS), None)
    assert told("Violent demonstration", RIOTERS, CIVILIANS, "Riots") == (name(RIOTERS), None)


def test_a_mob_is_the_source_of_its_violence() -> None:
    assert told("Mob violence", RIOTERS, CIVILIANS, "Riots") == (name(RIOTERS), name(CIVILIANS))
    assert told("Mob violence", ARMY, RIOTERS, "Riots") == (name(RIOTERS), name(ARMY))
    assert told("Mob violence", RIOTERS, RIOTERS, "Riots") == (name(RIOTERS), name(RIOTERS))


def test_the_older_layout_is_read() -> None:
    newer = {"disorder_type", "civilian_targeting", "tags"}
    older = {key: cell for key, cell in ROW.items() if key not in newer} | {"data_id": "77", "event_id_no_cnty": "9001"}
    assert Acled().read(older) == read()


def test_columns_that_are_not_there_leave_their_values_open() -> None:
    least = {"event_id_cnty", "event_date", "event_type", "actor1"}
    event = Acled().read({key: cell for key, cell in ROW.items() if key in least})
    assert (event.version, event.target, event.place, event.note) == ("", None, None, None)
    assert (event.counts.deaths, event.citations) == (None, ())


def test_a_place_without_a_name_has_that_of_its_region() -> None:
    assert read(location="NA", admin2="Karimama").place == read(location="Karimama").place


def test_a_later_change_of_a_row_sorts_after_an_earlier_one() -> None:
    assert read(timestamp="999999999").version < read(timestamp="1675102875").version


def test_a_long_note_is_cut() -> None:
    assert len(read(notes="word " * 1000).note or "") <= 1000


def test_a_source_named_twice_is_cited_once() -> None:
    assert [citation.publisher for citation in read(source="AFP;AFP; ;Reuters").citations] == ["AFP", "Reuters"]
