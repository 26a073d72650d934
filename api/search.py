"""Looking for words, asked by command and endpoint alike."""

from __future__ import annotations

from api.params import bounded
from api.places import canonical
from api.settings import Settings
from graph.errors import QueryError
from graph.search import SearchAnswer, SearchQuery
from graph.store import View
from graph.text import fold


def search(view: View, q: str, limit: int | None, settings: Settings) -> SearchAnswer:
    """What the words find, and what the place finds that they name in another language.

    Raises QueryError over CASUS_SEARCH_CHARS or CASUS_SEARCH_MAX.
    """
    if len(q) > settings.search_chars:
        raise QueryError(f"q has {len(q)} characters, the most is {settings.search_chars}; look for fewer words")
    most = bounded("limit", limit, settings.search_default, settings.search_max)
    meant = canonical(q) if fold(q) else None
    return view.search(SearchQuery((q,) if meant is None else (q, meant), most))
