"""What a place's name in a question means: in either language, as the store knows it."""

from __future__ import annotations


def canonical(name: str | None) -> str | None:
    """The store's name of the place that `name` means ("teheran" is Tehran); the name itself where no list has it."""
    if name is None:
        return None
    from loaders.extract.places import resolve_place  # the gazetteer takes a second to read, and few questions ask

    for form in (name, name.title()):
        place = resolve_place(form)
        if place is not None and (place.lat is not None or place.country is not None):
            return place.name
    return name
