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


@dataclass(frozen=True, slots=True)
class Terms:
    """What texts are about, as terms: numbers made of words.

    `articles`: `article_id`, `terms`. `sentences`: `mention_id`, `terms`, `weekdays`. `words`: `term`, `word`.
    """

    articles: pl.DataFrame
    sentences: pl.DataFrame
    words: pl.DataFrame


def find_terms(mentions: pl.DataFrame, articles: pl.DataFrame) -> Terms:
    """The terms of each article (`article_id`, `title`, `text`) and of each mention's sentence, each once in order.

    An article has the names of its text, and the words of its headline and beginning.
    """
    texts = articles.select("article_id", pl.col("title", "text").fill_null("")).unique("article_id", keep="any")
    texts = texts.join(mentions.select("article_id").unique(), on="article_id", how="semi").sort("article_id")
    named = texts.with_columns(names=_names(pl.col("text")))
    beginning = pl.concat_str(pl.col("title"), pl.col("text").str.slice(0, LEAD), separator=". ")
    about = named.select("article_id", "names", plain=_plain(beginning))
    about = about.select("article_id", words=pl.concat_list(_capital(pl.col("names")), _stems()))
    sentences = _sentences(mentions, named)
    told = sentences.with_columns(plain=_plain(pl.col("text")))
    held = pl.col("plain").list.set_intersection("names")
    told = told.select(
        "mention_id",
        words=pl.concat_list(_capital(held), _stems()),
        weekdays=pl.col("text").str.to_lowercase().str.extract_all(_WEEKDAY),
    )
    words = pl.concat([about["words"].explode(), told["words"].explode()]).drop_nulls().alias("word").to_frame()
    words = words.with_columns(term=pl.col("word").hash()).unique("term").select("term", "word")
    terms = pl.col("words").list.eval(pl.element().hash()).list.unique().list.sort().alias("terms")
    return Terms(about.select("article_id", terms), told.select("mention_id", terms, "weekdays"), words)


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


def _names(text: pl.Expr) -> pl.Expr:
    """Every name of the text, in small letters, each once."""
    runs = text.str.slice(0, NAMES_FROM).str.extract_all(_RUN).list.join(" ")
    plain = pl.element().str.replace(_POSSESSIVE, "").str.to_lowercase()
    names = runs.str.extract_all(_NAME).list.eval(plain).list.unique()
    return names.list.eval(pl.element().filter(~pl.element().is_in(CALENDAR) & (pl.element().str.len_chars() > 2)))


def _sentences(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """`mention_id`, the `names` of its article, and the `text` of its sentence."""
    placed = mentions.select("mention_id", "article_id", "field", "sentence_start", "sentence_end").join(
        texts, on="article_id", how="inner"
    )
    whole = pl.when(pl.col("field") == "title").then("title").otherwise("text")
    length = pl.col("sentence_end") - pl.col("sentence_start")
    return placed.select("mention_id", "names", text=whole.str.slice(pl.col("sentence_start"), length))


def _plain(text: pl.Expr) -> pl.Expr:
    """The words of a text that tell something, in small letters."""
    words = text.str.to_lowercase().str.extract_all(_WORD).list.unique()
    bare = words.list.eval(pl.element().str.replace(_POSSESSIVE, ""))
    return bare.list.eval(pl.element().filter(~pl.element().is_in(EMPTY | CALENDAR)))


def _capital(names: pl.Expr) -> pl.Expr:
    return names.list.eval(pl.element().str.slice(0, 1).str.to_uppercase() + pl.element().str.slice(1))


def _stems() -> pl.Expr:
    """The words of `plain` that are no `names`, cut to their stems."""
    word = pl.element()
    stem = pl.when(word.str.len_chars() > 4).then(word.str.replace(_ENDINGS, "")).otherwise(word)
    return pl.col("plain").list.set_difference("names").list.eval(stem)


def no_terms() -> Terms:
    """What is found where no text is at hand."""
    terms = {"terms": pl.List(pl.UInt64)}
    return Terms(
        pl.DataFrame(schema={"article_id": pl.String, **terms}),
        pl.DataFrame(schema={"mention_id": pl.String, **terms, "weekdays": pl.List(pl.String)}),
        pl.DataFrame(schema={"term": pl.UInt64, "word": pl.String}),
    )
