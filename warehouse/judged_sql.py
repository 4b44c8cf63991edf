"""The SELECTs of the replay about judgements: which mentions they are of, how these count, and how they are linked.

They are asked at one instant, as those of `replay_sql.py`.
"""

# Articles that were ever judged.
JUDGED_ARTICLES = """
select distinct mention.article_id
from staging.mentions as mention
semi join (select unnest(subject) as mention_id from staging.judgements) as judged
    on mention.mention_id = judged.mention_id
"""


# Judgements in force (the newest of each stream, where it is not that it is taken back), a row for each mention that
# they are about. A mention that the newest coding names otherwise is found again by its sentence and type.
JUDGED = """
with newest as (
    select judgement_id, max(position) as position from staging.judgements where position <= $position group by all
),

subjects as (
    select
        judgement.position,
        judgement.verdict,
        unnest(judgement.subject) as mention_id,
        generate_subscripts(judgement.subject, 1) as subject_number,
    from staging.judgements as judgement
    semi join newest on judgement.position = newest.position
    where judgement.verdict != 'taken_back'
),

gone as (
    select * from subjects
    anti join current_mentions as mention on subjects.mention_id = mention.mention_id
),

sentences as (
    select
        mention.mention_id, mention.position, mention.article_id, mention.event_type, mention.trigger_start,
        mention.sentence_start,
        substr(
            case mention.field when 'title' then version.title else version.text end,
            mention.sentence_start + 1,
            mention.sentence_end - mention.sentence_start
        ) as sentence_text
    from staging.mentions as mention
    inner join staging.article_versions as version on mention.article_position = version.position
    where mention.article_id in (
        select former.article_id from staging.mentions as former semi join gone on former.mention_id = gone.mention_id
    )
),

former as (
    select gone.position, gone.verdict, gone.subject_number, sentences.* exclude (position)
    from gone
    inner join sentences on gone.mention_id = sentences.mention_id and sentences.position <= $position
    qualify row_number() over (partition by gone.position, gone.subject_number order by sentences.position desc) = 1
),

found_again as (
    select former.position, former.verdict, now.mention_id, former.subject_number
    from former
    inner join sentences as now
        on former.article_id = now.article_id and former.event_type = now.event_type
        and former.sentence_text = now.sentence_text
    semi join current_mentions as mention
        on now.mention_id = mention.mention_id and now.position = mention.coding_position
    qualify row_number() over (
        partition by former.position, former.subject_number
        order by
            abs((now.trigger_start - now.sentence_start) - (former.trigger_start - former.sentence_start)),
            now.mention_id
    ) = 1
)

select judged.*, mention.article_id from (
    select position, verdict, mention_id, subject_number from subjects
    union all
    select position, verdict, mention_id, subject_number from found_again
) as judged
inner join current_mentions as mention on judged.mention_id = mention.mention_id
"""

NOT_JUDGED = """
select
    null::bigint as position, null::varchar as verdict, null::varchar as mention_id, null::bigint as subject_number,
    null::varchar as article_id
where false
"""

# What people made of the links, as it was kept.
CORRECTED = """
select mention.mention_id, mention.event_id
from staging.linked_mentions as mention
inner join staging.event_links as link on mention.mention_id = link.mention_id
where mention.event_id != link.event_id
"""

NOT_CORRECTED = "select mention_id, event_id from staging.event_links where false"

# Mentions as they count: those judged wrong are out, those judged to be elsewhere name the judgement.
COUNTED = """
select
    mention.mention_id,
    mention.article_id,
    mention.coding_position,
    max(judged.position) filter (where judged.verdict = 'wrong_place') as place_judgement_position
from current_mentions as mention
left join judged on mention.mention_id = judged.mention_id
group by all
having count(*) filter (where judged.verdict = 'wrong') = 0
"""

_IS_JUDGED = "counted.place_judgement_position is not null"
_PLACE = ("place_id", "place_name", "latitude", "longitude", "country_code", "admin1", "place_precision")
_JUDGED_PLACE = ", ".join(f"if({_IS_JUDGED}, judgement.{column}, mention.{column}) as {column}" for column in _PLACE)

PLACED = f"""
mention.* exclude (position) replace (
    {_JUDGED_PLACE},
    case
        when not {_IS_JUDGED} then mention.control_change
        when judgement.place_id is not null and mention.control_change is not null then struct_pack(
            place_id := judgement.place_id,
            from_actor_id := mention.control_change.from_actor_id,
            to_actor_id := mention.control_change.to_actor_id,
            status := mention.control_change.status
        )
    end as control_change
)
"""
"""A mention's columns with the place that people judged it to be at, control with it."""

JUDGED_PAIRS = """
select position, verdict, mention_id, subject_number from judged
where verdict in ('same_event', 'not_same_event') order by all
"""

# The links, and where their mentions stand, of all events that were judged.
JUDGED_LINKS = """
select link.event_id, link.mention_id, link.article_id, mention.article_position, mention.field,
    mention.sentence_start, mention.trigger_start
from staging.event_links as link
inner join base on link.mention_id = base.mention_id
inner join staging.mentions as mention
    on base.coding_position = mention.position and base.mention_id = mention.mention_id
where link.event_id in (
    select subject.event_id from staging.event_links as subject
    semi join judged on subject.mention_id = judged.mention_id
)
order by link.mention_id
"""
