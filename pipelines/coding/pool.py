"""Coding in a pool of processes on this machine. What coding is lives in `batch.py`, which knows nothing of pools."""

import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from pipelines.coding.batch import CodedBatch, code_batch
from pipelines.coding.reference import Reference, load_reference

ATTEMPTS = 3
AHEAD = 2
"""Chunks that wait in the pool for each worker."""


class WorkersDied(RuntimeError):
    """Worker processes were killed again and again."""

    def __init__(self) -> None:
        super().__init__(
            f"Worker processes died {ATTEMPTS} times at the same articles. What was coded before is kept. "
            "Set `workers = 1` to see what they die of, or fewer workers where memory is short."
        )


def coded_chunks(chunks: Iterable[pl.DataFrame], cache_folder: Path, workers: int = 1) -> Generator[CodedBatch]:
    """`code_batch` of each chunk of articles, in their order whatever finishes first. Raises `WorkersDied`.

    Only a few chunks are in memory at once. Where a worker is killed, the chunks that it lost are coded again.
    Close it where it is not read to its end: that stops the workers.
    """
    due = iter(chunks)
    first = list(islice(due, 2))
    if workers <= 1 or len(first) < 2:
        for chunk in (*first, *due):
            yield code_batch(chunk, _reference_of_process(cache_folder))
        return
    waiting, deaths = deque(first), 0
    while deaths < ATTEMPTS:
        try:
            for batch in _in_pool(waiting, due, cache_folder, workers):
                deaths = 0
                yield batch
        except BrokenProcessPool:
            deaths += 1
        else:
            return
    raise WorkersDied


def _in_pool(
    waiting: deque[pl.DataFrame], due: Iterator[pl.DataFrame], cache_folder: Path, workers: int
) -> Generator[CodedBatch]:
    """Codes `waiting`, then `due`. A chunk leaves `waiting` once it is coded: what is left can be coded again."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_obey_the_parent)
    try:
        running: deque[Future[CodedBatch]] = deque(pool.submit(_code_chunk, chunk, cache_folder) for chunk in waiting)
        while True:
            for chunk in islice(due, workers * AHEAD - len(running)):
                waiting.append(chunk)
                running.append(pool.submit(_code_chunk, chunk, cache_folder))
            if not running:
                return
            coded = running[0].result()
            running.popleft()
            waiting.popleft()
            yield coded
    finally:
        pool.shutdown(cancel_futures=True)


def _obey_the_parent() -> None:
    """Interrupts are the parent's to take; its word to end counts, also where that signal was ignored from the start.

    Else a pool that lost a worker waits for the others for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@cache
def _reference_of_process(cache_folder: Path) -> Reference:
    return load_reference(cache_folder)


def _code_chunk(chunk: pl.DataFrame, cache_folder: Path) -> CodedBatch:
    return code_batch(chunk, _reference_of_process(cache_folder))
