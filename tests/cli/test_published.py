"""--published dates what does not tell its day."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from api.cli import app

TEXT = (
    "Menteri Luar Negeri Norwegia Espen Barth Eide bertemu dengan Presiden Kenya William Ruto di Nairobi, Senin (5/8)."
)


def days(path: Path, *options: str) -> list[str | None]:
    result = CliRunner().invoke(app, ["extract", str(path), *options])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [row["date"] for row in rows if row.get("action") == "CONSULT"]


def test_a_day_of_publication_gives_relative_dates_their_meaning(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert days(path) == [None]
    assert days(path, "--published", "2024-08-06") == ["2024-08-05"]


def test_an_input_that_tells_its_day_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"id": "1", "text": TEXT, "published": "2024-08-06"}) + "\n", encoding="utf-8")
    assert days(path, "--published", "2019-08-06") == ["2024-08-05"]
