-- Who takes part in an event, and in which role. Someone whom the dictionary does not know is kept as written.
-- grain: one row per event, role and actor
-- key: event_id, role, actor_key
-- references: event_id -> facts.fact_event(event_id)
-- references: actor_id -> dimensions.dim_actor(actor_id)
-- references: actor_version_id -> dimensions.dim_actor(actor_version_id)
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: article_id -> dimensions.dim_article(article_id)
-- not null: actor_text, mention_id, article_id, sentence_text, journal_position, mention_count
-- check: role is of the closed list: role in ('actor', 'recipient', 'victim', 'speaker')
-- changes with: event_id
--
-- event_id: the event
-- role: actor (did it), recipient (it was done to), victim (the one recipient of an assault that killed or injured)
--   or speaker (says so)
-- actor_key: the actor's id, or the words in lower case where it has none
-- actor_id: stable id of the actor; null = not in the dictionary
-- actor_version_id: the role that the actor had on the first day of the event; null = not in the dictionary
-- mention_id: the surest mention that says so
-- article_id: the article of that mention
-- actor_text: the words for the actor in that mention
-- country_code: ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- sector: PLOVER sector
-- field: what the offsets index: title or text
-- sentence_text: the sentence of that mention
-- sentence_start: start of the sentence in the field
-- sentence_end: end of the sentence, exclusive
-- actor_start: start of the words in the field
-- actor_end: end of the words, exclusive
-- journal_position: position in the journal of the coding that holds the mention
-- mention_count: mentions of the event that have this actor in this role
with mentions as (
    select *,
    from facts.fact_mention
    where event_id is not null
),

parts as (
    select
        mention_id,
        'actor' as role,
        unnest(actors) as part,
    from mentions
    union all
    select
        mention_id,
        'recipient' as role,
        unnest(recipients) as part,
    from mentions
    union all
    select
        mention_id,
        'victim' as role,
        unnest(recipients) as part,
    from mentions
    where
        event_type = 'ASSAULT'
        and modality in ('actual', 'historical')
        and length(recipients) = 1
        and (fatalities_best > 0 or injured > 0)
),

speakers as (
    select
        mention_id,
        unnest(attributed_to) as part,
    from mentions
),

named as (
    select
        mention_id,
        role,
        part.actor_id,
        part.text as actor_text,
        part.country as country_code,
        part.sector,
        part.start as actor_start,
        part."end" as actor_end,
    from parts
    union all
    select
        mention_id,
        'speaker' as role,
        part.actor_id,
        part.text as actor_text,
        null as country_code,
        null as sector,
        part.start as actor_start,
        part."end" as actor_end,
    from speakers
),

keyed as (
    select
        mentions.event_id,
        named.role,
        coalesce(named.actor_id, lower(named.actor_text)) as actor_key,
        named.actor_id,
        named.mention_id,
        mentions.article_id,
        named.actor_text,
        named.country_code,
        named.sector,
        mentions.field,
        mentions.sentence_text,
        mentions.sentence_start,
        mentions.sentence_end,
        named.actor_start,
        named.actor_end,
        mentions.journal_position,
        mentions.confidence,
    from named
    inner join mentions on named.mention_id = mentions.mention_id
),

counted as (
    select
        *,
        count(distinct mention_id) over (partition by event_id, role, actor_key) as mention_count,
        row_number() over (
            partition by event_id, role, actor_key
            order by
                actor_id is null asc,
                confidence desc,
                journal_position asc,
                mention_id asc,
                actor_start asc,
                actor_end asc
        ) as evidence_rank,
    from keyed
),

evidence as (
    select
        counted.*,
        coalesce(event.date_start, date '9999-12-31') as role_date,
    from counted
    inner join facts.fact_event as event on counted.event_id = event.event_id
    where counted.evidence_rank = 1
)

select
    evidence.event_id,
    evidence.role,
    evidence.actor_key,
    evidence.actor_id,
    actor.actor_version_id,
    evidence.mention_id,
    evidence.article_id,
    evidence.actor_text,
    coalesce(actor.country_code, evidence.country_code) as country_code,
    coalesce(actor.sector, evidence.sector) as sector,
    evidence.field,
    evidence.sentence_text,
    evidence.sentence_start,
    evidence.sentence_end,
    evidence.actor_start,
    evidence.actor_end,
    evidence.journal_position,
    evidence.mention_count,
from evidence
asof left join dimensions.dim_actor as actor
    on
        evidence.actor_id = actor.actor_id
        and evidence.role_date >= coalesce(actor.role_from, date '0001-01-01')
order by evidence.event_id, evidence.role, evidence.actor_key
