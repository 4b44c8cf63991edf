-- Articles ever fetched, each as its newest version has it.
-- grain: one row per article
-- key: article_id
-- references: source_id -> dimensions.dim_source(source_id)
-- references: origin_id -> dimensions.dim_article(article_id)
-- references: published_date -> dimensions.dim_date(calendar_date)
-- not null: source_id, title, status, journal_position, version_count
-- check: status is of the closed list: status in ('current', 'withdrawn', 'rejected')
-- changes with: article_id
--
-- article_id: stable id, a hash of the source and the source's own id for the article
-- source_id: the source that it came from
-- origin_id: the earliest article whose report it repeats, itself where it repeats none; null = not current
-- guid: the source's own id for it
-- title: headline
-- byline: byline as printed
-- publisher: who published it
-- agencies: news agencies credited
-- section: section of the publication
-- url: its address
-- language: ISO 639-1 code
-- dateline_place: place of a wire opening
-- origin: where the document was read from
-- status: current, withdrawn by its publisher, or rejected at its last reading
-- coder_version: coder that made its current mentions; null = not coded
-- journal_position: position in the journal of the newest version
-- version_count: versions in the journal
-- text_length: characters of the body
-- published_date: calendar day that the publisher states
-- published_at: instant that the publisher states; null where only a day is stated
-- observed_at: when the newest version was seen
-- recorded_at: when the newest version was stored
-- first_recorded_at: when the first version was stored
with versions as (
    select
        article_id,
        max(position) as position,
        count(*) as version_count,
        min(recorded_at) as first_recorded_at,
    from staging.article_versions
    group by article_id
),

states as (
    select
        article_id,
        arg_max(state, position) as status,
    from staging.article_states
    group by article_id
)

select
    version.article_id,
    version.source_id,
    origin.origin_id,
    version.guid,
    version.title,
    version.byline,
    version.publisher,
    version.agencies,
    version.section,
    version.url,
    version.language,
    version.dateline_place,
    version.origin,
    states.status,
    coding.coder_version,
    version.position as journal_position,
    versions.version_count,
    length(version.text) as text_length,
    version.published_date,
    version.published_at,
    version.observed_at,
    version.recorded_at,
    versions.first_recorded_at,
from staging.article_versions as version
inner join versions on version.position = versions.position
inner join states on version.article_id = states.article_id
left join staging.current_codings as coding on version.article_id = coding.article_id
left join staging.article_origins as origin on version.article_id = origin.article_id
order by version.position
