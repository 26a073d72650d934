"""What a country's name in a question means: its alpha-3 code."""

from __future__ import annotations

from graph.errors import QueryError


def alpha3(name: str) -> str:
    """The code of a country by its name in English or Indonesian, or by its code. Raises QueryError.

    A code in capitals that no list has passes, for a data set may know it.
    """
    from loaders.actors.countries import countries  # the lists take some time to read, and few questions ask

    code = name.strip().upper()
    if code in countries():
        return code
    if found := countries().find(name):
        return found
    if name == code and len(code) == 3 and code.isascii() and code.isalpha():
        return code
    raise QueryError(f"no country is called {name!r}; give its name in English or Indonesian, or its alpha-3 code")
