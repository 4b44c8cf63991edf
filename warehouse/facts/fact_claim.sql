-- Who says what of an event: each attribution of a mention, with the figures that it gives.
-- grain: one row per mention and speaker in it
-- key: mention_id, claim_number
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: event_id -> facts.fact_event(event_id)
-- references: article_id -> dimensions.dim_article(article_id)
-- references: speaker_actor_id -> dimensions.dim_actor(actor_id)
-- not null: article_id, speaker_text, stance, sentence_text, journal_position
-- check: stance is of the closed list: stance in ('claims', 'confirms', 'denies')
-- changes with: mention_id
--
-- mention_id: the mention that is attributed
-- claim_number: number of the speaker in the mention, from 1
-- event_id: the event that it reports; null = linked to none
-- article_id: the article
-- speaker_actor_id: who says so; null = not in the dictionary
-- speaker_text: who says so, as written
-- cue_text: the words that say that it is said
-- stance: claims, confirms or denies, as the cue's class has it; who reports that it did not happen denies it too,
--     unless it is another speaker's denial that makes it so
-- event_type_id: PLOVER type and mode of what is said
-- field: what the offsets index: title or text
-- sentence_text: the sentence
-- sentence_start: start of the sentence in the field
-- sentence_end: end of the sentence, exclusive
-- speaker_start: start of the words for the speaker
-- speaker_end: end of the words for the speaker, exclusive
-- content_start: start of what is said; null = not known
-- content_end: end of what is said, exclusive
-- journal_position: position in the journal of the coding that holds the mention
-- fatalities_low: fewest deaths that the speaker states
-- fatalities_best: deaths that the speaker states
-- fatalities_high: most deaths that the speaker states
-- injured: injured that the speaker states
-- captured: arrested, abducted or taken prisoner that the speaker states
-- displaced: driven from home that the speaker states
with attributed as (
    select
        *,
        unnest(attributed_to) as speaker,
        generate_subscripts(attributed_to, 1) as claim_number,
    from facts.fact_mention
),

cued as (
    select
        attributed.*,
        claim.cue_text,
        claim.claim_class,
        claim.content_start,
        claim.content_end,
    from attributed
    left join staging.claims as claim
        on
            attributed.journal_position = claim.position
            and attributed.field = claim.field
            and attributed.speaker.start = claim.source_start
            and attributed.speaker."end" = claim.source_end
    qualify row_number() over (
        partition by attributed.mention_id, attributed.claim_number
        order by
            coalesce(attributed.trigger_start between claim.content_start and claim.content_end - 1, false) desc,
            claim.content_end - claim.content_start asc,
            claim.cue_start asc,
            claim.content_start asc
    ) = 1
),

classed as (
    select
        *,
        bool_or(claim_class = 'denial') over (partition by mention_id) as is_denied,
    from cued
)

select
    mention_id,
    claim_number,
    event_id,
    article_id,
    speaker.actor_id as speaker_actor_id,
    speaker.text as speaker_text,
    cue_text,
    case
        when claim_class = 'denial' then 'denies'
        when modality = 'negated' and is_denied is not true then 'denies'
        when claim_class = 'confirmation' then 'confirms'
        else 'claims'
    end as stance,
    event_type_id,
    field,
    sentence_text,
    sentence_start,
    sentence_end,
    speaker.start as speaker_start,
    speaker."end" as speaker_end,
    content_start,
    content_end,
    journal_position,
    fatalities_low,
    fatalities_best,
    fatalities_high,
    injured,
    captured,
    displaced,
from classed
order by journal_position, mention_id, claim_number
