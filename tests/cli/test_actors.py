"""casus actors: a merge is told with who and why, found by either name, and undone."""

from __future__ import annotations

import json

import pytest

from tests.api.world import ENVOY, MET, MINISTER, OTHER_ENVOY
from tests.cli.conftest import Casus

JUDGED = ("--by", "An editor", "--why", "One envoy [red]\x1b[2J")


def test_merged_actors_are_one_until_the_merge_is_undone(casus: Casus) -> None:
    made = casus("actors", "merge", "Sergei Ivanov", OTHER_ENVOY.id, *JUDGED)
    assert made.code == 0
    assert made.out.startswith(f"Sergei Ivanov ({ENVOY.id}) is merged into Pyotr Ivanov ({OTHER_ENVOY.id}), says An ")
    assert "\x1b" not in made.out
    for name in (ENVOY.id, "Pyotr Ivanov"):
        assert MET.id in casus("meetings", name, "--json").out
    (listed,) = json.loads(casus("actors", "merges", "--json").out)
    assert (listed["old"]["id"], listed["into"]["id"], listed["by"]) == (ENVOY.id, OTHER_ENVOY.id, "An editor")
    assert casus("actors", "unmerge", ENVOY.id).code == 0
    assert MET.id not in casus("meetings", "Pyotr Ivanov", "--json").out
    assert json.loads(casus("actors", "merges", "--json").out) == []
    assert "no actor is merged" in casus("actors", "merges").err


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (("IRN", "RUS"), "is a country"),
        ((MINISTER.id, MINISTER.id), "into itself"),
        (("nobody", MINISTER.id), "nothing is called 'nobody'"),
        (("Ivanov", MINISTER.id), "ask by identifier"),
    ],
)
def test_merges_that_make_no_sense_are_refused_in_one_line(casus: Casus, ends: tuple[str, str], said: str) -> None:
    refused = casus("actors", "merge", *ends, *JUDGED)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert said in refused.err


def test_a_merge_wants_a_judge_and_a_reason(casus: Casus) -> None:
    assert casus("actors", "merge", ENVOY.id, OTHER_ENVOY.id, "--by", "An editor").code == 2
    assert casus("actors", "merge", ENVOY.id, OTHER_ENVOY.id, "--by", " ", "--why", "So").code == 2
    assert casus("actors", "unmerge", ENVOY.id).code == 2
