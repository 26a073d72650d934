"""What is counted and timed, for Prometheus. No label holds what a client sent: its values are names of our own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector

from api.rowcounts import RowCounts
from api.version import version
from graph.model import Job

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_ARTICLES = ("loaded", "unchanged", "rejected")


class Metrics:
    """Those of one service, in a registry of its own."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self._requests = Histogram(
            "casus_http_request_duration_seconds",
            "Seconds from a request to the beginning of its answer.",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=registry,
        )
        self._questions = Histogram(
            "casus_store_query_duration_seconds",
            "Seconds that the store took for a question or a write, those that failed included.",
            ("question", "store"),
            buckets=_SECONDS,
            registry=registry,
        )
        self._jobs = Counter(
            "casus_jobs", "Loads of articles that ended in this process, by state.", ("state",), registry=registry
        )
        self._articles = Counter(
            "casus_articles", "Articles that this process loaded, by outcome.", ("outcome",), registry=registry
        )
        self._rows = Counter(
            "casus_rows", "Rows of data sets that `casus load` told this store of.", ("outcome",), registry=registry
        )
        self._rejects = Counter(
            "casus_rejects", "Articles and rows that were rejected, by code.", ("kind", "code"), registry=registry
        )
        self._row_counts = RowCounts(datetime.now(UTC))
        self.store_up = Gauge("casus_store_up", "Whether the store can be used: 1 or 0.", registry=registry)
        self.queued = Gauge("casus_queued_jobs", "Jobs that wait or run.", registry=registry)
        self.streams = Gauge("casus_event_streams", "Streams of job events that are open.", registry=registry)
        Info("casus_build", "The version that runs.", registry=registry).info({"version": version()})
        ProcessCollector(registry=registry)

    def answered(self, method: str, route: str | None, status: int, seconds: float) -> None:
        """A request, by the template of its route (None: no such address)."""
        self._requests.labels(method if method in METHODS else OTHER, route or OTHER, status).observe(seconds)

    def asked(self, question: str, store: str, seconds: float) -> None:
        self._questions.labels(question, store).observe(seconds)

    def ended(self, job: Job) -> None:
        """A load of articles that is done or failed."""
        self._jobs.labels(job.state).inc()
        told: dict[str, Any] = job.summary or {}
        self._gained(self._articles, {outcome: told.get(outcome, 0) for outcome in _ARTICLES})
        self._rejected("articles", told.get("reasons", {}))

    def loading(self, jobs: Iterable[Job]) -> None:
        """The newest loads of data sets, as they stand now."""
        outcomes, codes = self._row_counts.gained(jobs)
        self._gained(self._rows, outcomes)
        self._rejected("rows", codes)

    def _gained(self, counter: Counter, outcomes: Mapping[str, int]) -> None:
        for outcome, count in outcomes.items():
            counter.labels(outcome).inc(count)

    def _rejected(self, kind: str, codes: Mapping[str, int]) -> None:
        for code, count in codes.items():
            self._rejects.labels(kind, code).inc(count)
