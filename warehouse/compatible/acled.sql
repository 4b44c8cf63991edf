-- ACLED's table: its 31 columns since March 2023, in its order, with the names it gives to types and actors.
-- Only events told as fact are here (see told_events); what cannot be known is null.
-- grain: one row per event of a kind that ACLED codes
-- key: event_id_cnty
-- not null: disorder_type, event_type, sub_event_type, notes, timestamp
-- check: time precision is 1, 2 or 3: time_precision between 1 and 3
--
-- event_id_cnty: alpha-3 code of the country, then the event's number, which stays the same where the place is
--   corrected
-- event_date: first day of the event; null = not known
-- year: its year
-- time_precision: 1 day; 2 week, or the day of publication where no text gives a date; 3 month or longer
-- disorder_type: Political violence, Demonstrations or Strategic developments; both of the first for force against
--   protesters
-- event_type: ACLED's event type
-- sub_event_type: ACLED's sub-event type, by crosswalk; events that it calls Other are left out, as nearly all of
--   them are none that ACLED codes
-- actor1: standard name of the actor, or as written; ACLED gives no direction, here it is who did it
-- assoc_actor_1: further actors, joined by a semicolon
-- inter1: kind of the actor: State forces, Rebel group, Political militia, Rioters, Protesters, Civilians,
--   External/Other forces; Identity militia is not told apart; null = not known
-- actor2: standard name of the recipient, or as written; null = none
-- assoc_actor_2: further recipients, joined by a semicolon
-- inter2: kind of the recipient
-- interaction: both kinds in the order of their numbers in ACLED, as in State forces-Rebel group; one and the word
--   only where nobody else takes part
-- civilian_targeting: Civilian targeting, or null
-- iso: ISO 3166 numeric code as a number
-- region: ACLED's region of the world
-- country: English name
-- admin1: first-order division
-- admin2: second-order division, where the event is placed no closer; null elsewhere: the gazetteer of towns gives
--   none
-- admin3: always null: not in the gazetteer
-- location: name of the place
-- latitude: degrees north
-- longitude: degrees east
-- geo_precision: 1 town or point, 2 part of a region, 3 region or country
-- source: publishers, joined by a semicolon
-- source_scale: always null: the reach of a publisher is not known
-- notes: the sentence that the event rests on, as written
-- fatalities: median of the deaths stated; null = not stated, where ACLED has 0: coalesce(fatalities, 0) gives what
--   its scripts expect
-- tags: always null: not coded
-- timestamp: when the newest article was stored, in seconds since 1970
with sub_types (sub_event_type, event_type) as (
    values
    ('Armed clash', 'Battles'),
    ('Government regains territory', 'Battles'),
    ('Non-state actor overtakes territory', 'Battles'),
    ('Chemical weapon', 'Explosions/Remote violence'),
    ('Air/drone strike', 'Explosions/Remote violence'),
    ('Suicide bomb', 'Explosions/Remote violence'),
    ('Shelling/artillery/missile attack', 'Explosions/Remote violence'),
    ('Remote explosive/landmine/IED', 'Explosions/Remote violence'),
    ('Grenade', 'Explosions/Remote violence'),
    ('Sexual violence', 'Violence against civilians'),
    ('Attack', 'Violence against civilians'),
    ('Abduction/forced disappearance', 'Violence against civilians'),
    ('Peaceful protest', 'Protests'),
    ('Protest with intervention', 'Protests'),
    ('Excessive force against protesters', 'Protests'),
    ('Violent demonstration', 'Riots'),
    ('Mob violence', 'Riots'),
    ('Agreement', 'Strategic developments'),
    ('Arrests', 'Strategic developments'),
    ('Change to group/activity', 'Strategic developments'),
    ('Disrupted weapons use', 'Strategic developments'),
    ('Headquarters or base established', 'Strategic developments'),
    ('Looting/property destruction', 'Strategic developments'),
    ('Non-violent transfer of territory', 'Strategic developments')
),

