"""What `docker compose up` promises, read from its files: no engine is needed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings
from tests.neo4j_server import LTS

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
SERVICES = sorted(COMPOSE["services"])


def service(name: str) -> dict[str, Any]:
    return COMPOSE["services"][name]


def instructions(name: str) -> list[str]:
    """Arguments of every such instruction of the image's last stage."""
    stage = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    return re.findall(rf"^{name} +(.+)$", stage, re.MULTILINE)


def test_there_is_a_database_and_a_service() -> None:
    assert SERVICES == ["casus", "neo4j"]


def test_no_password_no_start() -> None:
    wanted = "${NEO4J_PASSWORD:?"
    assert service("neo4j")["environment"]["NEO4J_AUTH"].startswith(f"neo4j/{wanted}")
    assert service("casus")["environment"]["CASUS_NEO4J_PASSWORD"].startswith(wanted)


@pytest.mark.parametrize("name", SERVICES)
def test_only_the_hosts_loopback_is_published(name: str) -> None:
    assert service(name)["ports"]
    assert all(str(port).startswith("127.0.0.1:") for port in service(name)["ports"])


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_runs_as_root_or_gains_rights(name: str) -> None:
    user = str(service(name).get("user") or instructions("USER")[-1])
    assert user.partition(":")[0] not in {"", "0", "root"}
    assert service(name)["cap_drop"] == ["ALL"]
    assert service(name)["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service(name)


def test_the_service_waits_for_a_healthy_database() -> None:
    assert service("casus")["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "7474" in " ".join(service("neo4j")["healthcheck"]["test"])
    (check,) = instructions("HEALTHCHECK")
    command = json.loads(check.partition("CMD ")[2])
    assert command[0] == "python"
    assert "http://127.0.0.1:8000/healthz" in command[-1]


def test_data_outlives_the_containers() -> None:
    mounted = [volume.split(":") for name in SERVICES for volume in service(name)["volumes"]]
    assert {source for source, _ in mounted} == set(COMPOSE["volumes"])
    assert ["neo4j-data", "/data"] in mounted


def test_the_service_writes_only_to_its_volume() -> None:
    assert service("casus")["read_only"] is True
    assert instructions("WORKDIR") == ["/data"]
    assert [volume.partition(":")[2] for volume in service("casus")["volumes"]] == ["/data"]


def test_images_are_pinned_and_the_database_is_the_one_that_is_tested() -> None:
    assert service("neo4j")["image"] == f"neo4j:{LTS}-community"
    assert all(
        ":" in image and ":latest" not in image for image in re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    )


def test_the_service_is_told_by_settings_that_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in service("casus")["environment"].items():
        assert name.removeprefix("CASUS_").lower() in Settings.model_fields
        monkeypatch.setenv(name, value)
    told = Settings()
    assert (told.store, told.neo4j_user, told.allow_keyless) == ("neo4j://neo4j:7687", "neo4j", True)


def test_what_the_image_copies_is_let_through_to_its_build() -> None:
    let = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    }
    assert copied == let
    assert all((ROOT / name).exists() for name in copied)
