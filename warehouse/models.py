"""Models: one SELECT a file, with a header that says what a row is, its key, its rules and its columns.

    -- What the table holds, in a sentence or two.
    -- grain: one row per event
    -- key: event_id
    -- references: place_id -> dimensions.dim_place(place_id)
    -- not null: event_type, confidence
    -- unique: event_number
    -- check: the interval runs forward: date_end >= date_start
    -- changes with: event_id
    --
    -- event_id: mentions of one real-world event share it
    -- place_id: where it happened,
    --   a GeoNames id
    -- "Event ID": names with spaces stand in quotes

Only text is read here; nothing is opened and no SQL is run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from hashlib import sha256
from importlib.resources import files

LAYERS = ("staging", "dimensions", "facts", "marts", "compatible")
PUBLISHED_LAYERS = ("dimensions", "facts", "marts", "journal", "compatible")
VIEW_LAYER = "compatible"
"""Its models are views: they say nothing that the tables do not say, only in other data sets' words."""

TABLE_NAME = re.compile(r"\b(staging|journal|dimensions|facts|marts|compatible)\.([a-z_][a-z0-9_]*)\b")
ENTRY = re.compile(r'^([A-Za-z_][A-Za-z0-9_]*|[a-z]+ [a-z]+|"[^"]+"): *(.*)$')
REFERENCE = re.compile(r"^([a-z0-9_]+) -> ([a-z]+\.[a-z0-9_]+)\(([a-z0-9_]+)\)$")


class BadModel(ValueError):
    """A model's header cannot be read."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"Model warehouse/{file}: {problem} (the form is shown in warehouse/models.py).")


@dataclass(frozen=True, slots=True)
class Reference:
    """Each value of `column` that is not null stands in `target_column` of `target` (`layer.table`)."""

    column: str
    target: str
    target_column: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that no row may break; null counts as kept."""

    name: str
    condition: str


@dataclass(frozen=True, slots=True)
class Model:
    """A table as declared: its SELECT and what its header promises."""

    layer: str
    name: str
    sql: str
    description: str
    grain: str
    key: tuple[str, ...]
    columns: dict[str, str] = field(hash=False)
    not_null: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    rules: tuple[Rule, ...] = ()
    changes_with: str | None = None

    @property
    def table(self) -> str:
        """`layer.name`, as SQL says it."""
        return f"{self.layer}.{self.name}"

    @property
    def kind(self) -> str:
        """`table`, or `view` in the layer of views, as SQL says it."""
        return "view" if self.layer == VIEW_LAYER else "table"

    @property
    def depends_on(self) -> tuple[str, ...]:
        """Tables that the SELECT reads, as `layer.name`, models or not, sorted."""
        code = re.sub(r"--.*", "", self.sql)
        return tuple(sorted({match.group(0) for match in TABLE_NAME.finditer(code)} - {self.table}))

    @property
    def comment(self) -> str:
        """The table's comment: what it holds and what a row is."""
        return f"{self.description} Grain: {self.grain}. Key: {', '.join(self.key)}."


@cache
def models() -> tuple[Model, ...]:
    """Every model, each after those that it reads or refers to."""
    by_table = {model.table: model for model in _read_all()}
    before = {
        table: {name for name in (*model.depends_on, *(r.target for r in model.references)) if name in by_table}
        - {table}
        for table, model in by_table.items()
    }
    sorter = TopologicalSorter(before)
    sorter.prepare()
    ordered: list[Model] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda table: (LAYERS.index(by_table[table].layer), table))
        ordered.extend(by_table[table] for table in ready)
        sorter.done(*ready)
    return tuple(ordered)


def models_digest() -> str:
    """Changes when any model's SELECT or promises change."""
    return sha256("\n".join(repr(model) for model in models()).encode()).hexdigest()[:16]


def parse(layer: str, name: str, text: str) -> Model:
    """A model from its file's text; raises `BadModel`."""
    file = f"{layer}/{name}.sql"
    header, sql = _split(text)
    description, entries = _entries(header)
    columns = {key: text for key, text in entries if key not in PROMISES}
    promises = {name: [text for key, text in entries if key == name] for name in PROMISES}
    for name_of_promise in ("grain", "key"):
        if len(promises[name_of_promise]) != 1:
            raise BadModel(file, f"the header needs one line '{name_of_promise}: ...'")
    if not description or not columns:
        raise BadModel(file, "the header needs a description and a line for each column")
    return Model(
        layer=layer,
        name=name,
        sql=sql,
        description=description,
        grain=promises["grain"][0],
        key=_names(promises["key"][0]),
        columns=columns,
        not_null=tuple(column for line in promises["not null"] for column in _names(line)),
        unique=tuple(column for line in promises["unique"] for column in _names(line)),
        references=tuple(_reference(file, line) for line in promises["references"]),
        rules=tuple(_rule(file, line) for line in promises["check"]),
        changes_with=_one_column(file, promises["changes with"], columns),
    )


PROMISES = ("grain", "key", "references", "not null", "unique", "check", "changes with")


def _read_all() -> Iterator[Model]:
    for layer in LAYERS:
        folder = files("warehouse").joinpath(layer)
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".sql"):
                yield parse(layer, file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))


def _split(text: str) -> tuple[list[str], str]:
    """The header's lines without their dashes, and the SELECT."""
    lines = text.strip().splitlines()
    height = next((i for i, line in enumerate(lines) if not line.startswith("--")), len(lines))
    return [line[2:].removeprefix(" ") for line in lines[:height]], "\n".join(lines[height:]).strip()


def _entries(header: list[str]) -> tuple[str, list[tuple[str, str]]]:
    """The description, then `name: text` pairs; an indented line continues the one before."""
    description: list[str] = []
    entries: list[tuple[str, str]] = []
    for line in header:
        match = ENTRY.match(line)
        if match:
            entries.append((match.group(1).strip('"'), match.group(2).strip()))
        elif entries and line.startswith("  "):
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {line.strip()}")
        elif line.strip():
            description.append(line.strip())
    return " ".join(description), entries


def _names(line: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.split(",") if name.strip())


def _reference(file: str, line: str) -> Reference:
    match = REFERENCE.match(line)
    if match is None:
        raise BadModel(file, f"'references: {line}' is not of the form 'column -> layer.table(column)'")
    return Reference(*match.groups())


def _one_column(file: str, lines: list[str], columns: dict[str, str]) -> str | None:
    if lines and (len(lines) > 1 or lines[0] not in columns):
        raise BadModel(file, f"'changes with: {'; '.join(lines)}' does not name one of its columns")
    return lines[0] if lines else None


def _rule(file: str, line: str) -> Rule:
    name, _, condition = line.partition(": ")
    if not condition:
        raise BadModel(file, f"'check: {line}' is not of the form 'what holds: condition'")
    return Rule(name, condition)
