"""The queries of a report. `selected` are the events that are in, `shown` those of them that are told one by one.

What was only denied, announced or supposed did not happen: days, dyads and tolls count what is told as fact.
"""

MENTIONS_SHOWN = 4  # of one event; `dateline explain EVENT_ID` shows all
CLAIMS_SHOWN = 300
CONTROL_SHOWN = 500

FILE = "select path from duckdb_databases() where not internal and path is not null"

COUNTRIES = """
select country_code, coalesce(country_name, country_code)
from dim_country
where lower($name) in (lower(country_code), lower(country_code_alpha2), lower(country_name))
order by country_code = upper($name) desc, country_code
"""

SELECTED = """
create temp table selected as
select
    *,
    modality in ('actual', 'historical') as is_fact,
    coalesce(date_start, first_published_date) as first_day,
from fact_event
where
    (cast($since as date) is null or coalesce(date_end, last_published_date) >= $since)
    and (cast($until as date) is null or coalesce(date_start, first_published_date) <= $until)
    and (len(cast($countries as varchar[])) = 0 or list_contains(cast($countries as varchar[]), country_code))
"""

SHOWN = """
create temp table shown as
from selected
order by is_fact desc, origin_count desc, coalesce(fatalities_best, 0) desc, confidence desc, event_id
limit $limit
"""

SUMMARY = """
select
    count(*) as events,
    count_if(is_fact)::bigint as facts,
    count_if(is_contested)::bigint as contested,
    count(distinct place_id) as places,
    (select count(*) from shown) as shown,
    (
        select count(distinct mention.article_id)
        from fact_mention as mention inner join selected on mention.event_id = selected.event_id
    ) as articles,
    (
        select count(distinct coalesce(article.publisher, article.source_id))
        from fact_mention as mention
        inner join selected on mention.event_id = selected.event_id
        inner join dim_article as article on mention.article_id = article.article_id
    ) as publishers,
    (select count(*) from dim_article where status = 'current') as all_articles,
    (select max(coder_version) from dim_article where status = 'current') as coder_version,
    (select max(published_date) from dim_article where status = 'current') as last_published_date,
    min(first_day) as first_day,
    max(first_day) as last_day,
from selected
"""

EVENTS = """
select
    shown.event_id, shown.event_type, shown.mode, shown.modality, shown.is_fact, shown.quad_code,
    words.actors, words.recipients, words.speakers,
    shown.place_id, shown.place_name, shown.country_code, shown.place_precision, shown.latitude, shown.longitude,
    shown.first_day, shown.date_start, shown.date_end, shown.date_precision,
    shown.fatalities_low, shown.fatalities_best, shown.fatalities_high, shown.injured,
    shown.captured, shown.displaced,
    shown.mention_count, shown.article_count, shown.origin_count, shown.is_contested,
from shown
left join events_in_words as words on shown.event_id = words.event_id
order by shown.first_day desc nulls last, shown.origin_count desc, shown.event_id
"""

MENTIONS = f"""
select
    mention.event_id, mention.sentence_text, mention.trigger_start - mention.sentence_start as trigger_start,
    length(mention.trigger_text) as trigger_length, mention.modality,
    list_transform(mention.attributed_to, lambda speaker: speaker.text) as speakers,
    article.title, article.url, article.published_date,
    coalesce(article.publisher, source.source_name, article.source_id) as publisher,
from fact_mention as mention
inner join shown on mention.event_id = shown.event_id
inner join dim_article as article on mention.article_id = article.article_id
left join dim_source as source on article.source_id = source.source_id
qualify row_number() over (
    partition by mention.event_id
    order by
        mention.mention_id != shown.mention_id, mention.origin_id != mention.article_id,
        mention.published_date, mention.article_position, mention.mention_id
) <= {MENTIONS_SHOWN}
order by
    mention.event_id, mention.mention_id != shown.mention_id, mention.origin_id != mention.article_id,
    mention.published_date, mention.article_position, mention.mention_id
"""

DAYS = """
select date_start, coalesce(date_precision, 'publication') as date_precision, quad_code, count(*) as event_count,
from selected
where is_fact and date_start is not null
group by all
order by all
"""

DYADS = """
select
    doer.actor_id, sufferer.actor_id as recipient_id,
    any_value(doer_name.actor_name) as actor_name, any_value(sufferer_name.actor_name) as recipient_name,
    selected.quad_code >= 3 as is_conflict,
    count(distinct selected.event_id) as event_count,
    arg_min(
        selected.event_id,
        struct_pack(is_left_out := shown.event_id is null, at_first := -selected.origin_count, id := selected.event_id)
    ) as event_id,
from selected
inner join bridge_event_actor as doer on selected.event_id = doer.event_id and doer.role = 'actor'
inner join bridge_event_actor as sufferer on selected.event_id = sufferer.event_id and sufferer.role = 'recipient'
inner join dim_actor as doer_name on doer.actor_id = doer_name.actor_id and doer_name.is_current
inner join dim_actor as sufferer_name on sufferer.actor_id = sufferer_name.actor_id and sufferer_name.is_current
left join shown on selected.event_id = shown.event_id
where selected.is_fact and doer.actor_id != sufferer.actor_id
group by all
order by event_count desc, doer.actor_id, sufferer.actor_id, is_conflict
"""

CONTROL = f"""
select
    control.place_id, control.place_name, place.place_level, place.country_code, place.latitude, place.longitude,
    control.holder_actor_id, holder.actor_name as holder_name, control.status, control.reported_as,
    control.valid_from, control.valid_to, control.date_precision, control.event_id,
    control.sentence_text, article.title, article.url, article.published_date,
    coalesce(article.publisher, source.source_name, article.source_id) as publisher,
    control.event_id in (select event_id from shown) as is_told,
from fact_control as control
inner join dim_place as place on control.place_id = place.place_id
inner join dim_article as article on control.article_id = article.article_id
left join dim_source as source on article.source_id = source.source_id
left join dim_actor as holder on control.holder_version_id = holder.actor_version_id
where
    (cast($since as date) is null or control.valid_to is null or control.valid_to > $since)
    and (cast($until as date) is null or control.valid_from <= $until)
    and (len(cast($countries as varchar[])) = 0 or list_contains(cast($countries as varchar[]), place.country_code))
order by control.place_name, control.place_id, control.valid_from
limit {CONTROL_SHOWN}
"""

CLAIMS = f"""
select
    claims.event_id, claims.conflict, selected.event_type, selected.place_name, selected.first_day,
    claims.speaker_text, claims.stance, claims.fatalities_best, claims.sentence_text,
    one.title, one.url, one.published_date, coalesce(one.publisher, one.source_id) as publisher,
    claims.other_speaker_text, claims.other_stance, claims.other_fatalities_best, claims.other_sentence_text,
    other.title as other_title, other.url as other_url, other.published_date as other_published_date,
    coalesce(other.publisher, other.source_id) as other_publisher,
    claims.event_id in (select event_id from shown) as is_told,
    count(*) over () as claim_count,
from claims_in_conflict as claims
inner join selected on claims.event_id = selected.event_id
inner join fact_mention as mention on claims.mention_id = mention.mention_id
inner join fact_mention as other_mention on claims.other_mention_id = other_mention.mention_id
inner join dim_article as one on mention.article_id = one.article_id
inner join dim_article as other on other_mention.article_id = other.article_id
order by
    selected.origin_count desc, selected.first_day desc nulls last, claims.event_id,
    claims.mention_id, claims.claim_number, claims.other_mention_id, claims.other_claim_number
limit {CLAIMS_SHOWN}
"""
