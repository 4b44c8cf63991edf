-- What each publisher of each source brought: articles, how many of them are its own report, and what they tell.
-- grain: one row per source and publisher
-- key: source_id, publisher
-- references: source_id -> dimensions.dim_source(source_id)
-- not null: article_count, current_article_count, coded_article_count, mention_count, event_count
-- check: no more current articles than articles: current_article_count <= article_count
-- check: no more own reports than current articles: original_article_count <= current_article_count
--
-- source_id: the source that the articles came from
-- publisher: publisher as its articles state it; '' where they state none
-- article_count: articles ever fetched
-- current_article_count: those that are neither withdrawn nor rejected since
-- coded_article_count: current articles that are coded
-- original_article_count: current articles that repeat no earlier one
-- mention_count: mentions of events in them
-- event_count: events that they mention
-- sole_event_count: events that nobody else mentions
-- first_published_date: earliest day of publication
-- last_published_date: latest day of publication
-- last_recorded_at: when the newest version was stored
with articles as (
    select
        *,
        coalesce(publisher, '') as publisher_name,
    from dimensions.dim_article
),

of_articles as (
    select
        source_id,
        publisher_name,
        row_number() over (order by source_id, publisher_name) as publisher_number,
        count(*) as article_count,
        count_if(status = 'current')::bigint as current_article_count,
        count_if(coder_version is not null)::bigint as coded_article_count,
        count(*) filter (where origin_id = article_id) as original_article_count,
        min(published_date) as first_published_date,
        max(published_date) as last_published_date,
        max(recorded_at) as last_recorded_at,
    from articles
    group by source_id, publisher_name
),

brought as (
    select
        article.journal_position as article_position,
        publisher.publisher_number,
    from articles as article
    inner join of_articles as publisher
        on article.source_id = publisher.source_id and article.publisher_name = publisher.publisher_name
),

mentioned as (
    select
        brought.publisher_number,
        mention.event_id,
        count(*) as mention_count,
    from facts.fact_mention as mention
    inner join brought on mention.article_position = brought.article_position
    group by brought.publisher_number, mention.event_id
),

sole as (
    select min(publisher_number) as publisher_number,
    from mentioned
    where event_id is not null
    group by event_id
    having count(*) = 1
),

of_sole as (
    select
        publisher_number,
        count(*) as sole_event_count,
    from sole
    group by publisher_number
),

of_mentions as (
    select
        publisher_number,
        sum(mention_count)::bigint as mention_count,
        count(event_id) as event_count,
    from mentioned
    group by publisher_number
)

select
    of_articles.source_id,
    of_articles.publisher_name as publisher,
    of_articles.article_count,
    of_articles.current_article_count,
    of_articles.coded_article_count,
    of_articles.original_article_count,
    coalesce(of_mentions.mention_count, 0) as mention_count,
    coalesce(of_mentions.event_count, 0) as event_count,
    coalesce(of_sole.sole_event_count, 0) as sole_event_count,
    of_articles.first_published_date,
    of_articles.last_published_date,
    of_articles.last_recorded_at,
from of_articles
left join of_mentions on of_articles.publisher_number = of_mentions.publisher_number
left join of_sole on of_articles.publisher_number = of_sole.publisher_number
order by of_articles.source_id, of_articles.publisher_name
