"""Publishing: what lies behind the link, when it is new, and what harm it survives."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.newsroom import Newsroom, on
from warehouse.connection import connect
from warehouse.contents import Contents
from warehouse.folder import DataFolder
from warehouse.publish import PublishFailed, publish
from warehouse.query import NoWarehouse, QueryFailed, WarehouseUnusable, query, tables
from warehouse.version_file import damage
from warehouse.versions import current_version, remove_old, versions

TEXT = "Troops shelled Riverton on Friday."
OLDER_PYTHON = os.environ.get("DATELINE_TEST_DUCKDB_1_4")
PLAIN_TYPES = {"BIGINT", "INTEGER", "BOOLEAN", "DATE", "DOUBLE", "VARCHAR", "TIMESTAMP WITH TIME ZONE", "VARCHAR[]"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after its first build."""
    newsroom = Newsroom(tmp_path_factory.mktemp("built") / "data")
    newsroom.report("a1", TEXT, {"trigger": "shelled", "place": "3", "day": on(3)})
    assert newsroom.build().passed
    newsroom.journal.close()
    return newsroom.folder.path


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> DataFolder:
    """A copy of it that a test may spoil."""
    shutil.copytree(built, tmp_path / "data", symlinks=True)
    return DataFolder(tmp_path / "data")


NEW_ROW = "insert into marts.coder_quality values ('c', 'Mentions', uuid()::varchar, 1, 1)"
QUALITY = "marts.coder_quality"


def change(folder: DataFolder, statement: str = NEW_ROW) -> None:
    """Lets the build file say something new, and know what."""
    hashed = f"select *, hash(t) as row_hash from {QUALITY} as t"
    with connect(folder.build_file) as connection:
        contents = Contents(connection)
        assert contents.begin()
        connection.execute(f"create temp table stood as {hashed}")
        connection.execute(statement)
        connection.execute(f"create temp view removed as from stood anti join ({hashed}) using (row_hash)")
        connection.execute(f"create temp view added as from ({hashed}) anti join stood using (row_hash)")
        contents.follow(QUALITY)


def linked(folder: DataFolder) -> Path:
    path = current_version(folder)
    assert path is not None
    return path


def test_people_open_a_read_only_version_through_a_relative_link(folder: DataFolder) -> None:
    assert folder.warehouse.readlink() == Path("versions/000001.duckdb")
    assert linked(folder).stat().st_mode & 0o777 == 0o444
    moved = folder.path.rename(folder.path.with_name("moved"))
    assert query(DataFolder(moved), "select count(*) as n from fact_event")["n"].to_list() == [1]


def test_only_layers_that_people_query_are_published_with_their_comments(folder: DataFolder) -> None:
    described = tables(folder)
    assert {table.layer for table in described} == {"dimensions", "facts", "marts", "journal", "compatible"}
    assert [table.name for table in described if not table.comment] == []
    undescribed = [
        f"{table.name}.{column.name}" for table in described for column in table.columns if not column.comment
    ]
    assert undescribed == []
    (event,) = (table for table in described if table.name == "fact_event")
    assert event.rows == 1
    assert "Key: event_id." in event.comment


def test_published_types_need_no_extension(folder: DataFolder) -> None:
    types = {column.type for table in tables(folder) for column in table.columns}
    assert {kind for kind in types if kind not in PLAIN_TYPES and not kind.startswith("STRUCT(")} == set()


def test_file_is_written_for_older_clients(folder: DataFolder) -> None:
    tags = query(folder, "select tags::varchar as tags from duckdb_databases() where database_name like '0%'")
    assert "v1.4" in tags["tags"][0]


