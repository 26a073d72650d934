"""Which act led to which."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import SettingsDep, ViewDep
from api.params import Responses
from api.shapes import Listing, listing
from graph import model, questions

router = APIRouter(prefix="/responses", tags=["Questions"])


@router.get("", operation_id="list_responses", summary="Which act led to which")
def responses(
    asked: Annotated[Responses, Query()], view_of: ViewDep, settings: SettingsDep, request: Request, response: Response
) -> Listing[model.Response]:
    """Pairs of cause and effect with the words that link them, latest effect first.

    Filters narrow the effect; the cause has happened, or has a status that was asked for.
    """
    page = questions.responses(view_of(asked.as_of), asked.to, asked.by, asked.against, asked.page(settings))
    return listing(page, asked.question(), request, response)
