"""Loads N articles made of the samples' sentences; prints the rate and what share of the time each stage takes.

    python -m bench.load --articles 1000 [--store sqlite:///bench.db] [--workers 2]

Shares are measured in one process; with several workers only the rate is printed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.settings import Settings
from graph.batch import Batch, Written
from graph.store import Store
from graph.stores import open_store
from loaders.article import RawArticle
from loaders.extract.pipeline import Extractor
from loaders.extract.telling import Extraction
from loaders.extract.types import Document, Reading, Span
from loaders.limits import Limits
from loaders.load import load
from loaders.readers.inputs import read_inputs

SAMPLES = Path(__file__).parent.parent / "samples"


def articles(count: int, seed: int = 1) -> Iterator[RawArticle]:
    """Sample-like articles: the paragraphs of one language's samples in new company, each text another."""
    rng = random.Random(seed)
    by_lang: dict[str, list[RawArticle]] = {"id": [], "en": []}
    for lang, found in by_lang.items():
        found += [a for a in read_inputs([str(SAMPLES / lang)], Limits()) if isinstance(a, RawArticle)]
    for number in range(count):
        sources = by_lang["id" if number % 2 else "en"]
        base = rng.choice(sources)
        lines = [line for article in rng.sample(sources, 3) for line in article.text.split("\n") if line.strip()]
        text = "\n\n".join([*rng.sample(lines, min(len(lines), 8)), f"({number})"])
        yield replace(base, text=text, url=f"https://bench.example/{number}", where=str(number))


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds = {"reader": 0.0, "extract": 0.0, "store": 0.0}

    def timed(self, stage: str, work: Any, *given: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*given)
        finally:
            self.seconds[stage] += time.perf_counter() - start


class TimedReader:
    def __init__(self, extractor: Extractor, clock: Clock) -> None:
        self.inner, self.clock = extractor.reader, clock
        self.name, self.least = self.inner.name, self.inner.least

    def read(self, document: Document, sentences: tuple[Span, ...]) -> Reading:
        return self.clock.timed("reader", self.inner.read, document, sentences)


class TimedExtractor(Extractor):
    def __init__(self, extractor: Extractor, clock: Clock) -> None:
        super().__init__(TimedReader(extractor, clock))
        self.clock, self.sentences = clock, 0

    def extract(self, document: Document) -> Extraction:
        extraction: Extraction = self.clock.timed("extract", super().extract, document)
        self.sentences += len(extraction.sentences)
        return extraction


class TimedStore:
    """The store with a writer that is timed; everything else is the store's own."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.inner = store, clock, store.writer()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def writer(self) -> TimedStore:
        return self

    def write(self, batch: Batch, at: Any) -> Written:
        written: Written = self.clock.timed("store", self.inner.write, batch, at)
        return written


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--store")
    options.add_argument("--workers", type=int, default=1)
    chosen = options.parse_args()
    settings = Settings()
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else None
    with tempfile.TemporaryDirectory() as folder:
        address = chosen.store or f"sqlite:///{folder}/bench.db"
        store, clock = open_store(address, user=settings.neo4j_user, password=password), Clock()
        extractor = TimedExtractor(Extractor.default(), clock)
        extractor.extract(Document("warm", "Rusia menyerang Kyiv di Ukraina.", "id"))
        clock.seconds = dict.fromkeys(clock.seconds, 0.0)
        extractor.sentences = 0
        inputs = list(articles(chosen.articles))
        started = time.process_time()
        summary = load(inputs, TimedStore(store, clock), extractor, workers=chosen.workers)  # type: ignore[arg-type]
        cpu = time.process_time() - started
        store.close()
    print(f"{summary.loaded} articles, {summary.events} events, {summary.links} links in {summary.seconds:.1f} s")
    print(f"{summary.loaded / summary.seconds:.1f} articles/s, {3600 * summary.loaded / summary.seconds:,.0f} an hour")
    if chosen.workers == 1:
        rules = clock.seconds["extract"] - clock.seconds["reader"]
        rest = summary.seconds - clock.seconds["extract"] - clock.seconds["store"]
        shares = {"reader": clock.seconds["reader"], "rules": rules, "store": clock.seconds["store"], "rest": rest}
        print("  ".join(f"{stage} {seconds / summary.seconds:.0%}" for stage, seconds in shares.items()))
        print(f"{extractor.sentences / cpu:.0f} sentences per CPU second, {extractor.sentences} sentences")


if __name__ == "__main__":
    main()