@pytest.mark.skipif(OLDER_PYTHON is None, reason="DATELINE_TEST_DUCKDB_1_4 names no Python with DuckDB 1.4")
def test_file_opens_in_duckdb_1_4(folder: DataFolder) -> None:
    script = (
        "import duckdb, sys; assert duckdb.__version__.startswith('1.4.'), duckdb.__version__\n"
        "c = duckdb.connect(sys.argv[1], read_only=True)\n"
        "for t in c.execute('select schema_name, table_name from duckdb_tables()').fetchall():\n"
        "    c.execute('create temp table t as from ' + '.'.join(t)); c.execute('drop table t')\n"
        "print(c.execute('select sentence_text from facts.fact_event').fetchone()[0])"
    )
    done = subprocess.run(
        [str(OLDER_PYTHON), "-c", script, str(folder.warehouse)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == TEXT, done.stderr


@pytest.mark.skipif(OLDER_PYTHON is None, reason="DATELINE_TEST_DUCKDB_1_4 names no Python with DuckDB 1.4")
def test_duckdb_1_4_that_died_while_writing_harms_no_later_version(folder: DataFolder) -> None:
    """It leaves its WAL beside the link and not beside the version, where it would meet every later one."""
    linked(folder).chmod(0o600)
    run = [str(OLDER_PYTHON), "-c"]
    write = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute(\"set checkpoint_threshold = '1TB'\")\n"
        "c.execute('create table facts.foreign_rows as select 1 as one'); os._exit(0)"
    )
    subprocess.run([*run, write, str(folder.warehouse)], check=True)
    assert (folder.path / "warehouse.duckdb.wal").stat().st_size > 0
    change(folder)
    assert publish(folder).number == 2
    ask = "import duckdb, sys; print(duckdb.connect(sys.argv[1], read_only=True).execute(sys.argv[2]).fetchall())"
    count = "select count(*) from duckdb_tables() where table_name = 'foreign_rows'"
    done = subprocess.run(
        [*run, ask, str(folder.warehouse), count], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.stdout.strip() == "[(0,)]", done.stderr


def test_nothing_new_is_no_new_version_unless_asked(folder: DataFolder) -> None:
    again = publish(folder)
    assert (again.is_new, again.number) == (False, 1)
    forced = publish(folder, force=True)
    assert (forced.is_new, forced.number, forced.why) == (True, 2, "asked for")
    assert linked(folder) == forced.path


def test_news_is_a_new_version_and_the_last_few_are_kept(folder: DataFolder) -> None:
    for _ in range(4):
        change(folder)
        last = publish(folder, keep=3)
    assert last.why == "there is news"
    assert [path.name for path in versions(folder)] == ["000003.duckdb", "000004.duckdb", "000005.duckdb"]
    assert last.removed == (2,)


def test_version_behind_the_link_is_never_removed(folder: DataFolder) -> None:
    for _ in range(2):
        change(folder)
        publish(folder)
    folder.warehouse.unlink()
    folder.warehouse.symlink_to("versions/000001.duckdb")
    assert remove_old(folder, keep=1) == (2,)
    assert [path.name for path in versions(folder)] == ["000001.duckdb", "000003.duckdb"]


def empty(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"")


def spoil_header(path: Path) -> None:
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(8192))


def truncate(path: Path) -> None:
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def flip(path: Path) -> None:
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    for place in range(20_000, len(content), 1000):
        content[place] ^= 0xFF
    path.write_bytes(content)


def write_into(path: Path) -> None:
    path.chmod(0o600)
    connection = duckdb.connect(str(path))
    connection.execute("delete from facts.fact_event")
    connection.close()


def add_table(path: Path) -> None:
    path.chmod(0o600)
    connection = duckdb.connect(str(path))
    connection.execute("create table facts.fact_invented as select 1 as one")
    connection.close()


def leave_a_wal(path: Path) -> None:
    path.chmod(0o600)
    connection = duckdb.connect(str(path))
    connection.execute("set checkpoint_threshold = '1TB'")
    connection.execute("insert into facts.fact_event select * from facts.fact_event")
    wal = path.with_name(path.name + ".wal")
    left = wal.read_bytes()
    assert left
    kept = path.read_bytes()
    connection.close()
    path.write_bytes(kept)
    wal.write_bytes(left)


@pytest.mark.parametrize(
    "harm",
    [empty, spoil_header, truncate, flip, write_into, add_table, leave_a_wal, Path.unlink],
    ids=lambda harm: harm.__name__,
)
def test_harmed_version_is_noticed_and_published_again(folder: DataFolder, harm: Callable[[Path], None]) -> None:
    harm(linked(folder))
    again = publish(folder)
    assert "000001.duckdb" in (again.repaired or "")
    assert damage(again.path) is None
    assert query(folder, "select count(*) as n from fact_event")["n"].to_list() == [1]
    assert not publish(folder).is_new


@pytest.mark.parametrize("harm", [empty, spoil_header, truncate, flip], ids=lambda harm: harm.__name__)
def test_question_to_a_damaged_version_is_answered_with_what_to_do(
    folder: DataFolder, harm: Callable[[Path], None]
) -> None:
    harm(linked(folder))
    with pytest.raises(WarehouseUnusable, match=r"is damaged: .*`dateline build` publishes it anew"):
        query(folder, "select * from fact_event cross join dim_article cross join fact_mention")


@pytest.mark.parametrize(
    "harm", [empty, spoil_header, truncate, flip, write_into, add_table, leave_a_wal], ids=lambda harm: harm.__name__
)
def test_news_beside_a_harmed_version_is_published_whole(folder: DataFolder, harm: Callable[[Path], None]) -> None:
    harm(linked(folder))
    change(folder)
    assert publish(folder).number == 2
    assert damage(linked(folder)) is None
    assert query(folder, "select count(*) as n from fact_event")["n"].to_list() == [1]


def test_version_made_from_the_one_before_says_what_a_whole_copy_says(folder: DataFolder) -> None:
    quality = "select * from coder_quality order by all"
    for statement in (
        "insert into marts.coder_quality select 'c', 'Mentions', n::varchar, 1, 1 from range(5) as t (n)",
        "update marts.coder_quality set row_count = 2 where reason = '3'",
        "delete from marts.coder_quality where reason in ('1', '2')",
        "delete from marts.coder_quality",
    ):
        change(folder, statement)
        assert publish(folder).why == "there is news"
        found = query(folder, quality)
        with connect(folder.build_file, read_only=True) as connection:
            assert connection.sql(quality.replace("from ", "from marts.")).pl().equals(found)


def test_night_is_published_from_the_version_before_and_the_rows_that_changed(folder: DataFolder) -> None:
    change(folder)
    with connect(folder.build_file) as connection:
        connection.execute("delete from facts.fact_event")
    assert publish(folder).why == "there is news"
    assert query(folder, "select (select count(*) from fact_event), (select count(*) from coder_quality)").row(0) == (
        1,
        1,
    )
    assert damage(linked(folder)) is None


def test_changed_rows_that_do_not_give_the_digest_are_not_published(folder: DataFolder) -> None:
    change(folder)
    with connect(folder.build_file) as connection:
        connection.execute("update marts.coder_quality set row_count = row_count + 1")
    with pytest.raises(PublishFailed, match=r"marts\.coder_quality changed"):
        publish(folder)
    assert linked(folder).name == "000001.duckdb"


def test_version_without_a_sum_or_of_an_earlier_build_is_not_gone_on_with(folder: DataFolder) -> None:
    for spoil in (lambda: sum_of(linked(folder)).unlink(), lambda: change(folder)):
        change(folder)
        spoil()
        assert publish(folder).why == "there is news"
        assert damage(linked(folder)) is None
    assert query(folder, "select count(*) from coder_quality").item() == 3


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_sum_beside_a_version_proves_its_bytes(folder: DataFolder) -> None:
    command = ["sha256sum", "--check", sum_of(linked(folder)).name]
    assert subprocess.run(command, cwd=folder.versions, check=False, capture_output=True).returncode == 0
    write_into(linked(folder))
    assert subprocess.run(command, cwd=folder.versions, check=False, capture_output=True).returncode == 1


def sum_of(version: Path) -> Path:
    return version.with_name(f"{version.name}.sha256")


def test_version_that_a_client_writes_to_is_named_and_the_next_one_is_free(folder: DataFolder) -> None:
    linked(folder).chmod(0o600)
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.readline()"
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(folder.warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(WarehouseUnusable, match="open for writing in another program"):
            query(folder, "select 1")
        assert publish(folder).number == 2
        assert query(folder, "select count(*) as n from fact_event")["n"].to_list() == [1]
        holder.communicate("\n")


@pytest.mark.skipif(shutil.which("setpriv") is None and os.geteuid() == 0, reason="root may write to any file")
def test_published_file_cannot_be_opened_for_writing_by_mistake(folder: DataFolder) -> None:
    unprivileged = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    script = "import duckdb, sys; duckdb.connect(sys.argv[1])"
    done = subprocess.run(
        [*unprivileged, sys.executable, "-c", script, str(folder.warehouse)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Permission denied" in done.stderr, done.stderr


def test_folder_without_a_build_file_says_so(folder: DataFolder) -> None:
    folder.build_file.unlink()
    with pytest.raises(PublishFailed, match="nothing is built yet"):
        publish(folder)


def test_lost_link_is_set_again(folder: DataFolder) -> None:
    folder.warehouse.unlink()
    with pytest.raises(NoWarehouse, match="dateline run"):
        query(folder, "select 1")
    assert publish(folder).why == "nothing was published"


def test_version_of_another_duckdb_is_written_again(folder: DataFolder) -> None:
    path = linked(folder)
    path.chmod(0o600)
    connection = duckdb.connect(str(path))
    connection.execute("update journal.publication set duckdb_version = '1.0.0'")
    connection.close()
    assert publish(folder).repaired == "000001.duckdb was written with DuckDB 1.0.0"
    assert not publish(folder).is_new


def test_wal_that_outlived_its_version_reaches_no_later_one(folder: DataFolder) -> None:
    leave_a_wal(linked(folder))
    linked(folder).unlink()
    folder.warehouse.unlink()
    assert publish(folder).number == 1
    assert query(folder, "select count(*) as n from fact_event")["n"].to_list() == [1]
    assert sorted(path.name for path in folder.versions.iterdir()) == ["000001.duckdb", "000001.duckdb.sha256"]


def test_leftovers_of_a_killed_publish_are_swept(folder: DataFolder) -> None:
    left = [folder.versions / ".new-1.duckdb", folder.versions / ".new-1.duckdb.wal", folder.path / ".new-link-1"]
    for path in left:
        path.write_bytes(b"half")
    publish(folder)
    assert [path for path in left if path.exists()] == []


def put_a_file(link: Path) -> None:
    link.unlink()
    link.write_bytes(b"mine")


def put_a_folder(link: Path) -> None:
    link.unlink()
    link.mkdir()


@pytest.mark.parametrize(("put", "kind"), [(put_a_file, "file"), (put_a_folder, "folder")])
def test_what_stands_in_place_of_the_link_is_kept_aside(
    folder: DataFolder, put: Callable[[Path], None], kind: str
) -> None:
    for number in (1, 2):
        put(folder.warehouse)
        with pytest.raises(NoWarehouse, match=f"is a {kind} and not the link"):
            query(folder, "select 1")
        aside = folder.path / f"warehouse-set-aside-{number}.duckdb"
        assert aside.name in (publish(folder).repaired or "")
        assert query(folder, "select count(*) as n from fact_event")["n"].to_list() == [1]
        assert aside.is_dir() if kind == "folder" else aside.read_bytes() == b"mine"


@pytest.mark.parametrize("target", ["versions/000001.duckdb", "warehouse.duckdb", "../elsewhere.duckdb"])
def test_link_that_leads_to_no_version_is_named_and_set_anew(folder: DataFolder, target: str) -> None:
    linked(folder).unlink()
    folder.warehouse.unlink()
    folder.warehouse.symlink_to(target)
    with pytest.raises(NoWarehouse, match=f"leads to '{target}', where no published version is"):
        query(folder, "select 1")
    assert publish(folder).repaired == f"warehouse.duckdb led to {target}, which is no version"
    assert query(folder, "select count(*) as n from fact_event")["n"].to_list() == [1]


def test_number_of_a_lost_version_is_not_given_again(folder: DataFolder) -> None:
    """A client may have it open still, and a connection of the same process would be given that one."""
    with duckdb.connect(str(folder.warehouse), read_only=True) as held:
        linked(folder).unlink()
        assert publish(folder).number == 2
        assert held.sql("select version_number from journal.publication").fetchall() == [(1,)]
        with duckdb.connect(str(folder.warehouse), read_only=True) as new:
            assert new.sql("select version_number from journal.publication").fetchall() == [(2,)]


def test_no_room_leaves_the_version_before(folder: DataFolder) -> None:
    change(folder)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(PublishFailed, match=r"published before stays at .*warehouse\.duckdb"):
            publish(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert linked(folder).name == "000001.duckdb"
    assert sorted(path.name for path in folder.versions.iterdir()) == ["000001.duckdb", "000001.duckdb.sha256"]
    assert publish(folder).number == 2


@pytest.mark.parametrize(
    "sql",
    [
        "create table x as select 1",
        "delete from facts.fact_event",
        "copy facts.fact_event to 'x.csv'",
        "from read_csv('/etc/hostname')",
        "select * from no_such_table",
        "selec 1",
    ],
)
def test_query_only_reads_the_warehouse(folder: DataFolder, sql: str) -> None:
    with pytest.raises(QueryFailed):
        query(folder, sql)
