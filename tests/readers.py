"""Programs that read the published warehouse in a loop while it changes: Python, the DuckDB command line, Node.

Each prints one line a question: the version that the link named before it was opened, the one that it named
afterwards, and what the warehouse answered. The clients that are no part of Dateline are named by environment
variables; Python stands in for those that are not there.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from warehouse.contents import published_tables

OLDER_PYTHON = os.environ.get("DATELINE_TEST_DUCKDB_1_4", sys.executable)
"""A Python with DuckDB 1.4."""
COMMAND_LINE = os.environ.get("DATELINE_TEST_DUCKDB_CLI")
"""The program `duckdb`."""
NODE_FOLDER = os.environ.get("DATELINE_TEST_DUCKDB_NODE")
"""A folder whose `node_modules` hold `@duckdb/node-api`."""

PAUSE_S = 0.5
"""Between two questions: eight readers then leave the builds more than half of two processors."""
PATIENCE_S = 60

_ROWS = " union all ".join(f"select '{table}' as name, count(*) as found from {table}" for table in published_tables())
QUESTION = f"""
select concat_ws(' ',
    (select version_number from journal.publication),
    (select count(*) from dimensions.dim_article),
    (select sum(mention_count)::bigint from facts.fact_event),
    (select count(*) from ({_ROWS}) join journal.published_tables on name = table_name where found <> row_count),
    (select count(*) from duckdb_tables() where not internal))
"""
"""Number of the version, its articles and mentions, tables with other rows than they were published with, tables."""
TABLES = len(published_tables()) + 2

_PYTHON = f"""
import duckdb, os, sys, time
link, stop, question, keeps = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4] == "keep"
open_it = lambda: duckdb.connect(link, read_only=True)
kept, stopped, parent = open_it() if keeps else None, False, os.getppid()
while not stopped:
    stopped = os.path.exists(stop) or os.getppid() != parent
    before = os.readlink(link)
    connection = kept or open_it()
    answer = connection.execute(question).fetchall()[0][0]
    print(before, os.readlink(link), answer, flush=True)
    if not keeps:
        connection.close()
    time.sleep({PAUSE_S})
"""

_NODE = f"""
const {{ DuckDBInstance }} = require("@duckdb/node-api"), fs = require("fs");
const [link, stop, question, mode] = process.argv.slice(1);
const open = async () => {{
    const instance = await DuckDBInstance.create(link, {{ access_mode: "READ_ONLY" }});
    return {{ instance, connection: await instance.connect() }};
}};
(async () => {{
    const kept = mode === "keep" ? await open() : null, parent = process.ppid;
    for (let stopped = false; !stopped;) {{
        stopped = fs.existsSync(stop) || process.ppid !== parent;
        const before = fs.readlinkSync(link);
        const {{ instance, connection }} = kept ?? await open();
        const answer = (await connection.runAndReadAll(question)).getRows()[0][0];
        console.log(`${{before}} ${{fs.readlinkSync(link)}} ${{answer}}`);
        if (!kept) {{ connection.closeSync(); instance.closeSync(); }}
        await new Promise((done) => setTimeout(done, {PAUSE_S * 1000}));
    }}
}})();
"""

_ANEW = f"""
until [ -n "$stopped" ]; do
    if [ -e "$2" ] || ! kill -0 $PPID; then stopped=yes; fi
    before=$(readlink "$1")
    answer=$("$0" -no-init -readonly -csv -noheader "$1" "$3") || exit 1
    echo "$before $(readlink "$1") $answer"
    sleep {PAUSE_S}
done
"""
_KEPT = f"""
until [ -n "$stopped" ]; do
    if [ -e "$2" ] || ! kill -0 $PPID; then stopped=yes; fi
    echo "select '$(readlink "$1") $(readlink "$1") ' || answer from ($3) as asked(answer);"
    sleep {PAUSE_S}
done | "$0" -no-init -readonly -csv -noheader "$1"
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of a reader: versions that the link named before and afterwards, and what was seen."""

    before: int
    after: int
    version: int
    articles: int
    mentions: int
    changed_tables: int
    tables: int


@dataclass(frozen=True, slots=True)
class Reader:
    """A program that reads until the file `stop` is there. `keeps` one connection, or opens one for each question."""

    name: str
    keeps: bool
    process: subprocess.Popen[str]
    printed: Path

    def answers(self) -> list[Answer]:
        """What it has seen so far, oldest first."""
        lines = self.printed.read_text().splitlines(keepends=True)
        return [_answer(line.split()) for line in lines if line.endswith("\n")]

    def wait_for_an_answer(self) -> None:
        """Returns when it has seen something; fails where it ends before."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.answers():
            assert self.process.poll() is None and time.monotonic() < deadline, self.errors()
            time.sleep(0.05)

    def errors(self) -> str:
        """What it printed as errors."""
        return f"{self.name}: {self.printed.with_suffix('.err').read_text()}"


@contextmanager
def reading(name: str, link: Path, stop: Path, keeps: bool, place: Path) -> Iterator[Reader]:
    """A running reader of a kind (`python`, `older python`, `command line`, `node`), ended with the block.

    It also ends by itself when this process does.
    """
    printed = place / f"{name}-{'keeps' if keeps else 'anew'}.out"
    arguments = [str(link), str(stop), " ".join(QUESTION.split()), "keep" if keeps else "anew"]
    with printed.open("w") as out, printed.with_suffix(".err").open("w") as errors:
        process = subprocess.Popen(
            [*_program(name, keeps), *arguments],
            stdout=out, stderr=errors, text=True, cwd=NODE_FOLDER if name == "node" else None, start_new_session=True,
        )  # fmt: skip
    try:
        yield Reader(name, keeps, process, printed)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
        process.wait()


def _program(name: str, keeps: bool) -> list[str]:
    if name == "command line" and COMMAND_LINE:
        return ["sh", "-c", _KEPT if keeps else _ANEW, COMMAND_LINE]
    if name == "node" and NODE_FOLDER and shutil.which("node"):
        return ["node", "-e", _NODE]
    return [OLDER_PYTHON if name == "older python" else sys.executable, "-c", _PYTHON]


def _answer(words: list[str]) -> Answer:
    before, after, *seen = words
    return Answer(int(Path(before).stem), int(Path(after).stem), *(int(number) for number in seen))
