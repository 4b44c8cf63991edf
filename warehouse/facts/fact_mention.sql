-- Event mentions: one report of one event in one sentence, with the words that it rests on.
-- grain: one row per mention in a current article
-- key: mention_id
-- references: article_id -> dimensions.dim_article(article_id)
-- references: source_id -> dimensions.dim_source(source_id)
-- references: origin_id -> dimensions.dim_article(article_id)
-- references: event_type_id -> dimensions.dim_event_type(event_type_id)
-- references: place_id -> dimensions.dim_place(place_id)
-- references: date_start -> dimensions.dim_date(calendar_date)
-- references: date_end -> dimensions.dim_date(calendar_date)
-- not null: article_id, source_id, origin_id, event_type_id, event_type, field, modality, confidence
-- not null: sentence_text, trigger_text, journal_position, article_position, coder_version
-- check: the trigger's offsets give the trigger's words:
--   substr(sentence_text, (trigger_start - sentence_start + 1)::bigint, length(trigger_text)::bigint) = trigger_text
-- check: the interval runs forward: date_end >= date_start
-- changes with: mention_id
--
-- mention_id: hash of article, field, trigger span and type
-- event_id: the real-world event that it reports; null = linked to none
-- article_id: the article
-- source_id: the article's source
-- origin_id: the earliest article whose report the article repeats, itself where it repeats none
-- event_type_id: PLOVER type and mode
-- place_id: GeoNames id of where it happened
-- field: what the offsets index: title or text
-- sentence_text: the sentence that it stands in
-- trigger_text: the words that carry the event
-- event_type: PLOVER event type
-- mode: PLOVER mode of the type
-- contexts: PLOVER contexts
-- modality: actual, historical, future, hypothetical or negated
-- cameo_code: CAMEO code by crosswalk
-- acled_sub_event_type: ACLED sub-event type by crosswalk
-- actors: who did it
-- recipients: to whom it was done
-- attributed_to: who says so; empty = the article's own voice
-- control_change: who took, lost, contests or holds the place
-- place_name: name of the place
-- country_code: ISO 3166 alpha-3 code of the place
-- admin1: first-order division of the place
-- place_precision: point, city, admin1 or country
-- date_precision: day, week, month, year, or publication where the text gives no date
-- date_text: the words that date it
-- coder_version: the coder's name, version and digest of its reference data
-- sentence_index: number of the sentence in the field, from 0
-- sentence_start: start of the sentence in the field
-- sentence_end: end of the sentence, exclusive
-- trigger_start: start of the trigger in the field
-- trigger_end: end of the trigger, exclusive
-- quad_code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- plover_score: PLOVER's scale from conflict (-10) to cooperation (10)
-- latitude: degrees north
-- longitude: degrees east
-- fatalities_low: fewest deaths stated; null = not stated
-- fatalities_best: deaths stated; null = not stated
-- fatalities_high: most deaths stated; null = not stated
-- injured: injured as stated; null = not stated
-- captured: arrested, abducted or taken prisoner as stated; null = not stated
-- displaced: driven from home as stated; null = not stated
-- confidence: how sure the coder is, 0 to 1
-- journal_position: position in the journal of the coding
-- article_position: position in the journal of the article's version
-- place_judgement_position: position in the journal of the judgement that says where it was; null = as coded
-- date_start: first day of the event
-- date_end: last day of the event, inclusive
-- published_date: calendar day that the article's publisher states
-- recorded_at: when the article's version was stored
select
    mention_id,
    event_id,
    article_id,
    source_id,
    origin_id,
    event_type_id,
    place_id,
    field,
    sentence_text,
    trigger_text,
    event_type,
    mode,
    contexts,
    modality,
    cameo_code,
    acled_sub_event_type,
    actors,
    recipients,
    attributed_to,
    control_change,
    place_name,
    country_code,
    admin1,
    place_precision,
    date_precision,
    date_text,
    coder_version,
    sentence_index,
    sentence_start,
    sentence_end,
    trigger_start,
    trigger_end,
    quad_code,
    plover_score,
    latitude,
    longitude,
    fatalities_low,
    fatalities_best,
    fatalities_high,
    injured,
    captured,
    displaced,
    confidence,
    journal_position,
    article_position,
    place_judgement_position,
    date_start,
    date_end,
    published_date,
    recorded_at,
from facts.fact_mention_version
where system_to is null
order by article_position, field, sentence_start, trigger_start, mention_id
