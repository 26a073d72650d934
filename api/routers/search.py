"""Actors, places, articles and sentences by their words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SettingsDep, ViewDep
from api.params import Words
from api.search import search as find
from graph.search import SearchAnswer

router = APIRouter(prefix="/search", tags=["Questions"])


@router.get("", operation_id="search", summary="Actors, places, articles and sentences by their words")
def search(asked: Annotated[Words, Query()], view_of: ViewDep, settings: SettingsDep) -> SearchAnswer:
    """Names, titles and sentences that hold every word of `q`, whatever its case and accents.

    A word may be a beginning, or have a slip; each match says how it fits, and `ranges` of its text, as [start, end) in
    code points, say where. Names that fit alike come by how many events name them, texts from the latest article on.
    There is no next page: look for more words.
    """
    return find(view_of(asked.as_of), asked.q, asked.limit, settings)
