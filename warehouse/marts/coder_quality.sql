-- Rows of current codings that broke their contract and were set aside, by reason.
-- grain: one row per coder version, frame and reason
-- key: coder_version, frame, reason
-- not null: row_count, article_count
--
-- coder_version: the coder's name, version and digest of its reference data
-- frame: the contract that was broken
-- reason: the rules that were broken
-- row_count: rows set aside
-- article_count: articles that they come from
select
    coding.coder_version,
    aside.frame,
    aside.reason,
    count(*) as row_count,
    count(distinct aside.article_id) as article_count,
from staging.rows_set_aside as aside
inner join staging.current_codings as coding on aside.position = coding.position
group by coding.coder_version, aside.frame, aside.reason
order by coding.coder_version, aside.frame, aside.reason
