"""A process pool whose results come in the order of its inputs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from graph.errors import WorkerError
from loaders.extract.pipeline import Extractor

Input = TypeVar("Input")
Output = TypeVar("Output")

# Inputs in flight per worker: enough that none waits, few enough that memory stays bounded.
_AHEAD = 4


def ordered(
    work: Callable[[Extractor, Input], Output], inputs: Iterable[Input], extractor: Extractor, workers: int
) -> Iterator[Output]:
    """`work(extractor, input)` for each input, in their order.

    With one worker in this process; with several in processes that load the packaged reader themselves. Raises
    WorkerError when one of these dies.
    """
    if workers <= 1:
        yield from (work(extractor, each) for each in inputs)
        return
    # `spawn`: the reader's run time and the stores' connections do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Output]] = deque()
        try:
            for each in inputs:
                waiting.append(pool.submit(_with_default, work, each))
                if len(waiting) >= workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerError(
                "a process that reads articles died; what is loaded is kept: load again with fewer workers"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _with_default(work: Callable[[Extractor, Input], Output], each: Input) -> Output:
    return work(Extractor.default(), each)
