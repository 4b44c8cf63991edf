"""Which article repeats which, as it holds at a position of the journal: asked of the rules some thousands at a time.

An article's origin depends on earlier articles only, so each part is found with those before it known.
"""

from collections.abc import Iterator

import duckdb
import polars as pl

from schemas.frames import ArticleOrigins
from warehouse import replay_sql as sql
from warehouse.checks import SAMPLE_ROWS, CheckResult
from warehouse.contract_checks import check_frame
from warehouse.rule_tables import RuleTables
from warehouse.rules import Frame, Origins
from warehouse.temporary import land, make

ORIGINS = "staging.article_origins"
POSITIONS_AT_ONCE = 50_000
"""Positions of the journal whose articles' texts are held in memory together."""

_COLUMNS = "article_id, origin_id, similarity, relation"


def find_new(
    connection: duckdb.DuckDBPyConnection, tables: RuleTables, origins: Origins, after: int, until: int
) -> Iterator[CheckResult]:
    """Origins of the articles between two positions, where nothing else is told of articles; `moved` are these."""
    make(connection, "asked_articles", sql.NEW_ARTICLES, {"after": after, "position": until})
    yield from _find(connection, tables, origins, after, until)
    make(connection, "moved", "select article_id from asked_articles")


def find_anew(
    connection: duckdb.DuckDBPyConnection, tables: RuleTables, origins: Origins, until: int
) -> Iterator[CheckResult]:
    """Origins of all articles that are current at a position; `moved` are those with another one than before."""
    tables.empty(origins.schemas)
    make(connection, "origins_before", f"from {ORIGINS}")
    connection.execute(f"delete from {ORIGINS}")
    make(connection, "asked_articles", sql.ARTICLES, {"position": until})
    yield from _find(connection, tables, origins, 0, until)
    make(connection, "moved", f"select distinct article_id from (from {ORIGINS} except from origins_before)")


def _find(
    connection: duckdb.DuckDBPyConnection, tables: RuleTables, origins: Origins, after: int, until: int
) -> Iterator[CheckResult]:
    def earlier(positions: Frame) -> Frame:
        land(connection, "asked", positions)
        asked = {"least": positions["position"].min(), "position": until}
        found: Frame = connection.sql(sql.EARLIER_ARTICLES, params=asked).pl()
        return found

    for begin in range(after, until, POSITIONS_AT_ONCE):
        part = {"after": begin, "position": min(begin + POSITIONS_AT_ONCE, until)}
        articles = connection.sql(sql.ASKED_ARTICLES, params=part).pl()
        if articles.height:
            found = origins.find(tables, articles, earlier)
            land(connection, "origins", found)
            connection.execute(f"insert into {ORIGINS} select {_COLUMNS} from origins order by article_id")
            yield check_frame(ORIGINS, ArticleOrigins, found)
            yield _every_article(connection, found, articles)


def _every_article(connection: duckdb.DuckDBPyConnection, origins: Frame, articles: Frame) -> CheckResult:
    missing = articles.select("article_id").join(origins, on="article_id", how="anti")
    ids = connection.sql(sql.UNKNOWN_ORIGINS).pl()
    broken = pl.concat([missing, ids])
    name = "every current article has an origin that is one of them"
    sample = tuple(broken.head(SAMPLE_ROWS).to_dicts())
    return CheckResult(ORIGINS, name, broken.is_empty(), broken.height, sample)
