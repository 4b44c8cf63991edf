-- PLOVER 2.0 event types and modes with their crosswalks, and any other pair that a mention carries.
-- grain: one row per event type and mode
-- key: event_type_id
-- not null: event_type, quad_code
-- check: the quad class is one of four: quad_code between 1 and 4
--
-- event_type_id: type and mode joined, as in ASSAULT-beat; the type alone where there is no mode
-- event_type: PLOVER event type
-- mode: PLOVER mode of the type; null is the type as such
-- description: what the type and mode cover
-- quad_name: name of the quad class
-- cameo_code: CAMEO code by crosswalk
-- acled_sub_event_type: ACLED sub-event type by crosswalk
-- quad_code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- plover_score: PLOVER's scale from conflict (-10) to cooperation (10)
with named as (
    select
        event_type,
        mode,
        description,
        cameo_code,
        acled_sub_event_type,
        quad_code,
        plover_score,
        1 as preference,
    from staging.ref_event_types
    union all
    select
        event_type,
        mode,
        null as description,
        cameo_code,
        acled_sub_event_type,
        quad_code,
        plover_score,
        2 as preference,
    from staging.event_types_by_part
),

ranked as (
    select
        *,
        concat_ws('-', event_type, mode) as event_type_id,
        row_number() over (
            partition by event_type, mode
            order by preference, cameo_code, acled_sub_event_type, quad_code, plover_score, description
        ) as type_rank,
    from named
)

select
    event_type_id,
    event_type,
    mode,
    description,
    case quad_code
        when 1 then 'verbal cooperation'
        when 2 then 'material cooperation'
        when 3 then 'verbal conflict'
        when 4 then 'material conflict'
    end as quad_name,
    cameo_code,
    acled_sub_event_type,
    quad_code,
    plover_score,
from ranked
where type_rank = 1
order by event_type_id
