-- From when to when a mention was current, linked and placed as it says: the changes of the replay as intervals.
-- Batches stored in one instant count once; where nothing differs after that, the interval goes on.
-- grain: one row per mention and state of it
-- key: mention_id, system_from
-- not null: coding_position
-- check: the interval runs forward: system_to > system_from
-- changes with: mention_id
--
-- mention_id: the mention
-- coding_position: position in the journal of the coding that holds it
-- event_id: the event that it was linked to; null = to none
-- origin_id: the earliest article whose report its article repeats
-- place_judgement_position: position in the journal of the judgement that says where it was
-- system_from: when the journal first said so
-- system_to: when it said so no more; null = it still does
with instants as (
    select *,
    from staging.mention_states
    qualify row_number() over (partition by mention_id, recorded_at order by position desc) = 1
),

changes as (
    select *,
    from instants
    window by_time as (partition by mention_id order by recorded_at)
    qualify
        row_number() over by_time = 1
        or (coding_position, event_id, origin_id, place_judgement_position) is distinct from lag(
            (coding_position, event_id, origin_id, place_judgement_position)
        ) over by_time
),

intervals as (
    select
        *,
        lead(recorded_at) over (partition by mention_id order by recorded_at) as system_to,
    from changes
)

select
    mention_id,
    coding_position,
    event_id,
    origin_id,
    place_judgement_position,
    recorded_at as system_from,
    system_to,
from intervals
where coding_position is not null
order by coding_position, mention_id, recorded_at
