"""Health: what in the published warehouse deserves a person's look; nothing wrong enough to hold a build back."""

from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from pipelines.config import Settings
from warehouse.folder import DataFolder
from warehouse.query import query


@dataclass(frozen=True, slots=True)
class Watch:
    """Something that is looked at after each build. The rows that `sql` gives are those that deserve a look."""

    name: str
    of: str
    promise: str
    sql: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a watch saw; `rows` is empty where all is well."""

    watch: Watch
    rows: pl.DataFrame

    @property
    def is_well(self) -> bool:
        """Whether nothing deserves a look."""
        return self.rows.is_empty()


def _steady(per: str, of: str, name: str) -> str:
    """Days whose ratio of two counts is far from that of the thirty before; few or small days tell nothing."""
    return f"""
        with days as (
            select *, {per} / {of} as ratio
            from coding_by_day
            where article_count >= 20 and {of} > 0
        ),
        judged as (
            select
                *,
                row_number() over (order by coded_date desc, coder_version desc) as age,
                avg(ratio) over before as mean,
                coalesce(stddev_pop(ratio) over before, 0) as deviation,
                count(*) over before as days_before
            from days
            window before as (order by coded_date, coder_version rows between 30 preceding and 1 preceding)
        )
        select
            coded_date, coder_version, article_count, round(ratio, 3) as {name}, round(mean, 3) as usual, days_before
        from judged
        where age = 1 and days_before >= 5 and abs(ratio - mean) > greatest(3 * deviation, 0.2 * mean)"""


WATCHES = (
    Watch(
        "sources_are_heard",
        "articles",
        "Every source has brought something new within twice its longest silence so far.",
        """
        with news as (
            select source_id, read_date, read_date - lag(read_date) over (
                partition by source_id order by read_date
            ) as days_between
            from reads_by_source_and_day
            where new_count > 0
            qualify row_number() over (partition by source_id order by read_date desc) <= 30
        ),
        sources as (
            select
                source_id, max(read_date) as last_new_date, max(days_between) as longest_silence_days,
                count(*) as days_with_news, date '{0:%Y-%m-%d}' - max(read_date) as silent_days
            from news
            group by source_id
        )
        select *
        from sources
        where days_with_news >= 4 and silent_days > greatest(2 * longest_silence_days, 2)
        order by source_id""",
    ),
    Watch(
        "documents_are_usable",
        "articles",
        "At most a fifth of what a source brought on its last day with news had to be set aside.",
        """
        with days as (
            select source_id, read_date, new_count, rejected_count
            from reads_by_source_and_day
            where new_count + rejected_count >= 10
            qualify row_number() over (partition by source_id order by read_date desc) = 1
        )
        select
            days.*,
            (
                select string_agg(reason || ' ' || times, ', ' order by times desc, reason)
                from (
                    select rejected.reason, count(*) as times
                    from rejected_articles as rejected
                    where rejected.source_id = days.source_id and rejected.recorded_at::date = days.read_date
                    group by rejected.reason
                )
            ) as reasons
        from days
        where rejected_count > 0.2 * (new_count + rejected_count)
        order by source_id""",
    ),
    Watch(
        "times_are_plausible",
        "articles",
        "No article of the last thirty days was published after it was seen, as a wrong time zone would have it.",
        """
        select source_id, count(*) as article_count,
            max(date_diff('minute', observed_at, published_at)) as most_minutes_ahead, min(url) as example
        from dim_article
        where recorded_at >= timestamptz '{0:%Y-%m-%d %H:%M:%S}+00' - interval 30 day
            and published_at > observed_at + interval 15 minute
        group by source_id
        order by source_id""",
    ),
    Watch(
        "coder_is_steady",
        "codings",
        "The coder finds about as many events in an article as on the thirty days of coding before.",
        _steady("mention_count", "article_count", "mentions_per_article"),
    ),
    Watch(
        "events_have_places",
        "codings",
        "The gazetteer places about as many mentions as on the thirty days of coding before.",
        _steady("located_mention_count", "mention_count", "share_with_a_place"),
    ),
)


def findings(settings: Settings, now: datetime | None = None) -> list[Finding]:
    """What each watch sees in the published warehouse; raises `NoWarehouse` before the first build."""
    folder, moment = DataFolder(settings.data_folder), (now or datetime.now(UTC)).astimezone(UTC)
    return [Finding(watch, query(folder, watch.sql.format(moment))) for watch in WATCHES]
