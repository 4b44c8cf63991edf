"""Articles and a model's stored answers in, the frames of the contracts out: upheld as those of the rule coder are."""

import json
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from pipelines.coding.actors import find_actors
from pipelines.coding.article import Coding, read_article_text
from pipelines.coding.attribution import find_claims
from pipelines.coding.batch import CodedBatch, Row, article_set_aside, frame_rows, upheld_batch
from pipelines.coding.places import find_places
from pipelines.coding.reference import Reference, current_version
from pipelines.coding.text import ArticleText, Claim
from pipelines.coding.times import find_times
from pipelines.language_model.held import hold_to_text
from pipelines.language_model.prompt import ask_about, prompt_digest
from pipelines.language_model.stated import Problem, stated_events
from schemas.contracts import LONGEST_ROW
from schemas.frames import FRAMES

CODER_NAME = "llm"
CODER_VERSION = "1"
LEFT_OUT = "Answer"
"""The frame that parts of an answer are set aside from."""
MOST_PROBLEMS = 100


def asked_as(model: str) -> str:
    """Names model and prompt: an answer to another prompt is another answer."""
    return f"{model} {prompt_digest()}"


def coder_version(model: str) -> str:
    """Names all that a coding depends on: this reading of answers, model, prompt, and the rules that resolve names."""
    return f"{CODER_NAME} {CODER_VERSION} {asked_as(model)} {current_version()}"


def code_answered(articles: pl.DataFrame, answers: Mapping[str, str], reference: Reference, version: str) -> CodedBatch:
    """Codes each article from its answer (by `article_id`); all that an answer says and the text does not is set aside.

    An article that fails is set aside as a whole, with the reason, and the others go on.
    """
    rows: dict[str, list[Row]] = {name: [] for name in FRAMES}
    aside: list[Row] = []
    for article in articles.iter_rows(named=True):
        try:
            coding, problems = read_answer(answers[article["article_id"]], read_article_text(article), reference)
            coded = frame_rows(coding, version)
        except Exception as error:  # noqa: BLE001  one article, whatever its fault, must not lose the batch
            aside.append(article_set_aside(article, error))
            continue
        aside += [_row(article["article_id"], problem) for problem in problems[:MOST_PROBLEMS]]
        for name, found in coded.items():
            rows[name] += found
    return upheld_batch(rows, aside)


def read_answer(answer: str, article: ArticleText, reference: Reference) -> tuple[Coding, list[Problem]]:
    """The coding that an answer and the article give together, and what of the answer was left out."""
    times, places = find_times(article), find_places(article, reference.gazetteer)
    actors = find_actors(article, reference.dictionary, places)
    found = Coding(article, [], places, actors, times, find_claims(article, actors))
    question = ask_about(article)
    events, problems = stated_events(answer)
    if not question.is_whole:
        problems.append(Problem("the article is longer than what is asked about; the rest was not", None))
    mentions = []
    for event in events:
        held = hold_to_text(event, question, found)
        problems += held.problems
        mentions += [held.mention] if held.mention else []
    mentions.sort(key=lambda mention: (mention.field != "title", mention.trigger_start, mention.trigger_end))
    claims = {_claim_key(c): c for c in (*found.claims, *(c for m in mentions for c in m.attributed_to))}
    return replace(found, mentions=mentions, claims=list(claims.values())), problems


def _claim_key(claim: Claim) -> tuple[str, int, int, int]:
    return claim.field, claim.source_start, claim.cue_start, claim.content_start


def _row(article_id: str, problem: Problem) -> Row:
    stated = {"article_id": article_id, "stated": problem.stated}
    row = json.dumps(stated, ensure_ascii=False, default=str).encode("utf-8", "replace").decode()[:LONGEST_ROW]
    return {"frame": LEFT_OUT, "key": article_id, "reason": problem.reason, "row": row}
