"""An actor at a glance, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from api.commands import series
from graph.neighbours import Neighbours
from graph.profile import Profile
from graph.profiles import Alias
from graph.text import legible


def parts(told: Profile) -> Iterator[RenderableType]:
    known = dict.fromkeys((told.kind.value, told.country, told.id, told.wikidata))
    yield Text(legible(f"{told.name}: {', '.join(part for part in known if part)}"), "bold")
    days = f", {told.since} to {told.until}" if told.since else ""
    yield Text(f"{told.events} acts{days}")
    yield Text(f"it acted: {series.counted(told.outward) or 'never'}")
    yield Text(f"it was acted upon: {series.counted(told.inward) or 'never'}")
    yield Text(f"of any status: {series.counted(told.statuses) or 'none'}")
    for alias in told.read:
        yield Text(legible(f"also called {_read(alias)}"))
    if told.counterparts:
        yield series.neighbours(Neighbours(told.counterparts, told.truncated))
    if told.truncated:
        yield Text("... and more; raise --limit, or CASUS_PROFILE_SENTENCES", "dim")


def _read(alias: Alias) -> str:
    if alias.read is None:
        return alias.name
    cited = alias.read.article
    day = cited.published.isoformat() if cited.published else None
    where = ", ".join(part for part in (cited.publisher, day, cited.id) if part)
    return f'{alias.name}: "{alias.read.sentence}" ({where})'
