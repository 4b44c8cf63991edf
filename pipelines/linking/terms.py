"""What an article is about, as weighted terms: the names of its text, and the words of its headline and beginning.

A name is a capitalised word within a sentence; it is kept with its capital, so that it is another term than the word.
A term's weight in an article is its rarity at the article's coming: the share of articles that hold it, tempered with
what is known of English, so that it means something among five articles too. Of articles that come together the order
changes nothing, and what comes later leaves a weight as it was.
"""

from dataclasses import dataclass

import polars as pl

from pipelines.linking.term_words import CALENDAR, EMPTY, FREQUENT, known_names

NAMES_FROM = 4_000
LEAD = 700
RARE = 4.5
TELLING = 2.5
_RUN = r"(?:[a-z0-9,;:’'\"“(—-] |(?:Mr|Mrs|Ms|Dr|Sgt|Lt|Col|Gen|Capt)\. )(?:(?:[A-Z][\w’'-]+) ?)+"
_NAME = r"[A-Z][a-z][\w’'-]*|\b[A-Z]{3,5}\b"
_WORD = r"\d+-year-old|\d[\d.,]*\d|\d|[a-z][\w'’-]{2,}"
_WEEKDAY = r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_POSSESSIVE = r"['’](?:s|)$"
_ENDINGS = r"(?:ings?|ed|es|s)$"

PRIOR_ARTICLES = 1_000
"""How many articles English as a whole counts for, beside those at hand."""
_PRIOR = {"name": 2, "known name": 250, "word": 25, "number": 60, "frequent word": 300}
THE_ARTICLE = 0
"""The term that every article holds once: its count is that of the articles."""
THOUSANDTHS = 1_000
_TERM = pl.col("word").hash().alias("term")


@dataclass(frozen=True, slots=True)
class Terms:
    """What texts are about, as terms: numbers made of words.

    `articles`: `article_id`, `term`. `sentences`: `mention_id`, `term`. `weekdays`: `mention_id`, `weekdays`. `words`:
    `term`, `word`.
    """

    articles: pl.DataFrame
    sentences: pl.DataFrame
    weekdays: pl.DataFrame
    words: pl.DataFrame


def find_terms(mentions: pl.DataFrame, articles: pl.DataFrame) -> Terms:
    """The terms of each article (`article_id`, `title`, `text`) and of each mention's sentence."""
    texts = articles.select("article_id", pl.col("title", "text").fill_null("")).unique("article_id", keep="any")
    texts = texts.join(mentions.select("article_id").unique(), on="article_id", how="semi").sort("article_id")
    names = _names(texts)
    beginning = pl.concat_str(pl.col("title"), pl.col("text").str.slice(0, LEAD), separator=". ")
    leads = _words(texts.select("article_id", text=beginning), names)
    about = pl.concat([names.select("article_id", "word"), leads]).with_columns(_TERM)
    sentences = _sentences(mentions, texts)
    told = _words(sentences, names).with_columns(_TERM)
    words = pl.concat([about.select("term", "word"), told.select("term", "word")]).unique("term")
    weekdays = sentences.select("mention_id", weekdays=pl.col("text").str.to_lowercase().str.extract_all(_WEEKDAY))
    return Terms(
        about.select("article_id", "term").unique(), told.select("mention_id", "term").unique(), weekdays, words
    )


def weigh(words: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """`term`, `count`, `weight` in thousandths and `is_name` of `words`; `counts` says how many articles hold each."""
    articles = counts.filter(pl.col("term") == THE_ARTICLE)["count"].sum()
    plain, is_name = pl.col("word").str.to_lowercase(), pl.col("word").str.contains(r"^[A-Z]")
    prior = (
        pl.when(is_name & plain.is_in(known_names()))
        .then(_PRIOR["known name"])
        .when(is_name)
        .then(_PRIOR["name"])
        .when(pl.col("word").str.contains(r"^\d") & ~pl.col("word").str.ends_with("old"))
        .then(_PRIOR["number"])
        .when(plain.is_in(FREQUENT))
        .then(_PRIOR["frequent word"])
        .otherwise(_PRIOR["word"])
    )
    counted = words.join(counts, on="term", how="left").with_columns(pl.col("count").fill_null(0))
    weight = ((articles + PRIOR_ARTICLES) / (pl.col("count") + prior)).log().clip(0.1)
    return counted.select("term", "count", weight=(weight * THOUSANDTHS).round().cast(pl.UInt16), is_name=is_name)


def _names(texts: pl.DataFrame) -> pl.DataFrame:
    """`article_id`, `plain`, `word`: every name of the text, in small letters and with its capital."""
    runs = texts.select("article_id", run=pl.col("text").str.slice(0, NAMES_FROM).str.extract_all(_RUN)).explode("run")
    found = runs.select("article_id", name=pl.col("run").str.extract_all(_NAME)).explode("name").drop_nulls()
    bare = pl.col("name").str.replace(_POSSESSIVE, "")
    plain = found.select("article_id", plain=bare.str.to_lowercase()).filter(
        ~pl.col("plain").is_in(CALENDAR) & (pl.col("plain").str.len_chars() > 2)
    )
    capital = pl.col("plain").str.slice(0, 1).str.to_uppercase() + pl.col("plain").str.slice(1)
    return plain.unique().with_columns(word=capital)


def _sentences(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    placed = mentions.select("mention_id", "article_id", "field", "sentence_start", "sentence_end").join(
        texts, on="article_id", how="inner"
    )
    whole = pl.when(pl.col("field") == "title").then("title").otherwise("text")
    length = pl.col("sentence_end") - pl.col("sentence_start")
    return placed.select("mention_id", "article_id", text=whole.str.slice(pl.col("sentence_start"), length))


def _words(texts: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The keys of `texts` and `word`: the words of `text`, cut to their stems; names as `names` has them."""
    keys = [column for column in texts.columns if column != "text"]
    plain = texts.select(*keys, plain=pl.col("text").str.to_lowercase().str.extract_all(_WORD)).explode("plain")
    plain = plain.drop_nulls().with_columns(pl.col("plain").str.replace(_POSSESSIVE, ""))
    named = plain.unique().join(names, on=["article_id", "plain"], how="left")
    stem = pl.when(pl.col("plain").str.len_chars() > 4).then(pl.col("plain").str.replace(_ENDINGS, ""))
    kept = named.filter(~pl.col("plain").is_in(EMPTY | CALENDAR))
    word = pl.coalesce("word", stem, "plain")
    return kept.select(*keys, word=word)


def no_terms() -> Terms:
    """What is found where no text is at hand."""
    return Terms(
        pl.DataFrame(schema={"article_id": pl.String, "term": pl.UInt64}),
        pl.DataFrame(schema={"mention_id": pl.String, "term": pl.UInt64}),
        pl.DataFrame(schema={"mention_id": pl.String, "weekdays": pl.List(pl.String)}),
        pl.DataFrame(schema={"term": pl.UInt64, "word": pl.String}),
    )
