-- The event types and modes that the current codings of each part of the journal carry, with their first crosswalks.
-- grain: one row per part of the journal, event type and mode
-- key: journal_part, event_type_id
-- changes with: journal_part
--
-- journal_part: number of the part
-- event_type_id: type and mode joined
-- event_type: PLOVER event type
-- mode: PLOVER mode of the type
-- cameo_code: CAMEO code
-- acled_sub_event_type: ACLED sub-event type
-- quad_code: quad class
-- plover_score: PLOVER's scale from conflict (-10) to cooperation (10)
with carried as (
    select distinct
        mention.position // 65536 as journal_part,
        mention.event_type,
        mention.mode,
        mention.cameo_code,
        mention.acled_sub_event_type,
        mention.quad_code,
        mention.plover_score,
    from staging.mentions as mention
    semi join staging.current_codings as coding on mention.position = coding.position
)

select
    journal_part,
    concat_ws('-', event_type, mode) as event_type_id,
    event_type,
    mode,
    cameo_code,
    acled_sub_event_type,
    quad_code,
    plover_score,
from carried
qualify
    row_number() over (
        partition by journal_part, event_type, mode
        order by cameo_code, acled_sub_event_type, quad_code, plover_score
    ) = 1
order by journal_part, event_type_id
