"""What keys promise: a store keeps a hash of each, tells them all, and forgets no revocation."""

from __future__ import annotations

from dataclasses import replace

from graph.keys import Key, KeyScope
from graph.store import Store
from tests.store.build import hours
from tests.store.places import Place

EVIL = "Ünïcode 'quoted' $x `) DETACH DELETE (n"


def key(number: int, **changes: object) -> Key:
    made = Key(f"{number:016x}", EVIL, frozenset({KeyScope.READ, KeyScope.EXPORT}), "ab" * 32, hours(number))
    return replace(made, **changes)  # type: ignore[arg-type]


def test_keys_read_back_as_they_were_added_the_newest_first(store: Store) -> None:
    keys = [key(1), key(2, expires_at=hours(9)), key(3, revoked_at=hours(4), scopes=frozenset({KeyScope.ADMIN}))]
    for one in keys:
        store.keys().add(one)
    assert store.keys().all() == tuple(reversed(keys))


def test_a_new_store_has_no_keys(store: Store) -> None:
    assert store.keys().all() == ()


def test_a_revocation_stays_and_keeps_its_instant(store: Store) -> None:
    store.keys().add(key(1))
    store.keys().add(key(2))
    revoked = key(1, revoked_at=hours(5))
    assert store.keys().revoke(key(1).id, hours(5)) == revoked
    assert store.keys().revoke(key(1).id, hours(8)) == revoked
    assert store.keys().all() == (key(2), revoked)


def test_no_other_key_is_revoked(store: Store) -> None:
    store.keys().add(key(1))
    for wrong in ("", "0", "%", "' OR 1=1 --", key(2).id):
        assert store.keys().revoke(wrong, hours(1)) is None
    assert store.keys().all() == (key(1),)


def test_the_next_process_finds_the_keys(home: Place) -> None:
    store = home.open()
    store.keys().add(key(1))
    store.close()
    again = home.open()
    try:
        assert again.keys().all() == (key(1),)
        assert all(finding.ok for finding in again.check())
    finally:
        again.close()


def test_a_key_lives_until_it_expires_or_is_revoked() -> None:
    assert key(1).lives(hours(10**5))
    assert key(1, expires_at=hours(3)).lives(hours(2))
    assert not key(1, expires_at=hours(3)).lives(hours(3))
    assert not key(1, revoked_at=hours(3)).lives(hours(2))


def test_admin_alone_holds_the_other_scopes() -> None:
    for scope in KeyScope:
        one = key(1, scopes=frozenset({scope}))
        assert [other for other in KeyScope if one.allows(other)] == ([*KeyScope] if scope == "admin" else [scope])


def test_a_key_that_is_printed_shows_no_hash() -> None:
    assert key(1).digest not in repr(key(1))
