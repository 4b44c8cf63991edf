"""What an article is about, as weighted terms: the names of its text, and the words of its headline and beginning.

A name is a capitalised word within a sentence; it is kept with its capital, so that it is another term than the word.
A term's weight is its rarity: the share of articles that hold it, tempered with what is known of English, so that it
means something among five articles too. Nothing here depends on the order of the articles.
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


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms as numbers, with the `word` that each stands for.

    `articles`: `article_id`, `terms`. `sentences`: `mention_id`, `terms`, `weekdays`. `weights`: `term`, `word`,
    `weight`, `count` of articles, `is_name`.
    """

    articles: pl.DataFrame
    sentences: pl.DataFrame
    weights: pl.DataFrame


def find_terms(mentions: pl.DataFrame, articles: pl.DataFrame) -> Terms:
    """The terms of each article (`article_id`, `title`, `text`) and of each mention's sentence."""
    texts = articles.select("article_id", pl.col("title", "text").fill_null("")).unique("article_id", keep="any")
    texts = texts.join(mentions.select("article_id").unique(), on="article_id", how="semi").sort("article_id")
    names = _names(texts)
    beginning = pl.concat_str(pl.col("title"), pl.col("text").str.slice(0, LEAD), separator=". ")
    about = pl.concat([names.select("article_id", "word"), _words(texts.select("article_id", text=beginning), names)])
    about = about.unique()
    sentences = _sentences(mentions, texts)
    told = _words(sentences, names).unique()
    weights = _weights(about, told, texts.height)
    weekdays = sentences.select("mention_id", weekdays=pl.col("text").str.to_lowercase().str.extract_all(_WEEKDAY))
    by_mention = _lists(told, weights, "mention_id").join(weekdays, on="mention_id", how="full", coalesce=True)
    return Terms(_lists(about, weights, "article_id"), by_mention, weights)


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


def _weights(about: pl.DataFrame, told: pl.DataFrame, articles: int) -> pl.DataFrame:
    words = pl.concat([about.select("word"), told.select("word")]).unique()
    counted = words.join(about.group_by("word").len("count"), on="word", how="left").sort("word")
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
    count = pl.col("count").fill_null(0)
    weight = ((articles + PRIOR_ARTICLES) / (count + prior)).log().clip(0.1)
    return counted.select("word", count=count, weight=weight, is_name=is_name).with_row_index("term")


def _lists(rows: pl.DataFrame, weights: pl.DataFrame, key: str) -> pl.DataFrame:
    numbered = rows.join(weights.select("word", "term"), on="word", how="inner")
    return numbered.group_by(key).agg(pl.col("term").unique().sort().alias("terms"))


def no_terms() -> Terms:
    """What is found where no text is at hand."""
    terms = pl.List(pl.UInt32)
    return Terms(
        pl.DataFrame(schema={"article_id": pl.String, "terms": terms}),
        pl.DataFrame(schema={"mention_id": pl.String, "terms": terms, "weekdays": pl.List(pl.String)}),
        pl.DataFrame(
            schema={
                "term": pl.UInt32,
                "word": pl.String,
                "count": pl.UInt32,
                "weight": pl.Float64,
                "is_name": pl.Boolean,
            }
        ),
    )
