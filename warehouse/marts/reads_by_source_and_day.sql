-- How often each source was read on a day, and what it brought.
-- grain: one row per source and day
-- key: source_id, read_date
-- references: source_id -> dimensions.dim_source(source_id)
-- not null: read_batch_count, document_count, new_count, rejected_count
--
-- source_id: the source
-- read_date: day in UTC
-- read_batch_count: batches that were read
-- document_count: documents in them, those found unchanged included
-- new_count: articles new or changed
-- rejected_count: documents that gave no article, newly found so
-- last_read_at: when it was last read on that day
select
    source_id,
    read_at::date as read_date,
    count(*) as read_batch_count,
    sum(read_count)::bigint as document_count,
    sum(new_count)::bigint as new_count,
    sum(rejected_count)::bigint as rejected_count,
    max(read_at) as last_read_at,
from journal.source_reads
group by source_id, read_date
order by source_id, read_date
