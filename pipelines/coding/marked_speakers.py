"""Speakers that a mark alone names: "Omar Haddad: We hold the hill" and '"We hold the hill." — Omar Haddad'.

Cues that are words are read in `attribution.py`.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.quotations import make_claim
from pipelines.coding.source_phrases import QUOTES, Line, Source, read_line
from pipelines.coding.speakers import is_finding
from pipelines.coding.text import ActorMention, Claim, Passage, Sentence

_DASHES = frozenset(["—", "–", "―", "--"])
_LONGEST_NAME = 6
_LEAST_SAID = 3


def marked_claims(
    passage: Passage, sentence: Sentence, before: Sentence | None, mentions: Sequence[ActorMention]
) -> list[Claim]:
    """The claims of a sentence that rest on a mark; what else is said in it stands beside them."""
    words = sentence.words
    if ":" not in words[: _LONGEST_NAME + 2] and _DASHES.isdisjoint(words):
        return []
    line = read_line(sentence, mentions)
    opens = before is None or before.paragraph != sentence.paragraph
    return (_after_colon(passage, line) if opens else []) or _before_dash(passage, line, before)


def _after_colon(passage: Passage, line: Line) -> list[Claim]:
    """A person, a body or a poll that a paragraph opens with, then a colon."""
    first = 1 if line.words[0] in QUOTES else 0
    colon = next((t for t in range(first + 1, min(first + _LONGEST_NAME, len(line.words))) if line.words[t] == ":"), 0)
    end = len(line.words) - (line.words[-1] == ".")
    if not colon or end - colon <= _LEAST_SAID:
        return []
    mention = line.ending.get(colon)
    source = Source(first, colon, mention.actor_id if mention else None)
    named = mention is not None and mention.kind is not None and mention.kind != "country"
    if not named and not is_finding(line, source) and not _speaks_again(passage, line, first, colon):
        return []
    return [make_claim(passage, line, source, (colon, colon + 1), (colon + 1, end))]


def _speaks_again(passage: Passage, line: Line, first: int, colon: int) -> bool:
    """Whether a name in capitals opens several turns, as in a transcript."""
    name = passage.text[line.tokens[first].start : line.tokens[colon].end]
    return name.isupper() and passage.text.count(name) > 1


def _before_dash(passage: Passage, line: Line, before: Sentence | None) -> list[Claim]:
    """Names behind a dash that follows a closed quotation, which may end the sentence before."""
    claims, begins = [], 0
    for t, word in enumerate(line.words):
        if word not in _DASHES or not _follows_quotation(passage, line, t, before):
            continue
        end = t + 1
        while end < len(line.words) and line.tokens[end].text[0].isupper() and end - t <= _LONGEST_NAME:
            end += 1
        if end - t > 2 and _name_closes(line, end):
            mention = next((line.starting[k] for k in range(t + 1, end) if k in line.starting), None)
            source = Source(t + 1, end, mention.actor_id if mention else None)
            claim = replace(make_claim(passage, line, source, (t, t + 1), (begins, max(t, 1))), claim_class="claim")
            if t == 0 and before is not None:
                claim = replace(claim, content_start=before.start, content_end=before.end)
            claims.append(claim)
            begins = end
    return claims


def _follows_quotation(passage: Passage, line: Line, dash: int, before: Sentence | None) -> bool:
    if dash == 0:
        return before is not None and passage.text[before.end - 1] in QUOTES
    return dash > 1 and line.words[dash - 1] in QUOTES


def _name_closes(line: Line, end: int) -> bool:
    return end == len(line.words) or line.words[end] in (".", ",") or line.words[end] in QUOTES
