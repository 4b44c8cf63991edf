-- Actors of the dictionary and those that current articles name, in one version for each dated role.
-- Facts name the version that held on their day; is_current = true leaves one row per actor.
-- grain: one row per actor and dated role
-- key: actor_version_id
-- not null: actor_id, actor_name, version_number, is_current
-- check: the interval runs forward: role_to > role_from
--
-- actor_version_id: the actor's id, followed by the first day of the role where there is one
-- actor_id: stable id of the dictionary, or made of country and role, as in SYR-MIL
-- actor_name: standard name
-- kind: person, organisation, group or country
-- country_code: ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- sector: PLOVER sector, such as GOV, MIL, REB or CVL; a person who holds no office any more is ELI
-- office: office held, such as president; null = none, or none that the dictionary knows
-- version_number: number of the version, from 1
-- is_current: whether this is the actor's latest version
-- role_from: first day of the role; null = since ever
-- role_to: first day on which it is held no more; null = it lasts
with not_in_dictionary as (
    select *,
    from staging.actors_by_part
    qualify row_number() over (
        partition by actor_id
        order by preference asc, position desc, actor_name asc, kind asc, country_code asc, sector asc
    ) = 1
),

-- a date of the dictionary may be a year or a month: a role lasts from its first day to its last
roles as (
    select
        actor_id,
        name as actor_name,
        kind,
        country as country_code,
        sector,
        office,
        try_cast(rpad(from_date, 10, '-01-01') as date) as role_from,
        case length(to_date)
            when 4 then try_cast(to_date || '-01-01' as date) + interval 1 year
            when 7 then try_cast(to_date || '-01' as date) + interval 1 month
            else try_cast(to_date as date) + interval 1 day
        end::date as role_to,
    from staging.ref_actors
    qualify row_number() over (
        partition by actor_id, role_from
        order by role_to desc nulls first, office asc, sector asc, country_code asc, kind asc, name asc
    ) = 1
),

bounded as (
    select
        *,
        lead(role_from) over by_start as next_from,
        max(coalesce(role_to, date '9999-12-31')) over (
            partition by actor_id order by role_from nulls first rows unbounded preceding
        ) as ended_by,
        row_number() over by_start = 1 as is_first,
    from roles
    window by_start as (
        partition by actor_id order by role_from nulls first rows between unbounded preceding and unbounded following
    )
),

versions as (
    select
        actor_id,
        actor_name,
        kind,
        country_code,
        sector,
        office,
        role_from,
        role_to,
    from bounded
    union all
    select
        actor_id,
        actor_name,
        kind,
        country_code,
        null as sector,
        null as office,
        null as role_from,
        role_from as role_to,
    from bounded
    where is_first and role_from is not null
    union all
    select
        actor_id,
        actor_name,
        kind,
        country_code,
        if(sector = 'REB', sector, 'ELI') as sector,
        null as office,
        ended_by as role_from,
        next_from as role_to,
    from bounded
    where kind = 'person' and ended_by < coalesce(next_from, date '9999-12-31')
    union all
    select
        actor_id,
        coalesce(actor_name, actor_id) as actor_name,
        kind,
        country_code,
        sector,
        null as office,
        null as role_from,
        null as role_to,
    from not_in_dictionary
)

select
    concat_ws('@', actor_id, role_from) as actor_version_id,
    actor_id,
    actor_name,
    kind,
    country_code,
    sector,
    office,
    row_number() over (partition by actor_id order by role_from asc nulls first) as version_number,
    row_number() over (partition by actor_id order by role_from desc nulls last) = 1 as is_current,
    role_from,
    role_to,
from versions
order by actor_id, role_from nulls first
