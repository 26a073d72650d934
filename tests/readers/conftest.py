"""One parsing process for the whole module, and the shape that every test asks in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers import Parser, read_inputs

FIXTURES = Path(__file__).parent.parent / "fixtures"
Read = Callable[..., tuple[list[RawArticle], list[Rejection]]]


@pytest.fixture(scope="session")
def parser() -> Iterator[Parser]:
    with Parser(Limits()) as parser:
        yield parser


@pytest.fixture
def read(parser: Parser) -> Read:
    def read(
        *inputs: Path | str, limits: Limits | None = None, **options: object
    ) -> tuple[list[RawArticle], list[Rejection]]:
        found = list(read_inputs([*map(str, inputs)], limits or Limits(), parser=parser, **options))
        return sort(found)

    return read


def sort(found: Sequence[RawArticle | Rejection]) -> tuple[list[RawArticle], list[Rejection]]:
    for rejection in found:
        if isinstance(rejection, Rejection):
            assert rejection.where
            assert rejection.reason
            assert "\n" not in rejection.where + rejection.reason
    return (
        [one for one in found if isinstance(one, RawArticle)],
        [one for one in found if isinstance(one, Rejection)],
    )
