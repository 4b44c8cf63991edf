-- The newest version of each article that its publisher has not withdrawn and whose newest record is no rejection.
-- grain: one row per article
-- key: article_id
-- not null: article_position
-- changes with: article_id
--
-- article_id: the article
-- article_position: position in the journal of this version
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
from staging.article_versions as version
inner join newest on version.position = newest.position
order by version.position
