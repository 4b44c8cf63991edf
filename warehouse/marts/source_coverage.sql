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
with of_articles as (
    select
        source_id,
        coalesce(publisher, '') as publisher,
        count(*) as article_count,
        count_if(status = 'current')::bigint as current_article_count,
        count_if(coder_version is not null)::bigint as coded_article_count,
        count(*) filter (where origin_id = article_id) as original_article_count,
        min(published_date) as first_published_date,
        max(published_date) as last_published_date,
        max(recorded_at) as last_recorded_at,
    from dimensions.dim_article
    group by source_id, coalesce(publisher, '')
),

of_events as (
    select
        unnest(tellers) as teller,
        length(tellers) = 1 as is_sole,
    from staging.event_tellers
),

told as (
    select
        teller.source_id,
        teller.publisher,
        teller.mention_count,
        true as is_event,
        is_sole,
    from of_events
    union all
    select
        article.source_id,
        coalesce(article.publisher, '') as publisher,
        count(*) as mention_count,
        false as is_event,
        false as is_sole,
    from facts.fact_mention as mention
    inner join dimensions.dim_article as article on mention.article_position = article.journal_position
    where mention.event_id is null
    group by article.source_id, coalesce(article.publisher, '')
),

of_mentions as (
    select
        source_id,
        publisher,
        sum(mention_count)::bigint as mention_count,
        count_if(is_event)::bigint as event_count,
        count_if(is_sole)::bigint as sole_event_count,
    from told
    group by source_id, publisher
)

select
    of_articles.source_id,
    of_articles.publisher,
    of_articles.article_count,
    of_articles.current_article_count,
    of_articles.coded_article_count,
    of_articles.original_article_count,
    coalesce(of_mentions.mention_count, 0) as mention_count,
    coalesce(of_mentions.event_count, 0) as event_count,
    coalesce(of_mentions.sole_event_count, 0) as sole_event_count,
    of_articles.first_published_date,
    of_articles.last_published_date,
    of_articles.last_recorded_at,
from of_articles
left join of_mentions
    on of_articles.source_id = of_mentions.source_id and of_articles.publisher = of_mentions.publisher
order by of_articles.source_id, of_articles.publisher
