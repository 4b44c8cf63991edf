-- Events told as fact, flat: the one row per event that the other views of this layer are made from. Events that are
-- only planned, threatened, denied or judged wrong are not here. The first actor and recipient are those of the
-- sentence that the event rests on; where it names none, those that most mentions name.
-- grain: one row per real-world event that a mention tells as actual or historical
-- key: event_id
-- references: event_id -> facts.fact_event(event_id)
-- not null: event_number, event_type, sentence_text
-- changes with: event_id
--
-- event_id: mentions of one real-world event share it
-- mention_id: the mention that the sentence is of
-- article_id: the article of that mention
-- place_id: GeoNames id of where it happened
-- event_type_id: PLOVER type and mode
-- event_type: PLOVER event type
-- mode: PLOVER mode of the type
-- contexts: PLOVER contexts of the mention
-- cameo_code: CAMEO code that most mentions of this type carry
-- acled_sub_event_type: ACLED sub-event type that goes with it
-- actor_name: who did it: standard name, or as written
-- actor_text: the same as written
-- actor_country_code: ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- actor_sector: PLOVER sector
-- actor_office: office held at the time
-- other_actors: further actors, joined by a semicolon
-- actor_sectors: sectors of all actors, joined by a semicolon
-- recipient_name: to whom it was done: standard name, or as written
-- recipient_text: the same as written
-- recipient_country_code: ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- recipient_sector: PLOVER sector
-- recipient_office: office held at the time
-- other_recipients: further recipients, joined by a semicolon
-- recipient_sectors: sectors of all recipients, joined by a semicolon
-- victim_sector: PLOVER sector of the one who was killed or injured; null = not told, or more than one
-- speakers: who says so, names joined by a semicolon; null = the articles' own voice
-- place_name: where it happened
-- full_name: name, first-order division and country
-- place_precision: point, city, admin1 or country
-- place_level: continent, country, admin1, admin2, city or other
-- feature_code: GeoNames feature code
-- country_code: ISO 3166 alpha-3 code of the place
-- admin1: first-order division of the place
-- date_precision: day, week, month, year, or publication where no text gives a date
-- sentence_text: the sentence that the event rests on
-- title: headline of its article
-- url: address of its article
-- publisher: who publishes it
-- publishers: publishers of all articles that tell of it, joined by a semicolon
-- language: ISO 639-1 code of the article
-- coder_version: the coder's name, version and digest of its reference data
-- event_number: the event's id as a number below 2^52, which R and JavaScript hold exactly
-- quad_code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- plover_score: PLOVER's scale from conflict (-10) to cooperation (10)
-- latitude: degrees north
-- longitude: degrees east
-- fatalities_low: fewest deaths that any mention states; null = not stated
-- fatalities_best: median of the deaths stated; null = not stated
-- fatalities_high: most deaths that any mention states; null = not stated
-- mention_count: mentions in current articles
-- article_count: current articles that mention it
-- publisher_count: their publishers
-- origin_count: independent reports among them: copies of one count once
-- confidence: confidence of the surest mention
-- is_in_opening: whether a headline or the first sentence of a text tells of it
-- is_contested: whether a mention denies it, or mentions state different death tolls
-- date_start: first day of the event
-- date_end: last day of the event, inclusive
-- published_date: day of publication of the article
-- first_recorded_at: when the first of its articles' versions was stored
-- last_recorded_at: when the last of its articles' versions was stored
with events as (
    select *,
    from facts.fact_event
    where modality in ('actual', 'historical')
),

mentions as (
    select
        mention.*,
        mention.mention_id = event.mention_id as is_best,
        mention.event_type_id = event.event_type_id as is_of_the_type,
        coalesce(article.publisher, mention.source_id) as named_publisher,
    from facts.fact_mention as mention
    inner join events as event on mention.event_id = event.event_id
    inner join dimensions.dim_article as article on mention.article_id = article.article_id
),

codes as (
    select
        event_id,
        cameo_code,
        acled_sub_event_type,
    from mentions
    where is_of_the_type and modality in ('actual', 'historical')
    group by event_id, cameo_code, acled_sub_event_type
    qualify row_number() over (
        partition by event_id
        order by count(*) desc, bool_or(is_best) desc, cameo_code asc, acled_sub_event_type asc
    ) = 1
),

