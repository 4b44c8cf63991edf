"""The noun phrase that ends before a word or begins at it, as a source: with title, determiner and apposition."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.coding.speech_cues import load_cues
from pipelines.coding.text import ActorMention, Sentence, Token
from pipelines.coding.word_lists import word_list

AUXILIARIES = word_list("auxiliaries")
PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we"])
PEOPLE = word_list("people")
# "Some say", "most believe": words that stand for people when nothing follows them.
SOME = word_list("some")
# Cue forms that are nouns as often: they count as verbs only beside a known speaker.
NOUNS_TOO = word_list("nouns_too")
BOUNDARIES = word_list("boundaries")
DETERMINERS = word_list("determiners")
_LINKS = frozenset(["of", "for", "from", "at", "in", "and", "with"])
TIMES = word_list("times")
QUOTES = frozenset("\"“”«»„'‘’`")
AFTER_SPEAKER = word_list("after_speaker") | QUOTES
STOPPERS = frozenset((",", ";", ":", "--", "—", "–", "(", ")", *QUOTES))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence made ready for reading: small words, and its actor mentions by the token they end at and start at."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    words: list[str]
    ending: dict[int, ActorMention]
    starting: dict[int, ActorMention]
    first_token: dict[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens `first` to `last` (exclusive) of the source and the actor in it."""

    first: int
    last: int
    actor_id: str | None


def read_line(sentence: Sentence, mentions: Sequence[ActorMention]) -> Line:
    ends = [token.end for token in sentence.tokens]
    starts = [token.start for token in sentence.tokens]
    ending, starting, first = {}, {}, {}
    for mention in mentions:
        last = bisect_left(ends, mention.end)
        begin = bisect_left(starts, mention.start)
        ending[last + 1] = mention
        starting[begin] = mention
        first[last + 1] = begin
    return Line(sentence, sentence.tokens, list(sentence.words), ending, starting, first)


def stands_alone(line: Line, end: int) -> bool:
    """Whether a phrase of one word like "all" or "some" ends at `end`."""
    words = line.words
    return words[end - 1] in SOME and (
        end == 1 or words[end - 2] in STOPPERS or words[end - 2] in BOUNDARIES or words[end - 2] in ("and", "but")
    )


def phrase_left(line: Line, end: int) -> Source | None:
    """The noun phrase that ends before token `end`."""
    words = line.words
    mention = line.ending.get(end)
    if words[end - 1] in PRONOUNS:
        return Source(end - 1, end, mention.actor_id if mention else None)
    if mention is not None:
        return with_left_context(line, line.first_token[end], end, mention.actor_id)
    if stands_alone(line, end):
        return Source(end - 1, end, None)
    if words[end - 1] == "percent" and end > 1:
        return Source(end - 2, end, None)
    first = end
    while first > 0 and end - first < 10 and _in_noun_phrase(line, first - 1):
        first -= 1
        if words[first] in DETERMINERS:
            break
    while first < end and words[first] in _LINKS:
        first += 1
    if first == end or not any(c.isalpha() for c in words[end - 1]) or words[end - 1] in DETERMINERS:
        return None
    bare = words[first] not in DETERMINERS and not line.tokens[end - 1].text[0].isupper()
    opens = first == 0 or words[first - 1] in STOPPERS or words[first - 1] in BOUNDARIES
    if bare and not opens and not (words[end - 1] in PEOPLE and end - first == 1):
        return None
    inner = next((line.starting[t] for t in range(first, end) if t in line.starting), None)
    return with_left_context(line, first, end, inner.actor_id if inner else None)


def _in_noun_phrase(line: Line, t: int) -> bool:
    word = line.words[t]
    if word in STOPPERS or word in BOUNDARIES or word in AUXILIARIES:
        return False
    if word in PRONOUNS or (word in load_cues()[0] and word not in NOUNS_TOO):
        return False
    return word[0].isalnum() or word in ("'s", "’s", "&", ".", "/")


def with_left_context(line: Line, first: int, last: int, actor_id: str | None) -> Source:
    """Take in the determiner, and the noun in "a statement from the army", "one of the officials"."""
    words = line.words
    if first > 0 and words[first - 1] in DETERMINERS and words[first - 1] != "that":
        first -= 1
    start = first
    while start > 0 and first - start < 6 and _in_noun_phrase(line, start - 1):
        if words[start - 1] in _LINKS or words[start - 1] in TIMES:
            break
        start -= 1
        if words[start] in DETERMINERS:
            break
    if start < first and (start == 0 or words[start] in DETERMINERS or words[start - 1] in STOPPERS):
        first = start
    if first > 1 and words[first - 1] in ("of", "from", "by", "for", "at") and words[first - 2][0].isalpha():
        start = first - 2
        while start > 0 and first - start < 7 and _in_noun_phrase(line, start - 1) and words[start] not in DETERMINERS:
            start -= 1
        if words[start] in DETERMINERS or start == 0 or words[start - 1] in STOPPERS:
            mention = line.ending.get(first - 1)
            return Source(start, last, mention.actor_id if mention and mention.actor_id else actor_id)
    return Source(first, last, actor_id)


def phrase_right(line: Line, start: int, may_be_bare: bool = False, may_open: bool = True) -> Source | None:
    """The noun phrase that begins at token `start`, with its apposition unless that may be the statement itself."""
    words = line.words
    if start >= len(words):
        return None
    if words[start] in PRONOUNS:
        pronoun = line.starting.get(start)
        return Source(start, start + 1, pronoun.actor_id if pronoun else None)
    first = start
    if words[start] in DETERMINERS:
        start += 1
    mention = next((line.starting[t] for t in range(start, min(start + 4, len(words))) if t in line.starting), None)
    last = start
    while mention is not None and last < len(words) and line.tokens[last].start < mention.end:
        last += 1
    limit = last + 8
    while last < min(limit, len(words)) and _in_noun_phrase(line, last) and words[last] not in AFTER_SPEAKER:
        last += 1
    if last == start or (
        mention is None and first == start and not may_be_bare and not line.tokens[start].text[0].isupper()
    ):
        return None
    if may_open:
        last = _end_of_apposition(line, last)
    return Source(first, last, mention.actor_id if mention else None)


def _end_of_apposition(line: Line, last: int) -> int:
    """Take in ", who heads the unit" or ", a spokesman for X" up to the next comma or the end."""
    words = line.words
    if (
        last + 1 < len(words)
        and words[last] == ","
        and words[last + 1] in ("who", "the", "a", "an", "head", "director", "chief")
    ):
        for t in range(last + 1, min(last + 30, len(words))):
            if words[t] in (",", ".", ";") or words[t] in QUOTES:
                return t
    return last
