"""casus search: what is known by some words."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words of a name, a title or a sentence.")],
    as_of: o.AsOf = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Most hits of each kind.")] = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Actors, places, articles and sentences that hold every word, or its beginning, or the word with a slip."""
    from api.commands import asking, hits, output
    from api.search import search as find
    from api.settings import settings

    configured = settings()
    with asking.viewing(configured, store, as_of) as view:
        answer = find(view, " ".join(words), limit, configured)
    if json:
        output.write(answer.model_dump_json(indent=2))
    else:
        output.show(*hits.tables(answer))
    found = [hit for kind in hits.kinds(answer).values() for hit in kind.items]
    asking.remark(found, any(kind.truncated for kind in hits.kinds(answer).values()), "hits")
