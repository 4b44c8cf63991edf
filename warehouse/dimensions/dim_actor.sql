-- Actors of the dictionary and those that current articles name.
-- grain: one row per actor
-- key: actor_id
-- not null: actor_name
--
-- actor_id: stable id of the dictionary, or made of country and role, as in SYR-MIL
-- actor_name: standard name
-- kind: person, organisation, group or country
-- country_code: ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- sector: PLOVER sector, such as GOV, MIL, REB or CVL
with coded_mentions as (
    select mention.*,
    from staging.mentions as mention
    semi join staging.current_codings as coding on mention.position = coding.position
),

parts as (
    select
        position,
        unnest(actors) as part,
    from coded_mentions
    union all
    select
        position,
        unnest(recipients) as part,
    from coded_mentions
),

speakers as (
    select
        position,
        unnest(attributed_to).actor_id as actor_id,
    from coded_mentions
),

named as (
    select
        actor_id,
        name as actor_name,
        kind,
        country as country_code,
        sector,
        0 as position,
        1 as preference,
    from staging.ref_actors
    union all
    select
        actor.actor_id,
        actor.name,
        actor.kind,
        actor.country,
        actor.sector,
        actor.position,
        2 as preference,
    from staging.actors as actor
    semi join staging.current_codings as coding on actor.position = coding.position
    union all
    select
        part.actor_id,
        part.name,
        null as kind,
        part.country,
        part.sector,
        position,
        3 as preference,
    from parts
    union all
    select
        actor_id,
        null as actor_name,
        null as kind,
        null as country_code,
        null as sector,
        position,
        4 as preference,
    from speakers
    union all
    select
        unnest([control_change.from_actor_id, control_change.to_actor_id]) as actor_id,
        null as actor_name,
        null as kind,
        null as country_code,
        null as sector,
        position,
        4 as preference,
    from coded_mentions
    where control_change is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by actor_id
            order by preference asc, position desc, actor_name asc, kind asc, country_code asc, sector asc
        ) as actor_rank,
    from named
    where actor_id is not null
)

select
    actor_id,
    coalesce(actor_name, actor_id) as actor_name,
    kind,
    country_code,
    sector,
from ranked
where actor_rank = 1
order by actor_id
