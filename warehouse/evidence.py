"""Whether every published fact has its evidence: the words that it names, where it says that they stand.

What a fact says of the words is not judged here, and the chain of the journal is proved in `journal/verification.py`.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.connection import DatabaseBusy, DatabaseUnreadable, attach, connect
from warehouse.folder import DataFolder
from warehouse.journal.folder import SegmentFolder
from warehouse.journal.reading import scan
from warehouse.versions import current_version, version_number

MENTIONS = "facts.fact_mention_version"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found in one published version; null `version`: none is published.

    `rows` counts the rows looked at of each table of facts; `unproved` has a row for each that lacks its evidence:
    table, mention, positions in the journal, and what does not hold. `problem` says why the version could not be read.
    """

    version: int | None = None
    rows: Mapping[str, int] | None = None
    unproved: tuple[dict[str, Any], ...] = ()
    problem: str | None = None

    @property
    def is_found(self) -> bool:
        """Whether nothing lacks its evidence."""
        return not self.unproved and self.problem is None


def find_evidence(folder: DataFolder) -> Evidence:
    """Looks up every row of every table of facts in the journal's articles and codings; the journal must be whole."""
    published = current_version(folder)
    if published is None:
        return Evidence()
    number = version_number(published)
    try:
        with closing(connect()) as connection:
            attach(connection, published, "db", "read_only")
            rows, unproved = _look_up(connection, folder.journal)
    except (DatabaseBusy, DatabaseUnreadable, OSError, duckdb.Error) as error:
        return Evidence(number, problem=str(error).splitlines()[0])
    return Evidence(number, rows, tuple(unproved.to_dicts()))


def _look_up(connection: duckdb.DuckDBPyConnection, journal: Path) -> tuple[dict[str, int], pl.DataFrame]:
    connection.execute(_FINDINGS)
    for records in scan(SegmentFolder(journal), ("article_fetched", "article_coded")):
        between = {"first": records["position"].min(), "last": records["position"].max()}
        connection.register("records", records)
        for statement in (_WORDS, _CODINGS):
            connection.execute(statement, between)
        connection.unregister("records")
    connection.execute(_PROVED)
    facts = [str(table) for (table,) in connection.sql(_FACTS).fetchall()]
    counted = {f"facts.{table}": _count(connection, f"db.facts.{table}") for table in facts}
    resting = " union all ".join(_RESTING.format(table=table) for table in facts if f"facts.{table}" != MENTIONS)
    unproved: pl.DataFrame = connection.sql(f"{_UNPROVED} union all {resting} order by all").pl()
    return counted, unproved


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    ((rows,),) = connection.sql(f"select count(*) from {table}").fetchall()
    return int(rows)


_FINDINGS = """
create temp table words (mention_id varchar, system_from timestamptz, problem varchar);
create temp table held (mention_id varchar, journal_position bigint);
"""

_PARTIES = " or ".join(
    f'len(list_filter(mention.{column}, lambda p: substr(passage, p.start + 1, p."end" - p.start) != p.text)) > 0'
    for column in ("actors", "recipients", "attributed_to")
)

_WORDS = f"""
insert into words
with articles as (
    select
        position,
        substr(stream, 9) as article_id,
        from_json(payload, '{{"article": {{"title": "VARCHAR", "text": "VARCHAR"}}}}').article as article,
    from records
    where kind = 'article_fetched'
),

mention as (
    select *
    from db.{MENTIONS}
    where article_position between $first and $last
),

placed as (
    select
        mention,
        articles.article_id as found_id,
        case mention.field when 'title' then article.title when 'text' then article.text end as passage,
    from mention
    inner join articles on mention.article_position = articles.position
)

select
    mention.mention_id,
    mention.system_from,
    case
        when found_id != mention.article_id
            then 'the record of its article is of another one'
        when substr(passage, mention.sentence_start + 1, mention.sentence_end - mention.sentence_start)
            is distinct from mention.sentence_text
            then 'its sentence does not stand in the article as recorded'
        when substr(passage, mention.trigger_start + 1, mention.trigger_end - mention.trigger_start)
            is distinct from mention.trigger_text
            then 'its trigger does not stand in the article as recorded'
        when {_PARTIES}
            then 'the words for a party do not stand in the article as recorded'
    end,
from placed
"""

_CODINGS = f"""
insert into held
with coded as (
    select
        position,
        unnest(from_json(payload, '{{"mentions": [{{"mention_id": "VARCHAR"}}]}}').mentions).mention_id as mention_id,
    from records
    where kind = 'article_coded'
)

select distinct coded.mention_id, coded.position
from coded
semi join (
    select mention_id, journal_position
    from db.{MENTIONS}
    where journal_position between $first and $last
) as mention
    on coded.mention_id = mention.mention_id and coded.position = mention.journal_position
"""

_PROVED = f"""
create temp table found as
select
    mention.mention_id,
    mention.journal_position,
    mention.article_position,
    mention.sentence_text,
    case
        when words.mention_id is null then 'the journal holds no article at the position that it names'
        when words.problem is not null then words.problem
        when held.mention_id is null then 'the journal holds no coding with it at the position that it names'
    end as problem,
from db.{MENTIONS} as mention
left join words on mention.mention_id = words.mention_id and mention.system_from = words.system_from
left join held on mention.mention_id = held.mention_id and mention.journal_position = held.journal_position
"""

_FACTS = """
select table_name
from duckdb_columns()
where database_name = 'db' and schema_name = 'facts'
group by table_name
having count_if(column_name in ('mention_id', 'journal_position', 'sentence_text')) = 3
order by table_name
"""

_UNPROVED = f"""
select '{MENTIONS}' as table_name, mention_id, journal_position, article_position, problem
from found
where problem is not null
"""

_RESTING = """
select 'facts.{table}', mention_id, journal_position, null, 'it rests on no mention with its evidence'
from db.facts.{table}
anti join (select mention_id, journal_position, sentence_text from found where problem is null) as proved
    using (mention_id, journal_position, sentence_text)
"""
