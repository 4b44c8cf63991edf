-- What each coder version made of the articles that it coded on a day: how much it found, and where it knows a place.
-- grain: one row per day and coder version
-- key: coded_date, coder_version
-- not null: article_count, mention_count, located_mention_count, set_aside_count
-- check: no more located mentions than mentions: located_mention_count <= mention_count
--
-- coded_date: day in UTC on which the codings were stored
-- coder_version: the coder's name, version and digest of its reference data
-- article_count: codings of articles, also of versions that have been replaced since
-- mention_count: mentions of events in them
-- located_mention_count: mentions with a place
-- set_aside_count: rows that broke their contract
with mentions as (
    select
        position,
        count(*) as mention_count,
        count(place_id) as located_mention_count,
    from staging.mentions
    group by position
),

set_aside as (
    select
        position,
        count(*) as set_aside_count,
    from staging.rows_set_aside
    where frame <> 'Articles'
    group by position
)

select
    coding.recorded_at::date as coded_date,
    coding.coder_version,
    count(*) as article_count,
    coalesce(sum(mentions.mention_count), 0)::bigint as mention_count,
    coalesce(sum(mentions.located_mention_count), 0)::bigint as located_mention_count,
    coalesce(sum(set_aside.set_aside_count), 0)::bigint as set_aside_count,
from staging.codings as coding
left join mentions on coding.position = mentions.position
left join set_aside on coding.position = set_aside.position
group by coded_date, coding.coder_version
order by coded_date, coding.coder_version
