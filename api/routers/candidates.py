"""Which act may have led to which: days and sides suggest it, no text says so. Never among the responses."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import SettingsDep, ViewDep
from api.params import Candidates
from api.shapes import CandidateListing, candidate_listing
from graph import candidates as question

router = APIRouter(prefix="/candidates", tags=["Questions"])


@router.get("", operation_id="list_candidates", summary="Which act may have led to which, though no text says so")
def candidates(
    asked: Annotated[Candidates, Query()], view_of: ViewDep, settings: SettingsDep, request: Request, response: Response
) -> CandidateListing:
    """An attack and a hostile act the other way soon after, with the days between and how likely that is by chance.

    Suggested by days and sides, for data without texts; `method` says how. Action and mode narrow the effect, the rest
    the cause. A page may hold few pairs or none and still have a `next`, for an answer looks at so many causes and no
    more.
    """
    view, scope = view_of(asked.as_of), asked.page(settings)
    found = question.candidates(
        view,
        asked.to,
        asked.by,
        asked.against,
        scope,
        within=asked.within,
        order=asked.order,
        causes=settings.candidate_causes,
    )
    return candidate_listing(found, asked.question(), request, response)
