-- Sources that articles come from: those that are configured, and any that the journal names.
-- grain: one row per source
-- key: source_id
--
-- source_id: id of the source
-- source_name: its name
-- publisher: who publishes it; null = a source of many publishers (see dim_article.publisher)
-- kind: how it is read, such as folder, jsonl or feed
-- url: where it is read from
-- language: ISO 639-1 code of its articles, where the source has one
-- country_code: ISO 3166 alpha-3 code of the publisher's country
-- is_agency: whether its publisher is a news agency; null = not known
-- last_read_at: when it was last read
with seen as (
    select source_id,
    from staging.ref_sources
    union
    select source_id,
    from staging.article_versions
    union
    select source_id,
    from journal.rejected_articles
    union
    select source_id,
    from journal.source_reads
),

described as (
    select
        source_id,
        any_value(name order by name) as source_name,
        any_value(language order by language) as language,
        any_value(kind order by kind) as kind,
        any_value(url order by url) as url,
        any_value(country_code order by country_code) as country_code,
        bool_or(is_agency) as is_agency,
    from staging.ref_sources
    group by source_id
),

agencies as (
    select distinct lower(unnest(string_split(concat_ws('|', name, forms), '|'))) as agency_name,
    from staging.ref_agencies
),

reads as (
    select
        source_id,
        max(read_at) as last_read_at,
    from journal.source_reads
    group by source_id
)

select
    seen.source_id,
    coalesce(described.source_name, seen.source_id) as source_name,
    described.source_name as publisher,
    described.kind,
    described.url,
    described.language,
    described.country_code,
    case
        when described.is_agency is not null then described.is_agency
        when described.source_name is not null then agencies.agency_name is not null
    end as is_agency,
    reads.last_read_at,
from seen
left join described on seen.source_id = described.source_id
left join agencies on lower(described.source_name) = agencies.agency_name
left join reads on seen.source_id = reads.source_id
where seen.source_id is not null
order by seen.source_id
