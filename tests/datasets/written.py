"""Files of event data as their publishers shape them, with rows of our own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

GEO = "1\tNorland\tNL\tNL00\t\t60.5\t8.25\tNL"
GEO_1 = "1\tNorland\tNL\tNL00\t60.5\t8.25\tNL"
ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
).split(",")
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
).split(",")
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
).split(",")


def gdelt2(number: int) -> list[str]:
    """The 61 cells of an event of GDELT 2.0."""
    start = f"{number}\t20230501\t202305\t2023\t2023.3315\tNRLGOV\tNORLAND\tNRL\t\t\t\t\tGOV\t\t"
    middle = "SUD\tSUDLAND\tSUD\t\t\t\t\t\t\t\t1\t042\t042\t04\t1\t1.9\t4\t1\t4\t-2.5"
    return f"{start}\t{middle}\t{GEO}\t{GEO}\t{GEO}\t20230501120000\thttps://news.example/{number}".split("\t")


def gdelt1(number: int, *, url: bool = True) -> list[str]:
    """The 58 cells of an event of GDELT 1.0; 57 as before April 2013."""
    cells = gdelt2(number)
    row = [*cells[:35], *f"{GEO_1}\t{GEO_1}\t{GEO_1}".split("\t"), "20130501", cells[-1]]
    return row if url else row[:-1]


def mention(number: int) -> list[str]:
    """The 16 cells of a mention of GDELT 2.0."""
    row = f"{number}\t20230501120000\t20230501121500\t1\tnews.example\thttps://news.example/{number}"
    return f"{row}\t1\t-1\t10\t55\t1\t80\t2500\t-3.1\t\t".split("\t")


def icews(number: int) -> list[str]:
    """The 20 cells of an event of ICEWS, an accent and a stray quote among them."""
    row = f'{number}|2018-06-01|José "Pepe" Doe|Executive,Government|Norland|Consult|040|1|Citizen (Sudland)|'
    return f"{row}General Population|Sudland|{number}|2|Norland Daily|Nord||Nordland|Norland|60.5|8.25".split("|")


def polecat(number: int) -> list[str]:
    """The 40 cells of an event of POLECAT."""
    told = {"Event ID": f"N-{number}", "Event Date": "2023-05-01", "Event Type": "CONSULT", "Event Mode": "visit"}
    told |= {"Quad Code": "VERBAL COOPERATION", "Actor Name": "Norland", "Recipient Name": "Sudland"}
    return [told.get(name, "None") for name in POLECAT]


def acled(number: int) -> list[str]:
    """The 31 cells of an event of ACLED, commas, quotes and a line break among them."""
    told = {"event_id_cnty": f"NRL{number}", "event_date": "2023-05-01", "year": "2023", "time_precision": "1"}
    told |= {"event_type": "Protests", "actor1": "Protesters (Norland)", "country": "Norland", "fatalities": "0"}
    told |= {"notes": f'On 1 May, "friends"\nof Norland met, {number} of them.'}
    return [told.get(name, "") for name in ACLED]


def ucdp(number: int) -> list[str]:
    """The 49 cells of an event of UCDP GED, a line break among them."""
    told = {"id": str(number), "year": "2023", "type_of_violence": "1", "side_a": "Government of Norland"}
    told |= {"side_b": "Front", "source_article": '"Daily, 2023-05-02";\n"Norland Radio"', "best": "2", "high": "3"}
    told |= {"date_start": "2023-05-01 00:00:00.000", "date_end": "2023-05-02 00:00:00.000", "low": "1"}
    return [told.get(name, "") for name in UCDP]


def tabbed(rows: Sequence[Sequence[str]], end: str = "\n") -> bytes:
    return "".join("\t".join(row) + end for row in rows).encode()


def quoted(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    return file.getvalue().encode()


# Format: header where there is one, a row by its number, how rows are written.
SHAPES: dict[str, tuple[str, list[str] | None, Callable[[int], list[str]], Callable[..., bytes]]] = {
    "gdelt 2.0": ("gdelt", None, gdelt2, tabbed),
    "gdelt 1.0": ("gdelt", None, gdelt1, tabbed),
    "gdelt before 2013": ("gdelt", None, lambda number: gdelt1(number, url=False), tabbed),
    "gdelt-mentions": ("gdelt-mentions", None, mention, tabbed),
    "icews": ("icews", ICEWS, icews, tabbed),
    "polecat": ("polecat", POLECAT, polecat, tabbed),
    "acled": ("acled", ACLED, acled, quoted),
    "ucdp": ("ucdp", UCDP, ucdp, quoted),
    "ucdp candidate without header": ("ucdp", None, lambda number: ucdp(number)[:47], quoted),
}


def written(shape: str, count: int = 3, **options: str) -> bytes:
    """A file of this shape with rows 1 to `count`."""
    _, header, row, write = SHAPES[shape]
    return write([*([header] if header else []), *(row(number) for number in range(1, count + 1))], **options)
