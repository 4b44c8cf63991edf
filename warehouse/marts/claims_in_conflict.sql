-- Two claims about one event that contradict each other: one denies what the other says, or their death tolls differ.
-- grain: one row per event and pair of claims
-- key: mention_id, claim_number, other_mention_id, other_claim_number
-- references: event_id -> facts.fact_event(event_id)
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: other_mention_id -> facts.fact_mention(mention_id)
-- references: speaker_actor_id -> dimensions.dim_actor(actor_id)
-- references: other_speaker_actor_id -> dimensions.dim_actor(actor_id)
-- not null: event_id, conflict, speaker_text, other_speaker_text, stance, other_stance
-- check: conflict is of the closed list: conflict in ('denied', 'death tolls differ')
-- changes with: event_id
--
-- event_id: the event
-- mention_id: mention of the one claim
-- claim_number: number of the one speaker in it
-- other_mention_id: mention of the other claim
-- other_claim_number: number of the other speaker in it
-- speaker_actor_id: who says the one; null = not in the dictionary
-- other_speaker_actor_id: who says the other; null = not in the dictionary
-- conflict: denied, or death tolls differ
-- speaker_text: who says the one, as written
-- other_speaker_text: who says the other, as written
-- stance: claims, confirms or denies
-- other_stance: claims, confirms or denies
-- sentence_text: sentence of the one claim
-- other_sentence_text: sentence of the other claim
-- fatalities_best: deaths that the one states
-- other_fatalities_best: deaths that the other states
with claims as (
    select
        *,
        coalesce(speaker_actor_id, lower(speaker_text)) as speaker,
    from facts.fact_claim
    where event_id is not null
),

pairs as (
    select
        one.event_id,
        one.mention_id,
        one.claim_number,
        other.mention_id as other_mention_id,
        other.claim_number as other_claim_number,
        one.speaker_actor_id,
        other.speaker_actor_id as other_speaker_actor_id,
        case
            when (one.stance = 'denies') != (other.stance = 'denies') then 'denied'
            when one.fatalities_best != other.fatalities_best then 'death tolls differ'
        end as conflict,
        one.speaker_text,
        other.speaker_text as other_speaker_text,
        one.stance,
        other.stance as other_stance,
        one.sentence_text,
        other.sentence_text as other_sentence_text,
        one.fatalities_best,
        other.fatalities_best as other_fatalities_best,
    from claims as one
    inner join claims as other
        on
            one.event_id = other.event_id
            and one.speaker != other.speaker
            and (one.mention_id, one.claim_number) < (other.mention_id, other.claim_number)
)

select *,
from pairs
where conflict is not null
order by event_id, mention_id, claim_number, other_mention_id, other_claim_number
