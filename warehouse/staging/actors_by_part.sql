-- What the current codings of each part of the journal call an actor that is not in the dictionary. A night brings
-- codings of few parts: the others stay as they are. The part is reckoned here and not taken from the codings: where a
-- union follows a join, DuckDB 2.0 loses track of a column that the join brings ("dictionary changed identity").
-- grain: one row per part of the journal and actor
-- key: journal_part, actor_id
-- changes with: journal_part
--
-- journal_part: number of the part
-- actor_id: the actor
-- actor_name: standard name
-- kind: person, organisation, group or country
-- country_code: ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- sector: PLOVER sector
-- preference: 1 said of the actor itself, 2 of a party to an event, 3 no more than its id
-- position: position in the journal of the last coding that says so
with coded_mentions as not materialized (
    select mention.*,
    from staging.mentions as mention
    semi join staging.current_codings as coding on mention.position = coding.position
),

parties as (
    select
        position,
        unnest(actors) as party,
    from coded_mentions
    union all
    select
        position,
        unnest(recipients) as party,
    from coded_mentions
),

only_ids as (
    select
        position,
        unnest(attributed_to).actor_id as actor_id,
    from coded_mentions
    union all
    select
        position,
        unnest([control_change.from_actor_id, control_change.to_actor_id]) as actor_id,
    from coded_mentions
    where control_change is not null
),

said as (
    select
        actor.actor_id,
        actor.name as actor_name,
        actor.kind,
        actor.country as country_code,
        actor.sector,
        1 as preference,
        actor.position,
    from staging.actors as actor
    semi join staging.current_codings as coding on actor.position = coding.position
    union all
    select
        party.actor_id,
        party.name as actor_name,
        null as kind,
        party.country as country_code,
        party.sector,
        2 as preference,
        position,
    from parties
    union all
    select
        actor_id,
        null as actor_name,
        null as kind,
        null as country_code,
        null as sector,
        3 as preference,
        position,
    from only_ids
),

named as (
    select
        position // 65536 as journal_part,
        * exclude (position),
        max(position) as position,
    from said
    where actor_id is not null and actor_id not in (select ref_actors.actor_id, from staging.ref_actors)
    group by all
)

select *,
from named
qualify
    row_number() over (
        partition by journal_part, actor_id
        order by
            preference asc,
            position desc,
            actor_name asc,
            kind asc,
            country_code asc,
            sector asc
    ) = 1
order by journal_part, actor_id
