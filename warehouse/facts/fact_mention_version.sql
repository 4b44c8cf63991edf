-- Event mentions as they were known, from when to when: fact_mention has those that are known now.
-- `from mentions_as_of(ts)` gives what was known at an instant: what a replay of the journal up to it gives.
-- grain: one row per mention and state of it
-- key: mention_id, system_from
-- references: article_id -> dimensions.dim_article(article_id)
-- references: source_id -> dimensions.dim_source(source_id)
-- not null: article_id, source_id, event_type_id, event_type, field, modality, confidence
-- not null: sentence_text, trigger_text, journal_position, article_position, coder_version
-- check: the interval runs forward: system_to > system_from
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
-- system_from: when the journal first said so
-- system_to: when it said so no more; null = it still does
with coded as (
    select
        mention.* replace (
            if(version.place_judgement_position is null, mention.place_id, judgement.place_id) as place_id,
            if(version.place_judgement_position is null, mention.place_name, judgement.place_name) as place_name,
            if(version.place_judgement_position is null, mention.latitude, judgement.latitude) as latitude,
            if(version.place_judgement_position is null, mention.longitude, judgement.longitude) as longitude,
            if(version.place_judgement_position is null, mention.country_code, judgement.country_code) as country_code,
            if(version.place_judgement_position is null, mention.admin1, judgement.admin1) as admin1,
            if(
                version.place_judgement_position is null, mention.place_precision, judgement.place_precision
            ) as place_precision,
            case
                when version.place_judgement_position is null then mention.control_change
                when judgement.place_id is not null and mention.control_change is not null then struct_pack(
                    place_id := judgement.place_id,
                    from_actor_id := mention.control_change.from_actor_id,
                    to_actor_id := mention.control_change.to_actor_id,
                    status := mention.control_change.status
                )
            end as control_change
        ),
        article.source_id,
        article.published_date,
        article.recorded_at,
        version.event_id,
        version.origin_id,
        version.place_judgement_position,
        version.system_from,
        version.system_to,
        case mention.field when 'title' then article.title else article.text end as passage,
    from staging.mention_versions as version
    inner join staging.mentions as mention
        on version.coding_position = mention.position and version.mention_id = mention.mention_id
    inner join staging.article_versions as article on mention.article_position = article.position
    left join staging.judgements as judgement on version.place_judgement_position = judgement.position
)

select
    coded.mention_id,
    coded.event_id,
    coded.article_id,
    coded.source_id,
    coded.origin_id,
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
    coded.captured,
    coded.displaced,
    coded.confidence,
    coded.position as journal_position,
    coded.article_position,
    coded.place_judgement_position,
    coded.date_start,
    coded.date_end,
    coded.published_date,
    coded.recorded_at,
    coded.system_from,
    coded.system_to,
from coded
order by coded.article_position, coded.mention_id, coded.system_from
