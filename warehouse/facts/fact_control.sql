-- Who holds a place from when to when, as mentions report it; each interval ends where the next one begins.
-- Of several reports for one place and day one decides: taken before lost, held and contested, then the surest.
-- That someone lost a place to nobody named counts only while nobody else is known to hold it.
-- A past event that only its article's date places in time is left out.
-- grain: one row per place and interval
-- key: place_id, valid_from
-- references: place_id -> dimensions.dim_place(place_id)
-- references: holder_actor_id -> dimensions.dim_actor(actor_id)
-- references: holder_version_id -> dimensions.dim_actor(actor_version_id)
-- references: from_actor_id -> dimensions.dim_actor(actor_id)
-- references: event_id -> facts.fact_event(event_id)
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: closed_by_mention_id -> facts.fact_mention(mention_id)
-- references: article_id -> dimensions.dim_article(article_id)
-- references: valid_from -> dimensions.dim_date(calendar_date)
-- not null: status, mention_id, article_id, sentence_text, journal_position, mention_count, confidence
-- check: status is of the closed list: status in ('held', 'contested', 'lost')
-- check: the interval runs forward: valid_to > valid_from
-- check: who holds is known unless the place was lost: status = 'lost' or holder_actor_id is not null
-- changes with: place_id
--
-- place_id: GeoNames id
-- holder_actor_id: who holds the place; null = it was lost, and nobody says to whom
-- holder_version_id: the role that the holder had on the first day
-- from_actor_id: who held it before or lost it, as the evidence says
-- event_id: the event that began the interval
-- mention_id: the mention that began the interval
-- article_id: the article of that mention
-- closed_by_mention_id: the mention that ended the interval; null = it lasts
-- place_name: name of the place
-- status: held; contested (holder still there); lost (holder not known)
-- reported_as: what the evidence says: taken, lost, contested or held
-- date_precision: how exact the first day is
-- field: what the offsets index: title or text
-- sentence_text: the sentence that says so
-- sentence_start: start of the sentence in the field
-- sentence_end: end of the sentence, exclusive
-- journal_position: position in the journal of the coding that holds the mention
-- mention_count: days whose reports agree within the interval
-- confidence: how sure the coder is of the evidence
-- valid_from: first day
-- valid_to: first day on which it holds no more; null = it lasts
with reports as (
    select
        *,
        control_change.status as reported_as,
        control_change.from_actor_id,
        case control_change.status
            when 'taken' then control_change.to_actor_id
            when 'lost' then control_change.to_actor_id
            when 'held' then coalesce(control_change.to_actor_id, control_change.from_actor_id)
            when 'contested' then coalesce(control_change.from_actor_id, control_change.to_actor_id)
        end as holder_actor_id,
    from facts.fact_mention
    where
        control_change is not null
        and place_id is not null
        and date_start is not null
        and (modality = 'actual' or (modality = 'historical' and date_precision != 'publication'))
),

daily as (
    select
        *,
        case
            when reported_as = 'contested' then 'contested'
            when holder_actor_id is null then 'lost'
            else 'held'
        end as status,
    from reports
    where holder_actor_id is not null or (reported_as = 'lost' and from_actor_id is not null)
    qualify row_number() over (
        partition by place_id, date_start
        order by
            list_position(['taken', 'lost', 'held', 'contested'], reported_as) asc,
            holder_actor_id is null asc,
            list_position(['day', 'week', 'month', 'year', 'publication'], date_precision) asc,
            field = 'title' asc,
            confidence desc,
            article_position asc,
            mention_id asc
    ) = 1
),

preceded as (
    select
        *,
        last_value(holder_actor_id ignore nulls) over (
            partition by place_id order by date_start
            rows between unbounded preceding and 1 preceding
        ) as known_holder,
    from daily
),

changes as (
    select
        *,
        coalesce(
            holder_actor_id is not distinct from lag(holder_actor_id) over by_day
            and status = lag(status) over by_day,
            false
        ) as goes_on,
    from preceded
    where holder_actor_id is not null or known_holder is null or known_holder = from_actor_id
    window by_day as (partition by place_id order by date_start)
),

islands as (
    select
        *,
        count_if(not goes_on) over (
            partition by place_id order by date_start rows unbounded preceding
        ) as island,
    from changes
),

counted as (
    select
        *,
        count(*) over (partition by place_id, island) as mention_count,
    from islands
),

intervals as (
    select
        *,
        lead(mention_id) over by_day as closed_by_mention_id,
        lead(date_start) over by_day as valid_to,
    from counted
    where not goes_on
    window by_day as (partition by place_id order by date_start)
)

select
    span.place_id,
    span.holder_actor_id,
    coalesce(actor.actor_version_id, span.holder_actor_id) as holder_version_id,
    span.from_actor_id,
    span.event_id,
    span.mention_id,
    span.article_id,
    span.closed_by_mention_id,
    span.place_name,
    span.status,
    span.reported_as,
    span.date_precision,
    span.field,
    span.sentence_text,
    span.sentence_start,
    span.sentence_end,
    span.journal_position,
    span.mention_count,
    span.confidence,
    span.date_start as valid_from,
    span.valid_to,
from intervals as span
asof left join dimensions.dim_actor as actor
    on
        span.holder_actor_id = actor.actor_id
        and span.date_start >= coalesce(actor.role_from, date '0001-01-01')
order by span.place_id, span.date_start
