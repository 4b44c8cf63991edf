-- Why mentions are one event: the pairs whose comparison joined them, and the nearest misses, with the points of each.
-- grain: one row per pair of mentions that made an event or came nearest to making one
-- key: mention_id, other_mention_id
-- references: mention_id -> facts.fact_mention(mention_id)
-- references: other_mention_id -> facts.fact_mention(mention_id)
-- references: article_id -> dimensions.dim_article(article_id)
-- references: event_id -> facts.fact_event(event_id)
-- references: other_event_id -> facts.fact_event(event_id)
-- not null: event_id, other_event_id, scope, is_joined, score, needed
-- not null: article_id, field, sentence_text, sentence_start, sentence_end, journal_position
-- check: scope is of the closed list: scope in ('article', 'articles')
-- check: what is joined is one event: not is_joined or event_id = other_event_id
-- check: what joined has enough points: not is_joined or score >= needed
-- changes with: mention_id
--
-- mention_id: a mention; between articles the first of its article's report of the event
-- other_mention_id: the mention that it was compared with
-- event_id: the mention's event
-- other_event_id: the other mention's event
-- article_id: the mention's article
-- field: what the mention's offsets index: title or text
-- sentence_text: the mention's sentence
-- contradictions: what excludes that it is one event: places, days, parties, sides, tolls, means, words; empty = none
-- scope: article = compared within one article, articles = between two
-- sentence_start: start of the sentence in the field
-- sentence_end: end of the sentence, exclusive
-- journal_position: position in the journal of the coding that holds the mention
-- score: sum of the points
-- needed: how many points a pair of its kind needs
-- place_points: for one town, towns side by side, or a place in the other's region
-- day_points: for one day; negative where the days of print lie apart
-- party_points: for the same actors and recipients; negative where they cannot be the same
-- person_points: for a person whom both name; negative where each names others
-- harm_points: for the same toll; negative where tolls lie too far apart
-- count_points: for the same counted party; negative for another count
-- mode_points: for the same means; negative for others
-- word_points: for rare names and words in both texts; negative where they have none in common
-- nearness_points: for standing close together in the article
-- contradiction_points: negative where what is said excludes that it is one event
-- is_joined: whether the pair made its two mentions one event; else it is a near miss
select
    pair.mention_id,
    pair.other_mention_id,
    pair.event_id,
    pair.other_event_id,
    mention.article_id,
    mention.field,
    mention.sentence_text,
    pair.contradictions,
    pair.scope,
    mention.sentence_start,
    mention.sentence_end,
    mention.journal_position,
    pair.score,
    pair.needed,
    pair.place_points,
    pair.day_points,
    pair.party_points,
    pair.person_points,
    pair.harm_points,
    pair.count_points,
    pair.mode_points,
    pair.word_points,
    pair.nearness_points,
    pair.contradiction_points,
    pair.is_joined,
from staging.event_pairs as pair
inner join facts.fact_mention as mention on pair.mention_id = mention.mention_id
order by mention.journal_position, pair.mention_id, pair.other_mention_id
