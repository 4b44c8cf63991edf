-- Who takes part in an event, and in which role. Someone whom the dictionary does not know is kept as written.
-- grain: one row per event, role and actor
-- key: event_id, role, actor_key
-- references: event_id -> facts.fact_event(event_id)
-- references: actor_id -> dimensions.dim_actor(actor_id)
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: article_id -> dimensions.dim_article(article_id)
-- not null: actor_text, mention_id, article_id, sentence_text, journal_position, mention_count
-- check: role is of the closed list: role in ('actor', 'recipient', 'speaker')
--
-- event_id: the event
-- role: actor (did it), recipient (it was done to) or speaker (says so)
-- actor_key: the actor's id, or the words in lower case where it has none
-- actor_id: stable id of the actor; null = not in the dictionary
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
        coalesce(actor.country_code, named.country_code) as country_code,
        coalesce(actor.sector, named.sector) as sector,
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
    left join dimensions.dim_actor as actor on named.actor_id = actor.actor_id
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
)

select
    event_id,
    role,
    actor_key,
    actor_id,
    mention_id,
    article_id,
    actor_text,
    country_code,
    sector,
    field,
    sentence_text,
    sentence_start,
    sentence_end,
    actor_start,
    actor_end,
    journal_position,
    mention_count,
from counted
where evidence_rank = 1
order by event_id, role, actor_key
