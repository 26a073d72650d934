"""Values that the API's description shows with its parameters: asked of a store that holds `samples/`, they answer.

Of jobs there are none: which loads a store has seen is its own.
"""

from __future__ import annotations

from collections.abc import Mapping

# Iran's missiles on Israel of 1 October 2024: the samples tell what they answered, and what answered them.
STRIKE = "ev-21c5b09e97c8ea80"

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "list_meetings": {"actor": "Shoigu", "with": "Iran"},
    "list_responses": {"to": "ASSAULT", "against": "Israel"},
    "list_candidates": {"by": "Israel", "within": "60d"},
    "list_chains": {"event": STRIKE, "direction": "causes"},
    "get_dyad": {"a": "Iran", "b": "Israel", "period": "month"},
    "list_events": {"by": "Israel", "action": "ASSAULT"},
    "list_paths": {"from": "Putin", "to": "Zelenskyy"},
    "get_event": {"event_id": STRIKE},
    "list_event_responses": {"event_id": STRIKE},
    "list_event_causes": {"event_id": STRIKE},
    "list_neighbours": {"actor_id": "IRN"},
    "get_actor_network": {"actor_id": "IRN", "radius": "2"},
    "search_actors": {"q": "putin"},
    "get_actor": {"actor_id": "IRN"},
    "get_article": {"article_id": "ar-de9b183b3350b08e"},
    "search": {"q": "Teheran"},
}

ARTICLE = {
    "text": "Iran met Russia in Tehran on 5 August 2024.",
    "published": "2024-08-06",
    "publisher": "Example Post",
}
