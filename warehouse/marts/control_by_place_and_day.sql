-- Who holds a place on each day, from the first day that is known to the last on which a current article appeared.
-- grain: one row per place and day
-- key: place_id, calendar_date
-- references: place_id -> dimensions.dim_place(place_id)
-- references: holder_actor_id -> dimensions.dim_actor(actor_id)
-- references: holder_version_id -> dimensions.dim_actor(actor_version_id)
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: calendar_date -> dimensions.dim_date(calendar_date)
-- not null: place_name, status, mention_id, days_held
-- check: who holds is known unless the place was lost: status = 'lost' or holder_actor_id is not null
--
-- place_id: the place
-- holder_actor_id: who holds it; null = it was lost, and nobody says to whom
-- holder_version_id: the role that the holder had when the interval began
-- mention_id: the mention that says so
-- place_name: name of the place
-- holder_name: standard name of the holder
-- status: held; contested (holder still there); lost (holder not known)
-- days_held: days since the interval began
-- is_first_day: whether it passed on this day
-- calendar_date: the day
with last_day as (
    select max(published_date) as last_published_date,
    from dimensions.dim_article
    where status = 'current'
),

lasting as (
    select
        control.*,
        least(
            coalesce(control.valid_to - 1, date '9999-12-31'),
            greatest(control.valid_from, coalesce(last_day.last_published_date, control.valid_from))
        ) as last_date,
    from facts.fact_control as control
    cross join last_day
),

days as (
    select
        *,
        unnest(generate_series(valid_from, last_date, interval 1 day))::date as calendar_date,
    from lasting
)

select
    days.place_id,
    days.holder_actor_id,
    days.holder_version_id,
    days.mention_id,
    place.place_name,
    actor.actor_name as holder_name,
    days.status,
    (days.calendar_date - days.valid_from)::bigint as days_held,
    days.calendar_date = days.valid_from as is_first_day,
    days.calendar_date,
from days
semi join dimensions.dim_date as known_day on days.calendar_date = known_day.calendar_date
inner join dimensions.dim_place as place on days.place_id = place.place_id
left join dimensions.dim_actor as actor on days.holder_version_id = actor.actor_version_id
order by days.place_id, days.calendar_date
