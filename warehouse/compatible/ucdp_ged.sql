-- UCDP GED's table: its 49 columns of versions 21 to 25.1, in its order.
-- Assaults of which somebody says that people died.
-- Only events told as fact are here (see told_events); what cannot be known is null.
-- grain: one row per lethal event
-- key: id
-- not null: relid, number_of_sources, high
-- check: the death toll is ordered: low <= high
--
-- id: number of the event; UCDP numbers its own
-- relid: the event's id here
-- year: year of the first day; null = not known
-- active_year: always null: whether a dyad reached 25 deaths in a year is UCDP's to say
-- code_status: always null: no person has cleared it
-- type_of_violence: 1 state-based, 2 non-state, 3 one-sided, by the sectors of both sides; null = a side is not known
-- conflict_dset_id: always null: UCDP's own
-- conflict_new_id: always null: UCDP's own
-- conflict_name: always null: UCDP's own
-- dyad_dset_id: always null: UCDP's own
-- dyad_new_id: always null: UCDP's own
-- dyad_name: both sides joined by a hyphen; null = a side is not known
-- side_a_dset_id: always null: UCDP's own
-- side_a_new_id: always null: UCDP's own
-- side_a: the government side of a state-based event, else who did it; null = not named
-- side_b_dset_id: always null: UCDP's own
-- side_b_new_id: always null: UCDP's own
-- side_b: the other side; Civilians for one-sided violence; null = not named
-- number_of_sources: independent reports: copies of one count once
-- source_article: publisher, day and headline of the article that the event rests on
-- source_office: its publisher
-- source_date: its day of publication
-- source_headline: its headline
-- source_original: who says so, joined by a semicolon; null = the article's own voice
-- where_prec: 1 exact or town, 2 near a place, 3 second-order division, 4 first-order division, 6 country; null = no
--   place
-- where_coordinates: the place that the coordinates are of
-- where_description: the same with its division and country
-- adm_1: first-order division
-- adm_2: second-order division, where the event is placed no closer
-- latitude: degrees north
-- longitude: degrees east
-- geom_wkt: the same as a point in well-known text
-- priogrid_gid: cell of PRIO-GRID: half a degree, counted from the south-west
-- country: English name
-- country_id: number in UCDP's list of states (Gleditsch and Ward's)
-- region: UCDP's region: Africa, Americas, Asia, Europe or Middle East
-- event_clarity: 1 where a text gives the day and the place is no whole country, else 2
-- date_prec: 1 day; 2 two to six days, or the day of publication where no text gives a date; 3 week; 4 month; 5
--   longer
-- date_start: first day
-- date_end: last day, inclusive
-- deaths_a: deaths of side a, where the text says that these died; null = not told, which is not zero
-- deaths_b: deaths of side b, likewise
-- deaths_civilians: deaths of civilians, likewise
-- deaths_unknown: deaths of people whom no side is told of
-- best: median of the deaths stated
-- high: most deaths stated
-- low: fewest deaths stated
-- gwnoa: number of the state that is side a
-- gwnob: number of the state that is side b
with lethal as (
    select
        event.*,
        actor_country.ucdp_number as actor_number,
        recipient_country.ucdp_number as recipient_number,
        case
            when event.actor_sector in ('GOV', 'MIL', 'COP', 'SPY') and actor_country.ucdp_number is not null
                then 'state'
            when event.actor_sector in ('REB', 'UAF', 'PRM', 'CRM') then 'armed'
        end as actor_side,
        case
            when event.recipient_sector in ('GOV', 'MIL', 'COP', 'SPY') and recipient_country.ucdp_number is not null
                then 'state'
            when event.recipient_sector in ('REB', 'UAF', 'PRM', 'CRM') then 'armed'
            when event.recipient_sector not in ('GOV', 'MIL', 'COP', 'SPY', 'PRE', 'UNK') then 'civilians'
        end as recipient_side,
    from compatible.told_events as event
    left join dimensions.dim_country as actor_country on event.actor_country_code = actor_country.country_code
    left join dimensions.dim_country as recipient_country
        on event.recipient_country_code = recipient_country.country_code
    where event.event_type = 'ASSAULT' and event.fatalities_high > 0
),

turned as (
    select
        *,
        recipient_side = 'state' and actor_side = 'armed' as is_turned,
    from lethal
),

