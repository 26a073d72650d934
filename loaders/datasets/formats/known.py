"""The formats that are read, by the names that `--format` takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.errors import InputError
from loaders.datasets.coded import Format
from loaders.datasets.formats.acled import Acled
from loaders.datasets.formats.gdelt import Gdelt
from loaders.datasets.formats.icews import Icews
from loaders.datasets.formats.mentions import GdeltMentions
from loaders.datasets.formats.polecat import Polecat
from loaders.datasets.formats.ucdp import Ucdp

FORMATS: Mapping[str, Callable[[], Format]] = {
    one.name: one for one in (Gdelt, GdeltMentions, Icews, Polecat, Acled, Ucdp)
}


def make(name: str, release: str = "") -> Format:
    """The reader of a format; `release` is for UCDP, whose rows do not tell theirs. Raises InputError."""
    if name == Ucdp.name:
        return Ucdp(release)
    if name not in FORMATS:
        raise InputError(f"there is no format {name!r}; it is one of {', '.join(FORMATS)}")
    return FORMATS[name]()
