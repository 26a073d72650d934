"""How much there is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.deps import ViewDep
from api.params import Asked

router = APIRouter(prefix="/counts", tags=["System"])


class Counts(BaseModel):
    """Rows that show, whatever their status."""

    actors: int
    places: int
    articles: int
    events: int
    reports: int
    links: int


@router.get("", operation_id="count", summary="How much the store holds")
def counts(asked: Annotated[Asked, Query()], view_of: ViewDep) -> Counts:
    """Every row is counted for this, which takes a moment in a large store."""
    return Counts(**view_of(asked.as_of).counts())
