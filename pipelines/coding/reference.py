"""The reference data that the coder works with, loaded once, and the version that names coder and data together."""

import atexit
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pipelines.coding.dictionary import ActorDictionary, load_actor_dictionary
from pipelines.coding.gazetteer import Gazetteer, open_gazetteer
from pipelines.coding.gazetteer_compile import package_versions
from pipelines.coding.parsing import Parser, load_parser
from pipelines.coding.patterns import EventPatterns, load_event_patterns

CODER_NAME = "rules"
CODER_VERSION = "15"
NOT_OF_THE_CODER = ("sources.csv",)


@dataclass(frozen=True, slots=True)
class Reference:
    """What `code_article` looks things up in."""

    gazetteer: Gazetteer
    dictionary: ActorDictionary
    patterns: EventPatterns
    parser: Parser
    version: str


def load_reference(cache_folder: Path, progress: Callable[[str], None] | None = None) -> Reference:
    """Loads everything; the gazetteer is compiled into `cache_folder` on first use."""
    gc.disable()  # all of it stays for ever: nothing to collect while it is made
    try:
        reference = Reference(
            gazetteer=open_gazetteer(cache_folder, progress),
            dictionary=load_actor_dictionary(),
            patterns=load_event_patterns(),
            parser=load_parser(),
            version=current_version(),
        )
    finally:
        gc.enable()
    atexit.register(gc.unfreeze)  # so that the last collection ends what native modules warn of
    gc.freeze()  # nor need it be gone over whenever the garbage of an article is collected
    gc.set_threshold(10_000, 10, 10)  # an article makes tens of thousands of objects, and hardly a cycle
    return reference


def coder_version(reference: Reference) -> str:
    """Name, version and digest of the reference data, as the journal and the mentions have it."""
    return reference.version


def current_version() -> str:
    """The coder version of the installed seeds, without loading them."""
    digest = sha256()
    seeds = files("seeds")
    tables = [
        table
        for table in seeds.iterdir()
        if table.name.endswith((".csv", ".npz")) and table.name not in NOT_OF_THE_CODER
    ]
    for part in [*sorted(tables, key=lambda table: table.name), *_parts(seeds / "parser")]:
        digest.update(part.name.encode() + b"\n" + part.read_bytes())
    digest.update(package_versions().encode())
    return f"{CODER_NAME} {CODER_VERSION} {digest.hexdigest()[:12]}"


def _parts(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        yield from _parts(part) if part.is_dir() else (part,)
