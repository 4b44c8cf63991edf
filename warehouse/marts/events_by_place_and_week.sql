-- Events at a place in a week, by quad class. Events of coarser date than a week, or of no place, are left out.
-- grain: one row per place and week
-- key: place_id, week_start_date
-- references: place_id -> dimensions.dim_place(place_id)
-- references: week_start_date -> dimensions.dim_date(calendar_date)
-- not null: place_name, event_count
-- check: the quad classes add up:
--   verbal_cooperation_count + material_cooperation_count + verbal_conflict_count + material_conflict_count
--   = event_count
-- changes with: place_id
--
-- place_id: where it happened
-- place_name: name of the place
-- country_code: ISO 3166 alpha-3 code of the place
-- admin1: first-order division of the place
-- event_count: events
-- verbal_cooperation_count: events of quad class 1
-- material_cooperation_count: events of quad class 2
-- verbal_conflict_count: events of quad class 3
-- material_conflict_count: events of quad class 4
-- contested_count: events that are denied, or whose death tolls differ
-- one_origin_count: events that rest on one independent report
-- fatalities_low: fewest deaths stated for these events, summed
-- fatalities_best: deaths stated for these events, summed
-- fatalities_high: most deaths stated for these events, summed
-- week_start_date: Monday of the week in which the events began
with events as (
    select
        *,
        date_trunc('week', date_start)::date as week_start_date,
    from facts.fact_event
    where
        place_id is not null
        and date_precision in ('day', 'week', 'publication')
        and modality in ('actual', 'historical')
)

select
    events.place_id,
    place.place_name,
    place.country_code,
    place.admin1,
    count(*) as event_count,
    count_if(events.quad_code = 1)::bigint as verbal_cooperation_count,
    count_if(events.quad_code = 2)::bigint as material_cooperation_count,
    count_if(events.quad_code = 3)::bigint as verbal_conflict_count,
    count_if(events.quad_code = 4)::bigint as material_conflict_count,
    count_if(events.is_contested)::bigint as contested_count,
    count_if(events.origin_count = 1)::bigint as one_origin_count,
    sum(events.fatalities_low)::bigint as fatalities_low,
    sum(events.fatalities_best)::bigint as fatalities_best,
    sum(events.fatalities_high)::bigint as fatalities_high,
    events.week_start_date,
from events
inner join dimensions.dim_place as place on events.place_id = place.place_id
group by events.place_id, place.place_name, place.country_code, place.admin1, events.week_start_date
order by events.week_start_date, events.place_id
