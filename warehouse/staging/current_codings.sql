-- The newest coding of each current article's newest version, by the active coder (by any, where none is named).
-- Another coder's codings stay in the journal and are not shown: no event is counted twice.
-- grain: one row per coded current article
-- key: article_id
-- not null: position, article_position, coder_version, journal_part
-- changes with: article_id
--
-- article_id: the article
-- position: position in the journal of the coding
-- article_position: position in the journal of the version that was coded
-- coder_version: the coder's name, version and digest of its reference data
-- journal_part: number of the part of the journal that the coding stands in, each of 65,536 records
with newest as (
    select
        coding.article_position,
        max(coding.position) as position,
    from staging.codings as coding
    left join staging.ref_active_coder as active on true
    where active.coder is null or active.coder = split_part(coding.coder_version, ' ', 1)
    group by coding.article_position
)

select
    article.article_id,
    coding.position,
    coding.article_position,
    coding.coder_version,
    coding.position // 65536 as journal_part,
from staging.current_articles as article
inner join newest on article.article_position = newest.article_position
inner join staging.codings as coding on newest.position = coding.position
order by coding.position
