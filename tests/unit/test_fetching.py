"""Pace, packing and the notes of visits: what needs no server."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines.sources.bodies import read_body
from pipelines.sources.failures import BodyError, TooLargeError
from pipelines.sources.pacing import Pacing
from pipelines.sources.visits import Visit, Visits


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def turns(clock: Clock, pacing: Pacing, *hosts: str, delay: float = 0.0) -> list[float]:
    """The seconds after the start at which each host in turn is asked."""
    start, instants = clock.now, []
    for host in hosts:
        with pacing.turn(host, delay):
            instants.append(clock.now - start)
    return instants


def test_one_host_is_asked_at_the_agreed_pace() -> None:
    clock = Clock()
    assert turns(clock, Pacing(2.0, clock=clock, sleep=clock.sleep), "a", "a", "a") == [0, 2, 4]


def test_other_hosts_have_their_own_pace() -> None:
    clock = Clock()
    assert turns(clock, Pacing(2.0, clock=clock, sleep=clock.sleep), "a", "b", "c", "a") == [0, 0, 0, 2]


@pytest.mark.parametrize(("delay", "second"), [(5.0, 5.0), (1.0, 2.0), (600.0, 30.0), (-3.0, 2.0)])
def test_longer_delay_of_a_host_counts_within_reason(delay: float, second: float) -> None:
    clock = Clock()
    assert turns(clock, Pacing(2.0, clock=clock, sleep=clock.sleep), "a", "a", delay=delay) == [0, second]


def test_host_that_asked_for_a_pause_gets_it_from_all() -> None:
    clock = Clock()
    pacing = Pacing(1.0, clock=clock, sleep=clock.sleep)
    pacing.postpone("a", 10)
    pacing.postpone("a", 3)
    assert turns(clock, pacing, "b", "a", "a") == [0, 10, 11]


def zeros() -> Iterator[bytes]:
    """A gzip stream without end, of which a little is sent and much is unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    while True:
        yield packer.compress(bytes(1 << 20))


def test_bomb_is_left_after_the_limit_and_not_unpacked_whole() -> None:
    chunks = zeros()
    with pytest.raises(TooLargeError, match="more than 5000000 bytes") as error:
        read_body(chunks, "gzip", 5_000_000)
    assert len(error.value.content) <= 1 << 20
    assert chunks.gi_frame is not None  # type: ignore[attr-defined] # the rest was never asked for


def test_bomb_in_one_piece_takes_little_memory() -> None:
    bomb = gzip.compress(bytes(100_000_000), 9)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            read_body(iter([bomb]), "gzip", 5_000_000)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_sent_bytes_count_too() -> None:
    with pytest.raises(TooLargeError, match="as sent"):
        read_body(iter([gzip.compress(b"")[:10] + b"\0" * 2000]), "gzip", 1000)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_packing_may_be_cut_anywhere(size: int) -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    assert read_body((packed[at : at + size] for at in range(0, len(packed), size)), "gzip", 100) == b"one two"


@pytest.mark.parametrize("packed", [b"\x1f\x8b", b"\x1f\x8bxxxxxxxxxx", gzip.compress(b"abc")[:-4], b"\xff\xff\xff"])
def test_broken_packing_is_an_error(packed: bytes) -> None:
    with pytest.raises(BodyError):
        read_body(iter([packed]), "gzip", 1000)


def test_visits_count_once_they_are_committed(tmp_path: Path) -> None:
    path = tmp_path / "visits.sqlite"
    visit = Visit('"v1"', "Fri, 03 Nov 2017 14:05:00 GMT", "mark")
    first = Visits(path, "wire")
    first.note("http://news.example/a", visit)
    assert Visits(path, "wire").of("http://news.example/a") is None
    first.commit()
    assert Visits(path, "wire").of("http://news.example/a") == visit
    assert Visits(path, "other").of("http://news.example/a") is None
    assert Visits(path, "wire", is_forgotten=True).of("http://news.example/a") is None


def test_later_visit_replaces_the_earlier(tmp_path: Path) -> None:
    for mark in "ab":
        visits = Visits(tmp_path / "visits.sqlite", "wire")
        visits.note("u", Visit(mark=mark))
        visits.commit()
    assert Visits(tmp_path / "visits.sqlite", "wire").of("u") == Visit(mark="b")


def test_notes_damaged_in_the_middle_are_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "visits.sqlite"
    visits = Visits(path, "wire")
    for number in range(1000):
        visits.note(f"http://news.example/{number}", Visit(mark="a"))
    visits.commit()
    content = bytearray(path.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    path.write_bytes(content)
    assert Visits(path, "wire").of("http://news.example/1") is None
    visits.commit()
    assert Visits(path, "wire").of("http://news.example/1") == Visit(mark="a")


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_notes_are_begun_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "visits.sqlite"
    path.write_bytes(damage)
    visits = Visits(path, "wire")
    assert visits.of("u") is None
    visits.note("u", Visit(mark="a"))
    visits.commit()
    assert Visits(path, "wire").of("u") == Visit(mark="a")


def test_notes_of_many_at_once_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "visits.sqlite"

    def note(number: int) -> None:
        visits = Visits(path, f"source {number % 5}")
        visits.note(f"u{number}", Visit(mark=str(number)))
        visits.commit()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(note, range(100)))
    assert [Visits(path, f"source {number % 5}").of(f"u{number}") for number in range(100)] == [
        Visit(mark=str(number)) for number in range(100)
    ]


def test_without_a_file_nothing_is_kept() -> None:
    visits = Visits()
    visits.note("u", Visit())
    visits.commit()
    assert visits.of("u") is None
