"""A place is asked for by its name in either language."""

import pytest

from api.places import canonical


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("Teheran", "Tehran"),
        ("teheran", "Tehran"),
        ("Tepi Barat", "West Bank"),
        ("Xanadu Hall", "Xanadu Hall"),
        (None, None),
    ],
)
def test_the_name_of_a_place_is_understood_in_both_languages(asked: str | None, known: str | None) -> None:
    assert canonical(asked) == known
