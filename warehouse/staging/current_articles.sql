-- The newest version of each article that its publisher has not withdrawn and whose newest record is no rejection.
-- grain: one row per article
-- key: article_id
-- not null: article_position, source_id, title, text
-- changes with: article_id
--
-- article_id: the article
-- article_position: position in the journal of this version
-- source_id: the source that it came from
-- title: headline
-- text: body
-- published_date: calendar day that the publisher states
-- recorded_at: when this version was stored
with newest as (
    select
        article_id,
        max(position) as position,
    from staging.article_states
    group by article_id
)

select
    version.article_id,
    version.position as article_position,
    version.source_id,
    version.title,
    version.text,
    version.published_date,
    version.recorded_at,
from staging.article_versions as version
inner join newest on version.position = newest.position
order by version.article_id
