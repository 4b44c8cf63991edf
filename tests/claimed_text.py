"""The claims of a text of its own, for tests of who says what."""

from datetime import date

from pipelines.coding.actors import find_actors
from pipelines.coding.attribution import find_claims
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText, Claim


def claims(text: str) -> list[Claim]:
    """Its claims, with the actors found in it."""
    article = ArticleText("a1", (split_passage("text", text),), date(2017, 6, 1))
    return find_claims(article, find_actors(article, load_actor_dictionary(), ()))


def told(text: str) -> list[tuple[str, str, str]]:
    """Its claims as the words of source, cue and content."""
    return [(c.source_text, c.cue_text, text[c.content_start : c.content_end]) for c in claims(text)]
