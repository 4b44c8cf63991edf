-- Event mentions: one report of one event in one sentence, with the words that it rests on.
-- grain: one row per mention in a current article
-- key: mention_id
-- references: article_id -> dimensions.dim_article(article_id)
-- references: source_id -> dimensions.dim_source(source_id)
-- references: event_type_id -> dimensions.dim_event_type(event_type_id)
-- references: place_id -> dimensions.dim_place(place_id)
-- references: date_start -> dimensions.dim_date(calendar_date)
-- references: date_end -> dimensions.dim_date(calendar_date)
-- not null: article_id, source_id, event_type_id, event_type, field, modality, confidence
-- not null: sentence_text, trigger_text, journal_position, article_position, coder_version
-- check: the trigger's offsets give the trigger's words:
--   substr(sentence_text, (trigger_start - sentence_start + 1)::bigint, length(trigger_text)::bigint) = trigger_text
-- check: the interval runs forward: date_end >= date_start
--
-- mention_id: hash of article, field, trigger span and type
-- event_id: the real-world event that it reports; null = linked to none
-- article_id: the article
-- source_id: the article's source
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
-- confidence: how sure the coder is, 0 to 1
-- journal_position: position in the journal of the coding
-- article_position: position in the journal of the article's version
-- date_start: first day of the event
-- date_end: last day of the event, inclusive
-- recorded_at: when the article's version was stored
with coded as (
    select
        mention.*,
        article.source_id,
        article.recorded_at,
        case mention.field when 'title' then article.title else article.text end as passage,
    from staging.mentions as mention
    inner join staging.current_codings as coding on mention.position = coding.position
    inner join staging.current_articles as article on coding.article_id = article.article_id
)

select
    coded.mention_id,
    link.event_id,
    coded.article_id,
    coded.source_id,
    concat_ws('-', coded.event_type, coded.mode) as event_type_id,
    coded.place_id,
    coded.field,
    substr(coded.passage, coded.sentence_start + 1, coded.sentence_end - coded.sentence_start) as sentence_text,
    coded.trigger_text,
    coded.event_type,
    coded.mode,
    coded.contexts,
    coded.modality,
    coded.cameo_code,
    coded.acled_sub_event_type,
    coded.actors,
    coded.recipients,
    coded.attributed_to,
    coded.control_change,
    coded.place_name,
    coded.country_code,
    coded.admin1,
    coded.place_precision,
    coded.date_precision,
    coded.date_text,
    coded.coder_version,
    coded.sentence_index,
    coded.sentence_start,
    coded.sentence_end,
    coded.trigger_start,
    coded.trigger_end,
    coded.quad_code,
    coded.plover_score,
    coded.latitude,
    coded.longitude,
    coded.fatalities_low,
    coded.fatalities_best,
    coded.fatalities_high,
    coded.injured,
    coded.confidence,
    coded.position as journal_position,
    coded.article_position,
    coded.date_start,
    coded.date_end,
    coded.recorded_at,
from coded
left join staging.event_links as link on coded.mention_id = link.mention_id
order by coded.article_position, coded.field, coded.sentence_start, coded.trigger_start, coded.mention_id
