-- What one actor did to another, month by month. Events of coarser date than a month are left out.
-- grain: one row per month, actor and recipient
-- key: month_start_date, actor_id, recipient_actor_id
-- references: month_start_date -> dimensions.dim_date(calendar_date)
-- references: actor_id -> dimensions.dim_actor(actor_id)
-- references: recipient_actor_id -> dimensions.dim_actor(actor_id)
-- not null: event_count
-- check: the quad classes add up:
--   verbal_cooperation_count + material_cooperation_count + verbal_conflict_count + material_conflict_count
--   = event_count
-- changes with: month_start_date
--
-- actor_id: who acted
-- recipient_actor_id: who was acted upon
-- actor_name: standard name of the actor
-- recipient_name: standard name of the recipient
-- event_count: events
-- verbal_cooperation_count: events of quad class 1
-- material_cooperation_count: events of quad class 2
-- verbal_conflict_count: events of quad class 3
-- material_conflict_count: events of quad class 4
-- fatalities_best: deaths stated for these events, summed
-- plover_score: mean of PLOVER's scale from conflict (-10) to cooperation (10)
-- month_start_date: first day of the month
with dated_events as (
    select *,
    from facts.fact_event
    where
        date_precision in ('day', 'week', 'month', 'publication')
        and modality in ('actual', 'historical')
),

actors as (
    select *,
    from facts.bridge_event_actor
    where role = 'actor' and actor_id is not null
),

recipients as (
    select *,
    from facts.bridge_event_actor
    where role = 'recipient' and actor_id is not null
),

dyads as (
    select
        event.*,
        actors.actor_id,
        recipients.actor_id as recipient_actor_id,
    from dated_events as event
    inner join actors on event.event_id = actors.event_id
    inner join recipients on event.event_id = recipients.event_id
)

select
    dyads.actor_id,
    dyads.recipient_actor_id,
    actor.actor_name,
    recipient.actor_name as recipient_name,
    count(*) as event_count,
    count_if(dyads.quad_code = 1)::bigint as verbal_cooperation_count,
    count_if(dyads.quad_code = 2)::bigint as material_cooperation_count,
    count_if(dyads.quad_code = 3)::bigint as verbal_conflict_count,
    count_if(dyads.quad_code = 4)::bigint as material_conflict_count,
    sum(dyads.fatalities_best)::bigint as fatalities_best,
    round(avg(dyads.plover_score::decimal(9, 4)), 4) as plover_score,
    dyads.month_start_date,
from dyads
inner join dimensions.dim_actor as actor on dyads.actor_id = actor.actor_id and actor.is_current
inner join dimensions.dim_actor as recipient
    on dyads.recipient_actor_id = recipient.actor_id and recipient.is_current
group by
    dyads.actor_id, dyads.recipient_actor_id, actor.actor_name, recipient.actor_name, dyads.month_start_date
order by dyads.month_start_date, dyads.actor_id, dyads.recipient_actor_id