sided as (
    select
        event.event_id,
        event.acled_sub_event_type,
        sub_types.event_type,
        case
            when event.actor_country_code in ('UNO', 'IGO', 'EUR') then 'External/Other forces'
            when actor.acled_actor_type = 'State forces' and event.actor_country_code != event.country_code
                then 'External/Other forces'
            else actor.acled_actor_type
        end as kind1,
        case
            when event.recipient_country_code in ('UNO', 'IGO', 'EUR') then 'External/Other forces'
            when recipient.acled_actor_type = 'State forces' and event.recipient_country_code != event.country_code
                then 'External/Other forces'
            else recipient.acled_actor_type
        end as kind2,
    from compatible.told_events as event
    inner join sub_types on event.acled_sub_event_type = sub_types.sub_event_type
    left join dimensions.dim_sector as actor on event.actor_sector = actor.sector
    left join dimensions.dim_sector as recipient on event.recipient_sector = recipient.sector
),

typed as (
    select
        event_id,
        event_type,
        case
            when acled_sub_event_type = 'Excessive force against protesters'
                then 'Political violence; Demonstrations'
            when event_type = 'Strategic developments' then 'Strategic developments'
            when event_type = 'Protests' or acled_sub_event_type = 'Violent demonstration' then 'Demonstrations'
            else 'Political violence'
        end as disorder_type,
        case
            when event_type = 'Protests' and kind1 = 'Civilians' then 'Protesters'
            when event_type = 'Riots' and kind1 = 'Civilians' then 'Rioters'
            else kind1
        end as inter1,
        case
            when event_type = 'Protests' and kind1 != 'Civilians' and kind2 = 'Civilians' then 'Protesters'
            else kind2
        end as inter2,
        [
            'State forces', 'Rebel group', 'Political militia', 'Identity militia', 'Rioters', 'Protesters',
            'Civilians', 'External/Other forces',
        ] as kinds,
    from sided
)

select
    concat(event.country_code, event.event_number) as event_id_cnty,
    event.date_start as event_date,
    year(event.date_start)::integer as year,
    case event.date_precision
        when 'day' then 1
        when 'week' then 2
        when 'publication' then 2
        else 3
    end as time_precision,
    typed.disorder_type,
    typed.event_type,
    event.acled_sub_event_type as sub_event_type,
    event.actor_name as actor1,
    event.other_actors as assoc_actor_1,
    typed.inter1,
    event.recipient_name as actor2,
    event.other_recipients as assoc_actor_2,
    typed.inter2,
    case
        when event.actor_name is null or event.recipient_name is null
            then coalesce(typed.inter1, typed.inter2) || ' only'
        when list_position(typed.kinds, typed.inter1) > list_position(typed.kinds, typed.inter2)
            then typed.inter2 || '-' || typed.inter1
        else typed.inter1 || '-' || typed.inter2
    end as interaction,
    case
        when
            typed.event_type = 'Violence against civilians'
            or event.acled_sub_event_type = 'Excessive force against protesters'
            or (typed.event_type in ('Explosions/Remote violence', 'Riots') and typed.inter2 = 'Civilians')
            then 'Civilian targeting'
    end as civilian_targeting,
    country.country_code_numeric::integer as iso,
    country.acled_region as region,
    country.country_name as country,
    event.admin1,
    case when event.place_level = 'admin2' then event.place_name end as admin2,
    null::varchar as admin3,
    event.place_name as location,
    event.latitude,
    event.longitude,
    case
        when event.place_precision in ('admin1', 'country') then 3
        when event.place_level = 'admin2' then 2
        when event.place_level = 'other' and event.feature_code is not null and event.place_precision != 'point' then 2
        when event.place_precision is not null then 1
    end as geo_precision,
    event.publishers as source,
    null::varchar as source_scale,
    event.sentence_text as notes,
    event.fatalities_best as fatalities,
    null::varchar as tags,
    (epoch_us(event.last_recorded_at) // 1000000)::bigint as timestamp,
from compatible.told_events as event
inner join typed on event.event_id = typed.event_id
left join dimensions.dim_country as country on event.country_code = country.country_code
