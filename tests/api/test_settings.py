"""Settings: read from the environment, refused in one line, and secrets kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, settings
from graph.errors import InputError


def test_limits_are_set_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_LIMITS_MAX_FETCH_BYTES", "7")
    monkeypatch.setenv("CASUS_LIMITS_ALLOW_PRIVATE_ADDRESSES", "true")
    limits = settings().limits
    assert (limits.max_fetch_bytes, limits.allow_private_addresses) == (7, True)
    assert limits.max_redirects == Settings.model_fields["limits"].default.max_redirects


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASUS_PORT", "70000"),
        ("CASUS_PORT", "http"),
        ("CASUS_QUERY_SECONDS", "0"),
        ("CASUS_RETRY_AFTER", "0"),
        ("CASUS_LOG_LEVEL", "LOUD"),
        ("CASUS_LIMITS_MAX_FILES", "many"),
        ("CASUS_LIMITS_MAX_FILES", "-1"),
        ("CASUS_PAGE_DEFAULT", "501"),
        ("CASUS_CANDIDATE_CAUSES", "0"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=rf"^{name}\b.*$"):
        settings()


def test_the_password_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_NEO4J_PASSWORD", "hunter2")
    found = settings()
    assert found.password() == "hunter2"
    assert "hunter2" not in f"{found!r} {found} {found.model_dump_json()}"


def test_the_password_can_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("hunter2\n", encoding="utf-8")
    monkeypatch.setenv("CASUS_NEO4J_PASSWORD_FILE", str(file))
    assert settings().password() == "hunter2"
    file.unlink()
    with pytest.raises(InputError, match="CASUS_NEO4J_PASSWORD_FILE"):
        settings().password()
    monkeypatch.setenv("CASUS_NEO4J_PASSWORD", "other")
    with pytest.raises(InputError, match="keep one"):
        settings()
