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
        *,
        'actor' as role,
        unnest(actors) as part,
    from mentions
    union all
    select
        *,
        'recipient' as role,
        unnest(recipients) as part,
    from mentions
    union all
    select
        *,
        'victim' as role,
        unnest(recipients) as part,
    from mentions
    where
        event_type = 'ASSAULT'
        and modality in ('actual', 'historical')
        and length(recipients) = 1
        and (fatalities_best > 0 or injured > 0)
    union all
    select
        *,
        'speaker' as role,
        unnest([
            struct_pack(
                actor_id := speaker.actor_id,
                text := speaker.text,
                country := null,
                sector := null,
                start := speaker.start,
                "end" := speaker."end"
            )
            for speaker in attributed_to
        ]) as part,
    from mentions
),

keyed as (
    select
        event_id,
        role,
        coalesce(part.actor_id, lower(part.text)) as actor_key,
        part.actor_id,
        part.text as actor_text,
        part.country as country_code,
        part.sector,
        part.start as actor_start,
        part."end" as actor_end,
        mention_id,
        journal_position,
        confidence,
        part.start not between sentence_start and sentence_end as is_of_other_sentence,
    from parts
),

surest as (
    select
        event_id,
        role,
        actor_key,
        arg_min(
            struct_pack(
                mention_id, actor_id, actor_text, country_code, sector, actor_start, actor_end, journal_position
            ),
            (
                actor_id is null,
                is_of_other_sentence,
                -confidence,
                journal_position,
                mention_id,
                actor_start,
                actor_end
            )
        ) as said,
        count(distinct mention_id) as mention_count,
    from keyed
    group by event_id, role, actor_key
),

evidence as (
    select
        surest.event_id,
        surest.role,
        surest.actor_key,
        surest.said,
        surest.mention_count,
        coalesce(event.date_start, date '9999-12-31') as role_date,
    from surest
    inner join facts.fact_event as event on surest.event_id = event.event_id
)

select
    evidence.event_id,
    evidence.role,
    evidence.actor_key,
    evidence.said.actor_id,
    actor.actor_version_id,
    evidence.said.mention_id,
    mention.article_id,
    evidence.said.actor_text,
    coalesce(actor.country_code, evidence.said.country_code) as country_code,
    coalesce(actor.sector, evidence.said.sector) as sector,
    mention.field,
    mention.sentence_text,
    mention.sentence_start,
    mention.sentence_end,
    evidence.said.actor_start,
    evidence.said.actor_end,
    evidence.said.journal_position,
    evidence.mention_count,
from evidence
inner join mentions as mention on evidence.said.mention_id = mention.mention_id
asof left join dimensions.dim_actor as actor
    on
        evidence.said.actor_id = actor.actor_id
        and evidence.role_date >= coalesce(actor.role_from, date '0001-01-01')
order by evidence.said.journal_position, evidence.event_id, evidence.role, evidence.actor_key
