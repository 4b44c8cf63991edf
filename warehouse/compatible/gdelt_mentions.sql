-- GDELT 2.0's table of mentions: its 16 columns, in its order. One report of an event in one sentence is one row.
-- Only events told as fact are here (see told_events); what cannot be known is null.
-- grain: one row per mention of an event
-- key: Extras
-- not null: EventTimeDate, MentionTimeDate, MentionSourceName
--
-- GLOBALEVENTID: number of the event, as in gdelt_events
-- EventTimeDate: when the event was first stored, YYYYMMDDHHMMSS in UTC
-- MentionTimeDate: when the article was stored, YYYYMMDDHHMMSS in UTC
-- MentionType: 1 with an address on the web, 2 without
-- MentionSourceName: domain of the address; without one the publisher or source
-- MentionIdentifier: address of the article; without one its id
-- SentenceID: number of the sentence in the text, from 1; 0 for the headline
-- Actor1CharOffset: where the first actor stands in the text or headline, in characters; -1 = none named
-- Actor2CharOffset: where the first recipient stands; -1 = none named
-- ActionCharOffset: where the words that carry the event stand
-- InRawText: always 1: offsets are those of the text itself
-- Confidence: how sure the coder is, 10 to 100 in tens
-- MentionDocLen: characters of the text
-- MentionDocTone: always null: tone is not measured
-- MentionDocTranslationInfo: always null: texts are coded in their own language
-- Extras: the mention's id; GDELT leaves it empty
select
    event.event_number as GLOBALEVENTID,
    strftime(make_timestamp(epoch_us(event.first_recorded_at)), '%Y%m%d%H%M%S')::bigint as EventTimeDate,
    strftime(make_timestamp(epoch_us(mention.recorded_at)), '%Y%m%d%H%M%S')::bigint as MentionTimeDate,
    case when article.url is null then 2 else 1 end as MentionType,
    coalesce(
        nullif(regexp_extract(article.url, '^[a-z]+://(?:www\.)?([^/:]+)', 1), ''), article.publisher, mention.source_id
    ) as MentionSourceName,
    coalesce(article.url, mention.article_id) as MentionIdentifier,
    case when mention.field = 'text' then mention.sentence_index + 1 else 0 end as SentenceID,
    coalesce(mention.actors[1].start, -1) as Actor1CharOffset,
    coalesce(mention.recipients[1].start, -1) as Actor2CharOffset,
    mention.trigger_start as ActionCharOffset,
    1 as InRawText,
    greatest(10, (ceil(mention.confidence * 10) * 10)::integer) as Confidence,
    article.text_length as MentionDocLen,
    null::double as MentionDocTone,
    null::varchar as MentionDocTranslationInfo,
    mention.mention_id as Extras,
from facts.fact_mention as mention
inner join compatible.told_events as event on mention.event_id = event.event_id
inner join dimensions.dim_article as article on mention.article_id = article.article_id
where mention.modality in ('actual', 'historical')
