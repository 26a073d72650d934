"""Only so many requests are worked on at a time; the others wait and are answered."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings


def test_no_more_answers_are_worked_on_at_once_than_set(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"answers_at_once": 2}))
    guard, now, most = threading.Lock(), 0, 0

    def slow() -> None:
        nonlocal now, most
        with guard:
            now += 1
            most = max(most, now)
        time.sleep(0.05)
        with guard:
            now -= 1

    app.add_api_route("/slow", slow)
    with TestClient(app, base_url="http://localhost") as client, ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: client.get("/slow").status_code, range(8)))
    assert answers == [200] * 8
    assert most == 2
