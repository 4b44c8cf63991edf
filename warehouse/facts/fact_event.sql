-- Real-world events, as their mentions in current articles tell them.
-- The sentence is that of the best mention: actual before other modalities, then the more exact place and date,
-- then the more sure, then the earlier.
-- grain: one row per real-world event
-- key: event_id
-- references: event_type_id -> dimensions.dim_event_type(event_type_id)
-- references: place_id -> dimensions.dim_place(place_id)
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: article_id -> dimensions.dim_article(article_id)
-- references: date_start -> dimensions.dim_date(calendar_date)
-- references: date_end -> dimensions.dim_date(calendar_date)
-- not null: event_type_id, event_type, mention_id, article_id, sentence_text, modality, journal_position
-- not null: mention_count, article_count, source_count, origin_count, confidence, is_contested
-- unique: event_number
-- check: the interval runs forward: date_end >= date_start
-- check: the death toll is ordered: fatalities_low <= fatalities_high
-- check: no more articles than mentions: article_count <= mention_count
-- changes with: event_id
--
-- event_id: mentions of one real-world event share it
-- event_type_id: PLOVER type and mode that most of its mentions carry
-- place_id: GeoNames id of where it happened
-- mention_id: the mention that the evidence comes from
-- article_id: the article of that mention
-- event_type: PLOVER event type
-- mode: PLOVER mode of the type
-- place_name: name of the place
-- country_code: ISO 3166 alpha-3 code of the place
-- admin1: first-order division of the place
-- place_precision: point, city, admin1 or country
-- date_precision: day, week, month, year, or publication where no text gives a date
-- modality: modality of the best mention
-- field: what the sentence's offsets index: title or text
-- sentence_text: the sentence that the event rests on
-- sentence_start: start of the sentence in the field
-- sentence_end: end of the sentence, exclusive
-- journal_position: position in the journal of the coding that holds the mention
-- event_number: the event's id as a number below 2^52, which R and JavaScript hold exactly
-- quad_code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- plover_score: mean over the mentions of PLOVER's scale from conflict (-10) to cooperation (10)
-- latitude: degrees north
-- longitude: degrees east
-- fatalities_low: fewest deaths that any mention states; null = not stated
-- fatalities_best: median of the deaths stated; null = not stated
-- fatalities_high: most deaths that any mention states; null = not stated
-- injured: most injured that any mention states; null = not stated
-- captured: most arrested, abducted or taken prisoner that any mention states; null = not stated
-- displaced: most driven from home that any mention states; null = not stated
-- mention_count: mentions in current articles
-- article_count: current articles that mention it
-- source_count: sources of these articles
-- origin_count: independent reports among these articles: copies of one count once (dim_article.origin_id)
-- confidence: confidence of the surest mention
-- is_contested: whether a mention denies it, or mentions state different death tolls
-- date_start: first day of the event
-- date_end: last day of the event, inclusive
-- month_start_date: first day of the month in which it began
-- first_published_date: earliest day of publication among its articles
-- last_published_date: latest day of publication among its articles
-- first_recorded_at: when the first of these articles' versions was stored
-- last_recorded_at: when the last of these articles' versions was stored
with mentions as (
    select *,
    from facts.fact_mention
    where event_id is not null
),

ranked as (
    select
        event_id,
        mention_id,
        event_type_id,
        event_type,
        mode,
        quad_code,
        date_precision,
        date_start,
        date_end,
        row_number() over (
            partition by event_id
            order by
                modality != 'actual' asc,
                coalesce(list_position(['point', 'city', 'admin1', 'country'], place_precision), 9) asc,
                coalesce(list_position(['day', 'week', 'month', 'year', 'publication'], date_precision), 9) asc,
                confidence desc,
                article_position asc,
                mention_id asc
        ) as evidence_rank,
    from mentions
),

best as (
    select mentions.*,
    from mentions
    semi join ranked on mentions.mention_id = ranked.mention_id and ranked.evidence_rank = 1
),

best_dates as (
    select
        event_id,
        date_precision,
        date_start,
        date_end,
    from ranked
    where date_start is not null
    qualify row_number() over (
        partition by event_id
        order by list_position(['day', 'week', 'month', 'year', 'publication'], date_precision), evidence_rank
    ) = 1
),

types as (
    select
        event_id,
        event_type_id,
        event_type,
        mode,
        min(quad_code) as quad_code,
    from ranked
    group by event_id, event_type_id, event_type, mode
    qualify row_number() over (partition by event_id order by count(*) desc, min(evidence_rank)) = 1
),

totals as (
    select
        event_id,
        round(avg(plover_score::decimal(9, 4)), 4) as plover_score,
        min(fatalities_low) as fatalities_low,
        quantile_disc(fatalities_best, 0.5) as fatalities_best,
        max(fatalities_high) as fatalities_high,
        max(injured) as injured,
        max(captured) as captured,
        max(displaced) as displaced,
        count(*) as mention_count,
        count(distinct article_id) as article_count,
        count(distinct source_id) as source_count,
        count(distinct origin_id) as origin_count,
        max(confidence) as confidence,
        bool_or(modality = 'negated') or count(distinct fatalities_best) > 1 as is_contested,
        min(published_date) as first_published_date,
        max(published_date) as last_published_date,
        min(recorded_at) as first_recorded_at,
        max(recorded_at) as last_recorded_at,
    from mentions
    group by event_id
)

select
    best.event_id,
    types.event_type_id,
    best.place_id,
    best.mention_id,
    best.article_id,
    types.event_type,
    types.mode,
    best.place_name,
    best.country_code,
    best.admin1,
    best.place_precision,
    best_dates.date_precision,
    best.modality,
    best.field,
    best.sentence_text,
    best.sentence_start,
    best.sentence_end,
    best.journal_position,
    (md5_number_lower(best.event_id) >> 12)::bigint as event_number,
    types.quad_code,
    totals.plover_score,
    best.latitude,
    best.longitude,
    totals.fatalities_low,
    totals.fatalities_best,
    totals.fatalities_high,
    totals.injured,
    totals.captured,
    totals.displaced,
    totals.mention_count,
    totals.article_count,
    totals.source_count,
    totals.origin_count,
    totals.confidence,
    totals.is_contested,
    best_dates.date_start,
    best_dates.date_end,
    date_trunc('month', best_dates.date_start)::date as month_start_date,
    totals.first_published_date,
    totals.last_published_date,
    totals.first_recorded_at,
    totals.last_recorded_at,
from best
inner join types on best.event_id = types.event_id
inner join totals on best.event_id = totals.event_id
left join best_dates on best.event_id = best_dates.event_id
order by best.journal_position, best.event_id