sided as (
    select
        event_id,
        case
            when recipient_side = 'civilians' and actor_side is not null then 3
            when actor_side = 'armed' and recipient_side = 'armed' then 2
            when actor_side is not null and recipient_side is not null then 1
        end as type_of_violence,
        case when is_turned then recipient_name else actor_name end as side_a,
        case
            when is_turned then actor_name
            when recipient_side = 'civilians' then 'Civilians'
            else recipient_name
        end as side_b,
        case when is_turned then recipient_side else actor_side end = 'state' as is_state_a,
        case when is_turned then actor_side else recipient_side end = 'state' as is_state_b,
        case when is_turned then recipient_number else actor_number end as ucdp_number_a,
        case when is_turned then actor_number else recipient_number end as ucdp_number_b,
        case
            when victim_sector is null or recipient_side is null then null
            when recipient_side = 'civilians' then 'civilians'
            when is_turned then 'a'
            else 'b'
        end as dead,
    from turned
)

select
    event.event_number as id,
    event.event_id as relid,
    year(event.date_start)::integer as year,
    null::boolean as active_year,
    null::varchar as code_status,
    sided.type_of_violence,
    null::varchar as conflict_dset_id,
    null::bigint as conflict_new_id,
    null::varchar as conflict_name,
    null::varchar as dyad_dset_id,
    null::bigint as dyad_new_id,
    sided.side_a || ' - ' || sided.side_b as dyad_name,
    null::varchar as side_a_dset_id,
    null::bigint as side_a_new_id,
    sided.side_a,
    null::varchar as side_b_dset_id,
    null::bigint as side_b_new_id,
    sided.side_b,
    event.origin_count as number_of_sources,
    concat_ws(',', event.publisher, event.published_date::varchar, event.title) as source_article,
    event.publisher as source_office,
    event.published_date as source_date,
    event.title as source_headline,
    event.speakers as source_original,
    case
        when event.place_precision = 'country' then 6
        when event.place_precision = 'admin1' then 4
        when event.place_level = 'admin2' then 3
        when event.place_level = 'other' and event.feature_code is not null and event.place_precision != 'point' then 2
        when event.place_precision is not null then 1
    end as where_prec,
    event.place_name as where_coordinates,
    event.full_name as where_description,
    event.admin1 as adm_1,
    case when event.place_level = 'admin2' then event.place_name end as adm_2,
    event.latitude,
    event.longitude,
    'POINT (' || event.longitude || ' ' || event.latitude || ')' as geom_wkt,
    ((floor((event.latitude + 90) * 2) * 720) + floor((event.longitude + 180) * 2) + 1)::bigint as priogrid_gid,
    country.country_name as country,
    country.ucdp_number as country_id,
    case
        when country.country_code = 'EGY' or country.acled_region = 'Middle East' then 'Middle East'
        when country.acled_region like '%Africa' then 'Africa'
        when country.acled_region = 'Europe' or country.country_code in ('ARM', 'AZE', 'GEO') then 'Europe'
        when country.acled_region like '%Asia' or country.acled_region = 'Oceania' then 'Asia'
        when country.acled_region like '%America' or country.acled_region = 'Caribbean' then 'Americas'
    end as region,
    case
        when event.date_precision = 'day' and event.place_precision in ('point', 'city', 'admin1') then 1
        else 2
    end as event_clarity,
    case
        when event.date_precision = 'publication' then 2
        when event.date_end - event.date_start < 1 then 1
        when event.date_end - event.date_start < 6 then 2
        when event.date_end - event.date_start < 7 then 3
        when event.date_end - event.date_start < 31 then 4
        when event.date_end is not null then 5
    end as date_prec,
    event.date_start,
    event.date_end,
    case when sided.dead = 'a' then event.fatalities_best end as deaths_a,
    case when sided.dead = 'b' then event.fatalities_best end as deaths_b,
    case when sided.dead = 'civilians' then event.fatalities_best end as deaths_civilians,
    case when sided.dead is null then event.fatalities_best end as deaths_unknown,
    event.fatalities_best as best,
    event.fatalities_high as high,
    event.fatalities_low as low,
    case when sided.is_state_a then sided.ucdp_number_a end as gwnoa,
    case when sided.is_state_b then sided.ucdp_number_b end as gwnob,
from compatible.told_events as event
inner join sided on event.event_id = sided.event_id
left join dimensions.dim_country as country on event.country_code = country.country_code
