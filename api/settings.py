"""Every setting and limit of Casus, read from the environment (prefix CASUS_). docs/settings.md lists them all."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph import network, paths
from graph.candidates import LOOKED_AT
from graph.chains import BREADTH, DEPTH
from graph.dyads import PERIODS
from graph.errors import InputError
from graph.network import EDGES
from graph.paths import FRONTIER, HOPS
from graph.profile import COUNTERPARTS, SENTENCES
from graph.questions import COUNTED
from loaders.limits import Limits

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_ORIGIN = re.compile(r"https?://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?", re.ASCII)


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _require_network(text: str) -> None:
    try:
        ipaddress.ip_network(text)
    except ValueError as error:
        raise ValueError(f"CASUS_TRUSTED_PROXIES: {text!r} is no address or network; write 10.0.0.5") from error


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="CASUS_",
        env_nested_delimiter="_",
        env_nested_max_split=1,
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        validate_default=True,
    )

    store: str = Field(
        default="sqlite:///casus.db",
        description="Where the graph is: `sqlite:///FILE`, `neo4j://HOST` or `bolt://HOST`, without user or password.",
    )
    neo4j_user: str = Field(default="neo4j", description="User of the Neo4j store.")
    neo4j_password: SecretStr | None = Field(default=None, description="Password of the Neo4j store.")
    neo4j_password_file: Path | None = Field(
        default=None, description="File that holds the Neo4j password, instead of the variable."
    )
    query_seconds: float = Field(default=10.0, gt=0, description="Seconds that one question to the store may take.")

    host: str = Field(default="127.0.0.1", description="Address that `casus serve` listens on.")
    port: int = Field(
        default=8000, ge=0, le=65535, description="Port that `casus serve` listens on; 0 takes a free one."
    )
    allow_keyless: bool = Field(
        default=False,
        description="Let `casus serve` listen beyond loopback without keys: behind a proxy that authenticates.",
    )
    key_seconds: float = Field(
        default=2.0, ge=0, description="Seconds after which a running service knows of a new or revoked key."
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=LOOPBACK, description="Host names that requests may name, separated by commas; `*` allows all."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(),
        description="Origins whose pages may use the service, as `https://maps.example`, separated by commas.",
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)] = Field(
        default=(),
        description="Addresses of proxies whose `X-Forwarded-For` is believed, separated by commas.",
    )
    rate_requests: int = Field(
        default=6000, ge=0, description="Requests of a key, or of an address without one, in a window; 0: no limit."
    )
    rate_refused: int = Field(
        default=30, ge=1, description="Bad keys of an address in a window, after which none is looked at."
    )
    rate_seconds: int = Field(default=60, ge=1, description="Seconds of that window.")
    rate_clients: int = Field(
        default=10_000, ge=1, description="Clients whose requests are counted, those last seen; older ones begin anew."
    )
    page_default: int = Field(default=100, ge=1, description="Items of an answer when none are asked for.")
    page_max: int = Field(default=500, ge=1, description="Most items that one answer holds.")
    count_max: int = Field(
        default=COUNTED, ge=0, description="Most events that are looked at to tell how many answers there are in all."
    )
    candidate_causes: int = Field(
        default=LOOKED_AT, ge=1, description="Most causes that one answer with candidates for responses looks at."
    )
    chain_depth_default: int = Field(
        default=DEPTH, ge=1, description="Steps of a chain of causes or effects when none are asked for."
    )
    chain_depth_max: int = Field(default=10, ge=1, le=100, description="Most steps of a chain.")
    chain_breadth_default: int = Field(
        default=BREADTH, ge=1, description="Branches of one event of a chain when none are asked for."
    )
    chain_breadth_max: int = Field(default=50, ge=1, description="Most branches of one event of a chain.")
    paths_default: int = Field(default=5, ge=1, description="Paths between two actors when none are asked for.")
    paths_max: int = Field(default=50, ge=1, description="Most paths of one answer.")
    path_hops_default: int = Field(default=HOPS, ge=1, description="Most steps of a path when none are asked for.")
    path_hops_max: int = Field(default=10, ge=1, description="Most steps of a path.")
    path_frontier: int = Field(
        default=FRONTIER, ge=1, description="Actors from which a search for paths takes its next step, at either end."
    )
    path_fan_out: int = Field(
        default=paths.FAN_OUT, ge=1, description="Actors to which such a search goes on from one, the heaviest."
    )
    network_edges_default: int = Field(default=EDGES, ge=1, description="Edges of a network when none are asked for.")
    network_edges_max: int = Field(default=1000, ge=1, description="Most edges of a network.")
    network_fan_out: int = Field(
        default=network.FAN_OUT, ge=1, description="Neighbours, the heaviest, from which a network takes a second step."
    )
    profile_counterparts: int = Field(
        default=COUNTERPARTS, ge=1, description="Counterparts in an actor's profile when none are asked for."
    )
    profile_sentences: int = Field(
        default=SENTENCES, ge=1, description="Sentences that are looked at to tell where an actor's aliases were read."
    )
    search_chars: int = Field(default=200, ge=1, description="Most characters that a search looks for.")
    search_default: int = Field(default=10, ge=1, description="Hits of each kind in a search when none are asked for.")
    search_max: int = Field(default=100, ge=1, description="Most hits of each kind that one search gives.")
    series_max: int = Field(
        default=PERIODS, ge=1, description="Most days, weeks or months of a dyad's series, the latest ones."
    )
    body_bytes: int = Field(default=2 * 2**20, ge=1, description="Largest request body, in bytes.")
    connections: int = Field(
        default=500, ge=2, description="Open connections, from which on every request is answered 503."
    )
    request_seconds: float = Field(
        default=30.0,
        gt=0,
        description="Seconds in which a request must come whole, and a client take something of its answer.",
    )
    preview_chars: int = Field(
        default=20_000, ge=1, description="Characters of a text that is read while the client waits."
    )
    answers_at_once: int = Field(
        default=4,
        ge=2,
        description="Requests that are worked on at a time; others wait, first come, first served. With more, threads "
        "hold each other up; with Neo4j, which waits for its server, some more may pay.",
    )
    queue_length: int = Field(default=100, ge=1, description="Most jobs that wait at a time; one more is answered 503.")
    job_tries: int = Field(
        default=5, ge=1, description="Times that a job is run on which the store, or Casus itself, fails."
    )
    jobs_kept: int = Field(default=1000, ge=1, description="Ended jobs that are remembered; older ones are forgotten.")
    retry_after: int = Field(
        default=5,
        ge=1,
        description="Seconds after which a client, and the service itself, tries an unreachable store again.",
    )
    stop_seconds: float = Field(
        default=10.0, ge=0, description="Seconds that a running job is given when the service stops."
    )
    streams: int = Field(default=20, ge=0, description="Most streams of job events that are open at a time.")
    stream_seconds: float = Field(
        default=3600.0, gt=0, description="Seconds after which a stream of job events ends; its reader may come back."
    )
    stream_pause: float = Field(
        default=0.5, gt=0, description="Seconds between two looks of a stream of job events at its job."
    )
    stream_silence: float = Field(
        default=15.0, gt=0, description="Seconds of silence after which a stream of job events sends a comment."
    )

    workers: int = Field(default=1, ge=1, description="Processes that read articles while `casus load` runs.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least level that is logged."
    )
    log_format: Literal["plain", "json"] = Field(
        default="plain", description="How `casus serve` logs: `plain` lines for people, or `json`, an object a line."
    )
    log_seconds: float = Field(
        default=5.0, gt=0, description="Seconds between two progress lines where there is no terminal."
    )
    rejections_shown: int = Field(
        default=5, ge=0, description="Rejected inputs that `casus load` lists for each reason."
    )
    jobs_dir: Path = Field(
        default=Path("casus-jobs"), description="Folder in which loads of data sets keep their rejected rows."
    )
    max_rejects: int = Field(
        default=1000, ge=0, description="Rows of a data set's file that cannot be read, after which its load fails."
    )
    limits: Limits = Field(
        default=Limits(), description="Limits of what is read: `CASUS_LIMITS_` and the limit's name."
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.page_default > self.page_max:
            raise ValueError("CASUS_PAGE_DEFAULT is over CASUS_PAGE_MAX; lower it or raise the other")
        for name in ("chain_depth", "chain_breadth", "paths", "path_hops", "network_edges"):
            default, most = (getattr(self, f"{name}_{end}") for end in ("default", "max"))
            if default > most:
                raise ValueError(f"CASUS_{name.upper()}_DEFAULT is over its MAX; lower it or raise the other")
        if self.search_default > self.search_max:
            raise ValueError("CASUS_SEARCH_DEFAULT is over CASUS_SEARCH_MAX; lower it or raise the other")
        for name, value in asdict(self.limits).items():
            if value < 0:
                raise ValueError(f"CASUS_LIMITS_{name.upper()} is {value}; a limit is not negative")
        if self.neo4j_password and self.neo4j_password_file:
            raise ValueError("CASUS_NEO4J_PASSWORD and CASUS_NEO4J_PASSWORD_FILE are both set; keep one")
        return self

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        for origin in self.cors_origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"CASUS_CORS_ORIGINS: {origin!r} is no origin; write it as https://maps.example:8443")
        for proxy in self.trusted_proxies:
            _require_network(proxy)
        return self

    def beyond_loopback(self) -> bool:
        """Whether other machines can reach the address that the service listens on."""
        if self.host == "localhost":
            return False
        try:
            return not ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return True

    def password(self) -> str | None:
        """The Neo4j password. Raises InputError when its file cannot be read."""
        if self.neo4j_password_file is None:
            return self.neo4j_password.get_secret_value() if self.neo4j_password else None
        try:
            return self.neo4j_password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"CASUS_NEO4J_PASSWORD_FILE cannot be read: {type(error).__name__}; name a readable text file"
            ) from error


def settings() -> Settings:
    """The settings of this process. Raises InputError with one line for the first setting that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "_".join(["CASUS", *(str(part).upper() for part in first["loc"])])
        words = first["msg"].removeprefix("Value error, ")
        raise InputError(words if words.startswith("CASUS_") else f"{name}: {words}; mend or unset it") from error
