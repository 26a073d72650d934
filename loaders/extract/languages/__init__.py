"""What each language brings: a folder with `words.toml`. A new folder gives the stages after the reader a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Language:
    """The word tables of one language, by section of its `words.toml`."""

    code: str
    sentences: dict[str, Any]
    dates: dict[str, Any]
    places: dict[str, Any]
    modality: dict[str, Any]
    coordination: dict[str, Any]
    mentions: dict[str, Any]
    coreference: dict[str, Any]
    links: dict[str, Any]


@cache
def codes() -> frozenset[str]:
    """ISO 639-1 codes of the languages that Casus reads."""
    return frozenset(folder.name for folder in resources.files(__name__).iterdir() if (folder / "words.toml").is_file())


@cache
def language(code: str) -> Language:
    """Raises FileNotFoundError for a language without a folder; ask `codes` first."""
    tables = tomllib.loads((resources.files(__name__) / code / "words.toml").read_text(encoding="utf-8"))
    return Language(code, **tables)
