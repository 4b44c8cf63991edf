-- What people said of events: that one is wrong, elsewhere, the same as another or not; and what was taken back.
-- grain: one row per judgement
-- key: judgement_id
-- not null: verdict, mention_ids, author, reason, is_in_force, journal_position, recorded_at
-- check: verdict is of the closed list: verdict in ('wrong', 'wrong_place', 'same_event', 'not_same_event')
--
-- judgement_id: the judgement
-- verdict: wrong, wrong_place, same_event or not_same_event
-- mention_ids: the mentions that it is about; of not_same_event the first stays in its event and the others leave it
-- place_id: GeoNames id of the right place; null = not said, or none
-- place_name: name of the right place
-- author: who says so
-- reason: why
-- taken_back_by: who took it back
-- taken_back_reason: why it was taken back
-- is_in_force: whether it holds now
-- journal_position: position in the journal of the judgement
-- recorded_at: when it was stored
-- taken_back_at: when it was taken back; null = it holds
with ranked as (
    select
        *,
        row_number() over (partition by judgement_id order by position desc) as newest_first,
    from staging.judgements
),

given as (
    select *,
    from staging.judgements
    where verdict != 'taken_back'
    qualify row_number() over (partition by judgement_id order by position desc) = 1
),

taken_back as (
    select *,
    from ranked
    where newest_first = 1 and verdict = 'taken_back'
)

select
    given.judgement_id,
    given.verdict,
    given.subject as mention_ids,
    given.place_id,
    given.place_name,
    given.author,
    given.reason,
    taken_back.author as taken_back_by,
    taken_back.reason as taken_back_reason,
    taken_back.judgement_id is null as is_in_force,
    given.position as journal_position,
    given.recorded_at,
    taken_back.recorded_at as taken_back_at,
from given
left join taken_back on given.judgement_id = taken_back.judgement_id
order by given.position
