"""The release that a file of UCDP GED says it is by its name."""

from __future__ import annotations

import re

# GEDEvent_v24_1.csv, GEDEvent_v26_0_5.csv (candidate events), ged_syria_v19; or without signs, ged241-csv.zip.
_SPELT = re.compile(r"(?<![a-z])v([0-9]{1,2}(?![0-9])(?:[._-][0-9]{1,2}(?![0-9]))*)", re.IGNORECASE)
_SHORT = re.compile(r"(?<![a-z])ged([0-9]{1,2})([0-9])(?![0-9])", re.IGNORECASE)


def release(name: str) -> str:
    """Two digits for every number of the release, so that it sorts as text; empty where the name tells none.

    >>> release("GEDEvent_v24_1.csv"), release("ged50-csv.zip"), release("GEDEvent_v26_0_5.csv")
    ('24.01', '05.00', '26.00.05')
    """
    if found := _SPELT.search(name):
        return ".".join(part.zfill(2) for part in re.split(r"[._-]", found[1]))
    found = _SHORT.search(name)
    return f"{found[1].zfill(2)}.{found[2].zfill(2)}" if found else ""
