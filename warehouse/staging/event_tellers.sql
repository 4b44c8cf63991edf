-- Whose articles tell of each event: what each publisher brought is added up from these.
-- grain: one row per event
-- key: event_id
-- not null: tellers
-- changes with: event_id
--
-- event_id: the event
-- tellers: source and publisher of the articles that mention it, and how often they do
with told as (
    select
        mention.event_id,
        article.source_id,
        coalesce(article.publisher, '') as publisher,
        count(*) as mention_count,
    from facts.fact_mention as mention
    inner join staging.article_versions as article on mention.article_position = article.position
    where mention.event_id is not null
    group by mention.event_id, article.source_id, coalesce(article.publisher, '')
)

select
    event_id,
    list(struct_pack(source_id, publisher, mention_count) order by source_id, publisher) as tellers,
from told
group by event_id
