"""casus actor: one actor at a glance."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def actor(
    filters: Filters,
    name: Annotated[str, typer.Argument(metavar="ACTOR", help="Identifier, or a name that only one actor bears.")],
    action: o.Actions = None,
    limit: o.Limit = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """One actor: what it did and what was done to it, with whom, since when, and where its names were read."""
    from api.commands import asking, output, profiles
    from api.params import Profile
    from api.settings import settings
    from graph import profile

    configured = settings()
    asked = asking.asked(Profile, filters, {"action": asking.actions(action), "limit": limit})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = profile.profile(view, name, asked.scope(configured), configured.profile_sentences)
    if json:
        output.write(found.model_dump_json(indent=2))
    else:
        output.show(*profiles.parts(found))
