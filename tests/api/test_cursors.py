"""What a cursor promises: it goes on with its own question, whatever the size of the page, and with no other."""

from __future__ import annotations

import base64
import json

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph.cursors import decode, encode
from graph.errors import CursorError
from graph.store import Cursor
from tests.api.shapes import assert_problem

PAGED = {
    "/v1/events": "modality=occurred&modality=planned",
    "/v1/meetings": "",
    "/v1/responses": "modality=occurred&modality=threatened",
    "/v1/dyads/IRN/ISR": "modality=occurred&modality=threatened",
}


@given(day=st.none() | st.dates(), key=st.text(min_size=1).filter(str.isprintable), question=st.text(max_size=20))
def test_a_cursor_comes_back_as_it_was(day: object, key: str, question: str) -> None:
    cursor = Cursor(day, key)  # type: ignore[arg-type]
    encoded = encode(cursor, question)
    assert encoded is not None
    assert decode(encoded, question) == cursor
    assert encoded.isascii()
    assert not set(encoded) & set("+/=&?#%")
    with pytest.raises(CursorError):
        decode(encoded, question + "x")


@given(st.text(max_size=40))
def test_any_other_text_is_no_cursor(text: str) -> None:
    with pytest.raises(CursorError):
        decode(text, "question")


def pages(client: TestClient, path: str, query: str) -> list[str]:
    """Addresses of the pages of one item, by the Link header."""
    found = [f"{path}?{query}&limit=1"]
    while link := client.get(found[-1]).headers.get("link"):
        found.append(link.partition(">")[0].removeprefix("<"))
        assert link.endswith('>; rel="next"')
    return found


@pytest.mark.parametrize("path", PAGED)
def test_the_link_header_leads_through_all_pages(client: TestClient, path: str) -> None:
    whole = client.get(f"{path}?{PAGED[path]}").json()["items"]
    told = [client.get(page).json() for page in pages(client, path, PAGED[path])]
    assert len(whole) > 1
    assert [item for page in told for item in page["items"]] == whole
    assert {page["total"] for page in told} == {len(whole)}
    assert [page["truncated"] for page in told] == [True] * (len(whole) - 1) + [False]


@pytest.mark.parametrize("path", PAGED)
def test_the_size_of_a_page_may_change_and_nothing_else(client: TestClient, path: str) -> None:
    query = PAGED[path]
    first = client.get(f"{path}?{query}&limit=1").json()
    rest = client.get(f"{path}?{query}&limit=50&cursor={first['next']}")
    assert rest.status_code == 200
    reordered = "&".join(reversed(query.split("&")))
    assert client.get(f"{path}?cursor={first['next']}&{reordered}&limit=50").json() == rest.json()
    for other in ("since=2024-01-01", "country=Iran", "min_reports=1", "roll_up=none", "as_of=2025-01-01T00:00:00Z"):
        answer = client.get(f"{path}?{query}&{other}&limit=1&cursor={first['next']}")
        assert_problem(answer, 400, "bad_cursor")


def test_a_cursor_of_one_address_opens_no_other(client: TestClient) -> None:
    queries = {**PAGED, "/v1/dyads/ISR/IRN": "modality=occurred&modality=threatened"}
    first = {path: client.get(f"{path}?{query}&limit=1").json()["next"] for path, query in queries.items()}
    for path, query in queries.items():
        for other, cursor in first.items():
            answer = client.get(f"{path}?{query}&cursor={cursor}")
            assert answer.status_code == (200 if other == path else 400), (path, other)


@pytest.mark.parametrize("path", PAGED)
def test_a_cursor_that_was_tampered_with_is_refused(client: TestClient, path: str) -> None:
    cursor = client.get(f"{path}?{PAGED[path]}&limit=1").json()["next"]
    seal, day, key = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    for changed in ([seal, "2020-01-01", key], [seal, None, key], [seal, day, key + "x"], ["", day, key], [day, key]):
        text = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode().rstrip("=")
        answer = client.get(f"{path}?{PAGED[path]}&cursor={text}")
        assert "cursor" in assert_problem(answer, 400, "bad_cursor")["detail"]


@pytest.mark.parametrize("cursor", ["garbage", "W10", "WzEsMl0", "é", "WyIyMDI0LTAxLTAxIiwiIl0", "\0", "[" * 900])
@pytest.mark.parametrize("path", [*PAGED, "/v1/candidates"])
def test_what_is_no_cursor_is_refused(client: TestClient, path: str, cursor: str) -> None:
    assert_problem(client.get(path, params={"cursor": cursor}), 400, "bad_cursor")