best as (
    select
        mention_id,
        contexts,
        coder_version,
        [coalesce(part.actor_id, lower(part.text)) for part in actors || recipients] as actor_keys,
    from mentions
    where is_best
),

reports as (
    select
        event_id,
        string_agg(distinct named_publisher, '; ' order by named_publisher) as publishers,
        count(distinct named_publisher) as publisher_count,
        bool_or(field = 'title' or sentence_index = 0) as is_in_opening,
    from mentions
    group by event_id
),

ranked as (
    select
        bridge.event_id,
        bridge.role,
        bridge.actor_text,
        bridge.country_code,
        bridge.sector,
        actor.office,
        coalesce(actor.actor_name, bridge.actor_text) as actor_name,
        row_number() over (
            partition by bridge.event_id, bridge.role
            order by
                coalesce(list_position(best.actor_keys, bridge.actor_key), 999) asc,
                bridge.mention_count desc,
                bridge.actor_key asc
        ) as party_rank,
    from facts.bridge_event_actor as bridge
    inner join events as event on bridge.event_id = event.event_id
    inner join best on event.mention_id = best.mention_id
    left join dimensions.dim_actor as actor on bridge.actor_version_id = actor.actor_version_id
),

parties as (
    select
        event_id,
        role,
        max(actor_name) filter (where party_rank = 1) as actor_name,
        max(actor_text) filter (where party_rank = 1) as actor_text,
        max(country_code) filter (where party_rank = 1) as country_code,
        max(sector) filter (where party_rank = 1) as sector,
        max(office) filter (where party_rank = 1) as office,
        string_agg(actor_name, '; ' order by party_rank) as all_names,
        string_agg(actor_name, '; ' order by party_rank) filter (where party_rank > 1) as other_names,
        string_agg(distinct sector, '; ' order by sector) as sectors,
        count(*) as party_count,
    from ranked
    group by event_id, role
)

select
    event.event_id,
    event.mention_id,
    event.article_id,
    event.place_id,
    event.event_type_id,
    event.event_type,
    event.mode,
    best.contexts,
    codes.cameo_code,
    codes.acled_sub_event_type,
    actor.actor_name,
    actor.actor_text,
    actor.country_code as actor_country_code,
    actor.sector as actor_sector,
    actor.office as actor_office,
    actor.other_names as other_actors,
    actor.sectors as actor_sectors,
    recipient.actor_name as recipient_name,
    recipient.actor_text as recipient_text,
    recipient.country_code as recipient_country_code,
    recipient.sector as recipient_sector,
    recipient.office as recipient_office,
    recipient.other_names as other_recipients,
    recipient.sectors as recipient_sectors,
    victim.sector as victim_sector,
    speaker.all_names as speakers,
    event.place_name,
    place.full_name,
    event.place_precision,
    place.place_level,
    place.feature_code,
    event.country_code,
    event.admin1,
    event.date_precision,
    event.sentence_text,
    article.title,
    article.url,
    article.publisher,
    reports.publishers,
    article.language,
    best.coder_version,
    event.event_number,
    event.quad_code,
    event.plover_score,
    event.latitude,
    event.longitude,
    event.fatalities_low,
    event.fatalities_best,
    event.fatalities_high,
    event.mention_count,
    event.article_count,
    reports.publisher_count,
    event.origin_count,
    event.confidence,
    reports.is_in_opening,
    event.is_contested,
    event.date_start,
    event.date_end,
    article.published_date,
    event.first_recorded_at,
    event.last_recorded_at,
from events as event
inner join best on event.mention_id = best.mention_id
inner join reports on event.event_id = reports.event_id
inner join dimensions.dim_article as article on event.article_id = article.article_id
left join codes on event.event_id = codes.event_id
left join parties as actor on event.event_id = actor.event_id and actor.role = 'actor'
left join parties as recipient on event.event_id = recipient.event_id and recipient.role = 'recipient'
left join parties as victim
    on event.event_id = victim.event_id and victim.role = 'victim' and victim.party_count = 1
left join parties as speaker on event.event_id = speaker.event_id and speaker.role = 'speaker'
left join dimensions.dim_place as place on event.place_id = place.place_id
order by event.event_id
