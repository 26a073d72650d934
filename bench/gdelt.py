"""Made-up rows in the shape of GDELT 2.0 events: 61 columns, actors by Zipf's law, several rows to an address.

    python -m bench.gdelt rows.export.CSV --rows 1000000

The same numbers and seed give the same file. Codes and the share of empty cells follow a real quarter of an hour; names
and addresses are made up.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

COUNTRIES = {
    "USA": ("UNITED STATES", "US"), "RUS": ("RUSSIA", "RS"), "CHN": ("CHINA", "CH"), "IDN": ("INDONESIA", "ID"),
    "TUR": ("TURKEY", "TU"), "SYR": ("SYRIA", "SY"), "ISR": ("ISRAEL", "IS"), "IRN": ("IRAN", "IR"),
    "GBR": ("UNITED KINGDOM", "UK"), "FRA": ("FRANCE", "FR"), "DEU": ("GERMANY", "GM"), "IND": ("INDIA", "IN"),
    "PAK": ("PAKISTAN", "PK"), "UKR": ("UKRAINE", "UP"), "NGA": ("NIGERIA", "NI"), "BRA": ("BRAZIL", "BR"),
    "EGY": ("EGYPT", "EG"), "SAU": ("SAUDI ARABIA", "SA"), "JPN": ("JAPAN", "JA"), "ZAF": ("SOUTH AFRICA", "SF"),
}  # fmt: skip
ROLES = ("", "", "", "GOV", "GOV", "MIL", "COP", "LEG", "OPP", "REB", "CVL", "BUS", "MED", "JUD")
CODES = (
    "036", "040", "042", "043", "046", "051", "057", "060", "071", "080", "084", "111", "112", "1122", "120", "128",
    "130", "141", "172", "173", "180", "181", "183", "190", "193", "195", "020", "010",
)  # fmt: skip
PLACES = 4000
ROWS_OF_AN_ADDRESS = 5
START, DAYS = date(2015, 2, 19), 3000


def rows(number: int, seed: int = 1) -> Iterator[str]:
    rng = random.Random(seed)
    codes = list(COUNTRIES)
    weights = [1 / (place + 1) for place in range(len(codes))]
    for place in range(number):
        day = (START + timedelta(days=place * DAYS // number)).strftime("%Y%m%d")
        pair = rng.choices(codes, weights, k=2)
        sides = [_actor(code, rng.choice(ROLES)) if rng.random() < 0.85 else [""] * 10 for code in pair]
        if not sides[0][0] and not sides[1][0]:
            sides[0] = _actor(pair[0], "GOV")
        cameo = rng.choice(CODES)
        geo = _geo(pair[1], int(PLACES * rng.random() ** 4))
        article = place // ROWS_OF_AN_ADDRESS
        address = f"https://news{article % 97}.example/{day[:6]}/{article}"
        head = [str(300_000_000 + place), day, day[:6], day[:4], f"{day[:4]}.5"]
        middle = [
            "1",
            cameo,
            cameo[:3],
            cameo[:2],
            "1",
            "1.0",
            str(rng.randint(1, 40)),
            "1",
            str(rng.randint(1, 9)),
            "-1.5",
        ]
        yield "\t".join([*head, *sides[0], *sides[1], *middle, *geo, *geo, *geo, f"{day}143000", address])


def _actor(country: str, role: str) -> list[str]:
    return [country + role, COUNTRIES[country][0], country, "", "", "", "", role, "", ""]


def _geo(country: str, place: int) -> list[str]:
    name, fips = COUNTRIES[country]
    latitude, longitude = place % 120 - 60 + 0.25, place % 340 - 170 + 0.5
    return ["4", f"Town {place}, {name.title()}", fips, f"{fips}01", "1", str(latitude), str(longitude), str(-place)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows(options.rows, options.seed))


if __name__ == "__main__":
    main()
