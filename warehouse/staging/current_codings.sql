-- The newest coding of each current article's newest version.
-- grain: one row per coded current article
-- key: article_id
-- not null: position, article_position, coder_version
--
-- article_id: the article
-- position: position in the journal of the coding
-- article_position: position in the journal of the version that was coded
-- coder_version: the coder's name, version and digest of its reference data
with newest as (
    select
        article_position,
        max(position) as position,
    from staging.codings
    group by article_position
)

select
    article.article_id,
    coding.position,
    coding.article_position,
    coding.coder_version,
from staging.current_articles as article
inner join newest on article.article_position = newest.article_position
inner join staging.codings as coding on newest.position = coding.position
order by article.article_id
