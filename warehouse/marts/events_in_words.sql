-- Events as a person reads them: when, what, who to whom, where, who says so, and the sentence that it rests on.
-- grain: one row per event
-- key: event_id
-- references: event_id -> facts.fact_event(event_id)
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: article_id -> dimensions.dim_article(article_id)
-- not null: event_type, modality, sentence_text
-- changes with: event_id
--
-- event_id: the event
-- mention_id: the mention that the sentence is of
-- article_id: the article of that mention
-- event_type: PLOVER event type
-- mode: PLOVER mode of the type
-- modality: actual, historical, future, hypothetical or negated
-- actors: who did it, names joined by a semicolon
-- recipients: to whom it was done, names joined by a semicolon
-- speakers: who says so, names joined by a semicolon; null = the articles' own voice
-- place_name: where it happened
-- country_code: ISO 3166 alpha-3 code of the place
-- date_precision: how exact the date is
-- sentence_text: the sentence that the event rests on
-- title: headline of the article
-- url: address of the article
-- fatalities_best: median of the deaths stated; null = not stated
-- article_count: current articles that mention it
-- origin_count: independent origins among them
-- confidence: confidence of the surest mention
-- date_start: first day of the event
-- date_end: last day of the event, inclusive
with named as (
    select
        bridge.event_id,
        bridge.role,
        string_agg(coalesce(actor.actor_name, bridge.actor_text), '; ' order by bridge.actor_key) as names,
    from facts.bridge_event_actor as bridge
    left join dimensions.dim_actor as actor on bridge.actor_version_id = actor.actor_version_id
    group by bridge.event_id, bridge.role
),

roles as (
    select
        event_id,
        max(names) filter (where role = 'actor') as actors,
        max(names) filter (where role = 'recipient') as recipients,
        max(names) filter (where role = 'speaker') as speakers,
    from named
    group by event_id
)

select
    event.event_id,
    event.mention_id,
    event.article_id,
    event.event_type,
    event.mode,
    event.modality,
    roles.actors,
    roles.recipients,
    roles.speakers,
    event.place_name,
    event.country_code,
    event.date_precision,
    event.sentence_text,
    article.title,
    article.url,
    event.fatalities_best,
    event.article_count,
    event.origin_count,
    event.confidence,
    event.date_start,
    event.date_end,
from facts.fact_event as event
inner join dimensions.dim_article as article on event.article_id = article.article_id
left join roles on event.event_id = roles.event_id
order by event.journal_position, event.event_id
