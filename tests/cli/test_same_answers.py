"""A command and its endpoint are one question: they give the same events, whatever is asked."""

from __future__ import annotations

import json
from datetime import date

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.settings import Settings
from tests.api.conftest import client
from tests.api.world import ENVOY, RAID, WARNING
from tests.cli.conftest import Casus

__all__ = ["client"]

NAMES = st.none() | st.sampled_from(["Iran", "Rusia", "ISR", "Ivanov", ENVOY.id, "Nowhere"])
DAYS = st.none() | st.dates(date(2024, 3, 1), date(2024, 9, 1)).map(str)
MODALITIES = st.lists(st.sampled_from(["occurred", "planned", "threatened", "denied"]), max_size=2, unique=True)
COMMON = {
    "since": DAYS,
    "until": DAYS,
    "place": st.none() | st.sampled_from(["tehran", "Elsewhere"]),
    "mode": st.none() | st.sampled_from(["visit", "phone", "nonsense"]),
    "country": st.none() | st.sampled_from(["RUS", "Iran", "Israeli", "Nowhere"]),
    "source": st.none() | st.sampled_from(["the invented times", "gdelt", "..."]),
    "min_reports": st.none() | st.sampled_from(["1", "2"]),
    "modality": MODALITIES,
    "min_confidence": st.none() | st.sampled_from(["0", "0.5", "1"]),
    "as_of": st.none() | st.sampled_from(["2024-01-01T00:00:00Z", "2025-01-01T00:00:00+07:00"]),
    "limit": st.none() | st.sampled_from(["1", "2", "100"]),
    "roll_up": st.none() | st.sampled_from(["country", "none"]),
}
ACTIONS = st.none() | st.sampled_from(["ASSAULT", "CONSULT", "THREATEN"])
QUESTIONS = st.one_of(
    st.tuples(st.just("meetings"), st.fixed_dictionaries({"actor": NAMES, "with": NAMES, **COMMON})),
    st.tuples(
        st.just("events"),
        st.fixed_dictionaries(
            {"actor": NAMES, "with": NAMES, "by": NAMES, "against": NAMES, "action": ACTIONS, **COMMON}
        ),
    ),
    st.tuples(
        st.just("responses"),
        st.fixed_dictionaries({"to": ACTIONS, "by": NAMES, "against": NAMES, "action": ACTIONS, **COMMON}),
    ),
    st.tuples(
        st.just("dyads"),
        st.fixed_dictionaries(
            {
                "a": NAMES.filter(bool),
                "b": NAMES.filter(bool),
                "period": st.none() | st.sampled_from(["day", "week", "month"]),
                "action": ACTIONS,
                **COMMON,
            }
        ),
    ),
    st.tuples(
        st.sampled_from(["actor", "neighbours"]),
        st.fixed_dictionaries({"a": NAMES.filter(bool), "action": ACTIONS, **COMMON}),
    ),
    *(
        st.tuples(
            st.just("chains"),
            st.fixed_dictionaries(
                {
                    **start,
                    "direction": st.none() | st.sampled_from(["effects", "causes"]),
                    "depth": st.none() | st.sampled_from(["1", "11"]),
                    "action": ACTIONS,
                    **COMMON,
                }
            ),
        )
        for start in ({"actor": NAMES.filter(bool)}, {"event": st.sampled_from([RAID.id, WARNING.id, "ev-none"])})
    ),
)
COMMANDS = {"dyads": "dyad"}  # where the command is called otherwise than the address
ADDRESSES = {"actor": "actors/{a}", "neighbours": "actors/{a}/neighbours", "dyads": "dyads/{a}/{b}"}
PLACES = ("actor", "event", "a", "b")  # what the command takes without the name of an option, in its order


def _options(params: dict[str, object]) -> list[str]:
    args = [str(params[name]) for name in PLACES if name in params]
    for name, value in params.items():
        if name in PLACES:
            continue
        for one in value if isinstance(value, list) else [value]:
            args += [f"--{name.replace('_', '-')}", str(one)]
    return args


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=QUESTIONS)
def test_command_and_endpoint_answer_alike(
    casus: Casus, client: TestClient, settings: Settings, question: tuple[str, dict[str, object]]
) -> None:
    name, drawn = question
    params = {key: value for key, value in drawn.items() if value not in (None, [])}
    path = "/v1/" + ADDRESSES.get(name, name).format_map(params)
    over_http = client.get(path, params={key: value for key, value in params.items() if key not in ("a", "b")})
    answer = casus(COMMANDS.get(name, name), *_options(params), "--json", CASUS_PAGE_DEFAULT=str(settings.page_default))
    if over_http.status_code == 200:
        assert answer.code == 0
        told = over_http.json()
        assert json.loads(answer.out) == told
    else:
        assert answer.code == 2
        assert over_http.status_code in {404, 422}
        assert answer.err == f"casus: {over_http.json()['detail']}\n"
