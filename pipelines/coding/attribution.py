"""Finds who says what: the source, the cue ("said", "according to") and the content it covers.

Cues stand in `seeds/speech_cues.csv` with their class (claim, denial, confirmation) and the frame they take. Whether
what is said is true is not judged here.
"""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pipelines.coding.text import ActorMention, ArticleText, Claim, Passage, Sentence, Token
from pipelines.coding.word_lists import word_list

_AUXILIARIES = word_list("auxiliaries")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we"])
_OPENERS = word_list("openers")
_FINDINGS = word_list("findings")
# Cue forms that are nouns as often: they count as verbs only beside a known speaker.
_NOUNS_TOO = word_list("nouns_too")
_BOUNDARIES = word_list("boundaries")
_DETERMINERS = word_list("determiners")
_LINKS = frozenset(["of", "for", "from", "at", "in", "and", "with"])
_TIMES = word_list("times")
_QUOTES = frozenset("\"“”«»„'‘’`")
_DOUBLE_QUOTES = frozenset('"“”«»„')
_AFTER_CUE = word_list("after_cue")
_AFTER_SPEAKER = word_list("after_speaker") | _QUOTES
_OPENING = frozenset("\"“‘«'`")
_QUOTE_REACH = 6  # sentences that one quotation may run through
_STOPPERS = frozenset((",", ";", ":", "--", "—", "–", "(", ")", *_QUOTES))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's class and its frame: say, tell, that (needs "that"), object, quote (needs a quotation), noun, according."""

    cue_class: str
    frame: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence made ready for reading: small words, and its actor mentions by the token they end at and start at."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    words: list[str]
    ending: dict[int, ActorMention]
    starting: dict[int, ActorMention]
    first_token: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Source:
    """Tokens `first` to `last` (exclusive) of the source and the actor in it."""

    first: int
    last: int
    actor_id: str | None


@cache
def load_cues() -> tuple[dict[str, Cue], dict[str, Cue], dict[str, Cue]]:
    """Verb forms of one word, forms of two words, and nouns."""
    single: dict[str, Cue] = {}
    double: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    with files("seeds").joinpath("speech_cues.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cue = Cue(row["class"], row["frame"])
            for form in row["forms"].split("|"):
                (nouns if cue.frame == "noun" else double if " " in form else single).setdefault(form, cue)
    return single, double, nouns


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form in load_cues()[1])


def claim_class(cue_text: str) -> str:
    """`claim`, `denial` or `confirmation`, from the words of a cue."""
    single, double, nouns = load_cues()
    words = cue_text.lower().split()
    for known in (double.get(" ".join(words[:2])), single.get(words[0]), nouns.get(words[0])):
        if known is not None:
            return known.cue_class
    return "claim"


def find_claims(article: ArticleText, actors: Sequence[ActorMention]) -> list[Claim]:
    """All attributions of an article, title first, in the order of their cues."""
    claims: list[Claim] = []
    for passage in article.passages:
        mentions = [mention for mention in actors if mention.field == passage.field]
        starts = [mention.start for mention in mentions]
        found: list[tuple[Sentence, list[Claim]]] = []
        for sentence in passage.sentences:
            lower, upper = bisect_left(starts, sentence.start), bisect_right(starts, sentence.end - 1)
            here = _in_sentence(passage, sentence, mentions[lower:upper])
            if not here and found and found[-1][0].paragraph == sentence.paragraph and len(sentence.tokens) <= 25:
                here = _after_quotation(passage, sentence, found[-1][0], mentions[lower:upper])
            found.append((sentence, here))
        claims += _with_whole_quotes(passage, found)
    return claims


def _with_whole_quotes(passage: Passage, found: list[tuple[Sentence, list[Claim]]]) -> list[Claim]:
    """Stretch contents over quotations that run through several sentences of a paragraph."""
    claims: list[Claim] = []
    for i, (sentence, here) in enumerate(found):
        for claim in here:
            start, end = claim.content_start, claim.content_end
            for before, others in reversed(found[max(0, i - _QUOTE_REACH) : i]):
                if before.paragraph != sentence.paragraph or others or not _runs_in(passage.text, start, claim):
                    break
                start = before.start
            for after, others in found[i + 1 : i + 1 + _QUOTE_REACH]:
                if others or after.paragraph != sentence.paragraph or claim is not here[-1]:
                    break
                if passage.text[after.start] not in _OPENING and not _is_open(passage.text[sentence.start : end]):
                    break
                end = after.end
            claims.append(replace(claim, content_start=start, content_end=end))
    return claims


def _after_quotation(
    passage: Passage, sentence: Sentence, before: Sentence, mentions: Sequence[ActorMention]
) -> list[Claim]:
    """ "Stay calm!" the mayor said.': the content is the sentence before."""
    if passage.text[before.end - 1] not in _QUOTES:
        return []
    line = _line(sentence, [token.text.lower() for token in sentence.tokens], mentions)
    for i, word in enumerate(line.words[:12]):
        cue = load_cues()[0].get(word)
        if cue is None or cue.frame not in ("say", "tell", "quote"):
            continue
        source = _phrase_right(line, 1) if i == 0 else _subject(line, i, None)
        if source is not None and (i == 0 or source.first == 0):
            claim = _claim(passage, line, source, (i, i + 1), (0, 1))
            return [replace(claim, content_start=before.start, content_end=before.end)]
    return []


def _runs_in(text: str, start: int, claim: Claim) -> bool:
    """Whether a content closes a quotation that an earlier sentence opened."""
    content = text[start : claim.content_end]
    return (content.count("”") > content.count("“")) or (content.count('"') % 2 == 1 and not content.startswith('"'))


def _is_open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _in_sentence(passage: Passage, sentence: Sentence, mentions: Sequence[ActorMention]) -> list[Claim]:
    single, double, nouns = load_cues()
    starts = _first_words()
    words = [token.text.lower() for token in sentence.tokens]
    hits = [
        i for i, w in enumerate(words) if w in single or w in nouns or w in starts
    ]
    if not hits:
        return []
    line = _line(sentence, words, mentions)
    claims: list[Claim] = []
    speaker: _Source | None = None
    taken = -1
    for i in hits:
        if i <= taken:
            continue
        cue = double.get(f"{words[i]} {words[i + 1]}") if i + 1 < len(words) else None
        end = i + 2 if cue else i + 1
        found = _read_cue(line, i, end, cue or single.get(words[i]), nouns.get(words[i]), speaker)
        if found is None:
            continue
        source, content = found
        if (
            words[source.first] in ("i", "we")
            and source.last - source.first == 1
            and _DOUBLE_QUOTES.intersection(words)
        ):
            continue  # a speaker's own "I think" inside what he is quoted with
        speaker = source
        claims.append(_claim(passage, line, source, (i, end), content))
        taken = end - 1
    return claims


def _line(sentence: Sentence, words: list[str], mentions: Sequence[ActorMention]) -> _Line:
    ends = [token.end for token in sentence.tokens]
    starts = [token.start for token in sentence.tokens]
    ending, starting, first = {}, {}, {}
    for mention in mentions:
        last = bisect_left(ends, mention.end)
        begin = bisect_left(starts, mention.start)
        ending[last + 1] = mention
        starting[begin] = mention
        first[last + 1] = begin
    return _Line(sentence, sentence.tokens, words, ending, starting, first)


def _read_cue(
    line: _Line, i: int, end: int, verb: Cue | None, noun: Cue | None, speaker: _Source | None
) -> tuple[_Source, tuple[int, int]] | None:
    if verb is not None and verb.frame == "according":
        return _according(line, i, end)
    if verb is not None:
        found = _verbal(line, i, end, verb, speaker)
        if found is not None:
            return found
    return _nominal(line, i, end) if noun is not None else None


# --- according to X ---


def _according(line: _Line, i: int, end: int) -> tuple[_Source, tuple[int, int]] | None:
    source = _phrase_right(line, end, may_be_bare=True, may_open=i > 1)
    if source is None:
        return None
    before = _trim(line, 0, i)
    if before[1] - before[0] >= 2:
        return source, before
    after = _trim(line, source.last, len(line.words))
    return (source, after) if after[1] - after[0] >= 2 else None


# --- X said, said X ---


def _verbal(line: _Line, i: int, end: int, cue: Cue, speaker: _Source | None) -> tuple[_Source, tuple[int, int]] | None:
    words = line.words
    if _is_noun_here(line, i):
        return None
    inverted = _inverted(line, i, end, cue)
    if inverted is not None:
        before = _trim(line, 0, i)
        if before[1] - before[0] >= 2:
            return inverted, before
    source = _participle_subject(line, i, speaker) if words[i].endswith("ing") else _subject(line, i, speaker)
    if source is not None and words[i] in _NOUNS_TOO and not words[i].endswith("s") and not _is_plural(line, source):
        return None
    if source is None or (words[i] in _NOUNS_TOO and not _has_actor(line, source) and not _is_pronoun(line, source)):
        return None
    return _with_content(line, source, i, end, cue)


def _with_content(line: _Line, source: _Source, i: int, end: int, cue: Cue) -> tuple[_Source, tuple[int, int]] | None:
    """Content before ("..., X said") or after the cue, as the cue's frame allows."""
    words = line.words
    before = _trim(line, 0, source.first) if source.last <= i else (0, 0)
    at = _skip_adjuncts(line, end, cue)
    after = _trim(line, at, len(words))
    opened = 0 < source.first < i and words[source.first - 1] in _STOPPERS
    follows = words[at] if at < len(words) else ""
    if cue.frame == "quote" and not (
        follows in _QUOTES or follows in (":", ",") or (opened and words[source.first - 1] in _QUOTES)
    ):
        return None
    if cue.frame == "that" and follows not in ("that", ":") and not _is_finding(line, source):
        return None
    if cue.frame in ("say", "quote", "tell") and opened and before[1] - before[0] >= 3 and follows != "that":
        quoted = words[source.first - 1] in _QUOTES or any(word in _QUOTES for word in words[: source.first])
        closed = follows in ("", ".", ",", ";") or at > end or after[1] - after[0] < 3
        if quoted or (_is_clause(words[: source.first]) and closed) or after[1] - after[0] < 3:
            return source, before
    return (source, after) if after[1] - after[0] >= 2 else None


def _is_clause(words: Sequence[str]) -> bool:
    """Whether the words before a source may be a whole statement, not an opening like "On Friday,"."""
    return len(words) > 3 and words[0] not in _OPENERS


def _is_pronoun(line: _Line, source: _Source) -> bool:
    return source.last - source.first == 1 and line.words[source.first] in _PRONOUNS


def _is_plural(line: _Line, source: _Source) -> bool:
    last = line.words[source.last - 1]
    return last in ("i", "we", "they", "people", "police") or last.endswith(("s", "men"))


def _has_actor(line: _Line, source: _Source) -> bool:
    return any(t in line.starting for t in range(source.first, source.last))


def _is_finding(line: _Line, source: _Source) -> bool:
    return any(word.rstrip("s") in _FINDINGS for word in line.words[source.first : source.last])


def _is_noun_here(line: _Line, i: int) -> bool:
    """Whether the cue's form is a noun or part of a name ("the report", "United States", "a state of emergency")."""
    before = line.words[i - 1] if i else ""
    if before in _DETERMINERS or before in ("'s", "’s", "to", "of"):
        return True
    text = line.tokens[i].text
    return (
        i > 0
        and text[:1].isupper()
        and before not in _STOPPERS
        and any(w[:1].islower() for w in (t.text for t in line.tokens))
    )


def _inverted(line: _Line, i: int, end: int, cue: Cue) -> _Source | None:
    """The source after the cue in '"...," said X'."""
    if cue.frame not in ("say", "quote", "tell") or i == 0:
        return None
    before = line.words[i - 1]
    if (before != "," and before not in _QUOTES) or (cue.frame == "tell" and before == ","):
        return None
    source = _phrase_right(line, end)
    if source is None or (source.last < len(line.words) and line.words[source.last] not in _AFTER_SPEAKER):
        return None
    return source


def _participle_subject(line: _Line, i: int, speaker: _Source | None) -> _Source | None:
    """Whoever the sentence is about ("X rejected the offer, saying")."""
    if i == 0 or line.words[i - 1] not in (",", "and", "while", "—", "–", "--"):
        return _subject(line, i, None) if i and line.words[i - 1] in ("is", "was", "are", "were") else None
    if speaker is not None:
        return speaker
    for t in range(min(4, i)):
        if t in line.starting:
            mention = line.starting[t]
            last = next(e for e, first in line.first_token.items() if first == t)
            return _with_left_context(line, t, last, mention.actor_id)
    return _Source(0, 1, None) if line.words[0] in _PRONOUNS else None


def _subject(line: _Line, i: int, speaker: _Source | None) -> _Source | None:
    """The noun phrase before a verb, over auxiliaries, adverbs, brackets and a closed apposition."""
    words = line.words
    j = i
    if words[i - 1] in _BE and not words[i].endswith("ing"):
        return None
    while (
        j > 0 and (words[j - 1] in _AUXILIARIES or words[j - 1].endswith("ly")) and j not in line.ending and i - j < 6
    ):
        j -= 1
    if j > 0 and words[j - 1] == ")":
        opening = next((t for t in range(j - 2, max(j - 12, -1), -1) if words[t] == "("), None)
        j = opening if opening is not None else j
    if j == 0:
        return None
    if words[j - 1] in ("and", "but", "or"):
        return speaker
    if words[j - 1] == "who" and j > 1:
        head = _phrase_left(line, j - 2 if words[j - 2] == "," else j - 1) if j > 2 else None
        return _Source(head.first, j, head.actor_id) if head else None
    if words[j - 1] in (",", "--", "—", "–") and j > 1:
        return _subject_before_apposition(line, j)
    return _phrase_left(line, j)


def _subject_before_apposition(line: _Line, j: int) -> _Source | None:
    """ "Rami Abdel Rahman, head of the Observatory, said": the comma at `j - 1` closes an apposition."""
    named = line.ending.get(j - 1)
    if named is not None and "," in named.text:
        return _with_left_context(line, line.first_token[j - 1], j - 1, named.actor_id)
    mark = line.words[j - 1]
    for k in range(j - 2, max(j - 35, -1), -1):
        if line.words[k] in _DOUBLE_QUOTES:
            return None
        if line.words[k] == mark and k > 0:
            head = _phrase_left(line, k)
            if head is not None and (k in line.ending or line.tokens[k - 1].text[:1].isupper()):
                return _Source(head.first, j - 1, head.actor_id)
    return None


def _phrase_left(line: _Line, end: int) -> _Source | None:
    """The noun phrase that ends before token `end`."""
    words = line.words
    mention = line.ending.get(end)
    if words[end - 1] in _PRONOUNS:
        return _Source(end - 1, end, mention.actor_id if mention else None)
    if mention is not None:
        return _with_left_context(line, line.first_token[end], end, mention.actor_id)
    first = end
    while first > 0 and end - first < 10 and _in_noun_phrase(line, first - 1):
        first -= 1
        if words[first] in _DETERMINERS:
            break
    while first < end and words[first] in _LINKS:
        first += 1
    if first == end or not any(c.isalpha() for c in words[end - 1]) or words[end - 1] in _DETERMINERS:
        return None
    bare = words[first] not in _DETERMINERS and not line.tokens[end - 1].text[0].isupper()
    if bare and first > 0 and words[first - 1] not in _STOPPERS:
        return None
    inner = next((line.starting[t] for t in range(first, end) if t in line.starting), None)
    return _with_left_context(line, first, end, inner.actor_id if inner else None)


def _in_noun_phrase(line: _Line, t: int) -> bool:
    word = line.words[t]
    if word in _STOPPERS or word in _BOUNDARIES or word in _AUXILIARIES:
        return False
    if word in _PRONOUNS or (word in load_cues()[0] and word not in _NOUNS_TOO):
        return False
    return word[0].isalnum() or word in ("'s", "’s", "-", "&", ".")


def _with_left_context(line: _Line, first: int, last: int, actor_id: str | None) -> _Source:
    """Take in the determiner, and the noun in "a statement from the army", "one of the officials"."""
    words = line.words
    if first > 0 and words[first - 1] in _DETERMINERS and words[first - 1] != "that":
        first -= 1
    start = first
    while start > 0 and first - start < 6 and _in_noun_phrase(line, start - 1):
        if words[start - 1] in _LINKS or words[start - 1] in _TIMES:
            break
        start -= 1
        if words[start] in _DETERMINERS:
            break
    if start < first and (start == 0 or words[start] in _DETERMINERS or words[start - 1] in _STOPPERS):
        first = start
    if first > 1 and words[first - 1] in ("of", "from", "by", "for", "at") and words[first - 2][0].isalpha():
        start = first - 2
        while start > 0 and first - start < 7 and _in_noun_phrase(line, start - 1) and words[start] not in _DETERMINERS:
            start -= 1
        if words[start] in _DETERMINERS or start == 0 or words[start - 1] in _STOPPERS:
            mention = line.ending.get(first - 1)
            return _Source(start, last, mention.actor_id if mention and mention.actor_id else actor_id)
    return _Source(first, last, actor_id)


def _phrase_right(line: _Line, start: int, may_be_bare: bool = False, may_open: bool = True) -> _Source | None:
    """The noun phrase that begins at token `start`, with its apposition unless that may be the statement itself."""
    words = line.words
    if start >= len(words):
        return None
    if words[start] in _PRONOUNS:
        pronoun = line.starting.get(start)
        return _Source(start, start + 1, pronoun.actor_id if pronoun else None)
    first = start
    if words[start] in _DETERMINERS:
        start += 1
    mention = next((line.starting[t] for t in range(start, min(start + 4, len(words))) if t in line.starting), None)
    last = start
    while mention is not None and last < len(words) and line.tokens[last].start < mention.end:
        last += 1
    limit = last + 8
    while last < min(limit, len(words)) and _in_noun_phrase(line, last) and words[last] not in _AFTER_SPEAKER:
        last += 1
    if last == start or (
        mention is None and first == start and not may_be_bare and not line.tokens[start].text[0].isupper()
    ):
        return None
    if may_open:
        last = _end_of_apposition(line, last)
    return _Source(first, last, mention.actor_id if mention else None)


def _end_of_apposition(line: _Line, last: int) -> int:
    """Take in ", who heads the unit" or ", a spokesman for X" up to the next comma or the end."""
    words = line.words
    if (
        last + 1 < len(words)
        and words[last] == ","
        and words[last + 1] in ("who", "the", "a", "an", "head", "director", "chief")
    ):
        for t in range(last + 1, min(last + 30, len(words))):
            if words[t] in (",", ".", ";") or words[t] in _QUOTES:
                return t
    return last


# --- a report by X that ... ---


def _nominal(line: _Line, i: int, end: int) -> tuple[_Source, tuple[int, int]] | None:
    words = line.words
    source = None
    owner = next((t for t in (i - 1, i - 2) if t > 0 and words[t] in ("'s", "’s")), None)
    if owner is not None:
        source = _phrase_left(line, owner)
    elif i > 0 and words[i - 1] in ("his", "her", "their", "its"):
        source = _Source(i - 1, i, None)
    else:
        for t in range(end, min(end + 5, len(words))):
            if words[t] in ("by", "from"):
                source = _phrase_right(line, t + 1)
                break
            if words[t] in _STOPPERS or words[t] in _BOUNDARIES:
                break
    if source is None:
        return None
    if i > 1 and source.last <= i and end < len(words) and words[end] in ("that", "about", "to", "of", "for", "on"):
        after = _trim(line, end + 1, len(words))
        return (source, after) if after[1] - after[0] >= 2 else None
    that = next((t for t in range(max(end, source.last), min(len(words), source.last + 3)) if words[t] == "that"), None)
    if that is not None:
        after = _trim(line, that, len(words))
        return (source, after) if after[1] - after[0] >= 3 else None
    if words[i - 1 : i] in (["confirming"], ["denying"]) or any(
        w in ("confirming", "denying") for w in words[max(0, i - 3) : i]
    ):
        before = _trim(line, 0, next(t for t in range(i - 1, -1, -1) if words[t] in ("confirming", "denying")))
        return (source, before) if before[1] - before[0] >= 3 else None
    return None


# --- content ---


def _skip_adjuncts(line: _Line, at: int, cue: Cue) -> int:
    """The token after "on Friday", "in a statement", or whom one told."""
    words = line.words
    if cue.frame == "tell":
        whom = _phrase_right(line, at)
        if whom is not None:
            at = whom.last
    for _ in range(3):
        if at < len(words) and words[at] in _AFTER_CUE:
            stop = at + 1
            while (
                stop < len(words)
                and stop - at < 6
                and words[stop] not in ("that", ":")
                and words[stop] not in _STOPPERS
            ):
                if words[stop - 1] in _AFTER_CUE and words[stop] not in _AFTER_CUE and words[at] in ("on", "in", "at"):
                    stop += 1
                    continue
                break
            at = stop
    return at


def _trim(line: _Line, first: int, last: int) -> tuple[int, int]:
    """Without commas, "that" and stray marks at either end."""
    words = line.words
    while first < last and (
        words[first] in (",", "that", ":", "and", "but", "--", ")", ";", ".") or (words[first] == "”")
    ):
        first += 1
    while first < last and words[last - 1] in (",", ".", ";", ":", "(", "--", "—", "–"):
        last -= 1
    return first, last


def _claim(passage: Passage, line: _Line, source: _Source, cue: tuple[int, int], content: tuple[int, int]) -> Claim:
    tokens = line.tokens
    source_start, source_end = tokens[source.first].start, tokens[source.last - 1].end
    cue_start, cue_end = tokens[cue[0]].start, tokens[cue[1] - 1].end
    return Claim(
        passage.field,
        source_start,
        source_end,
        passage.text[source_start:source_end],
        source.actor_id,
        cue_start,
        cue_end,
        passage.text[cue_start:cue_end],
        tokens[content[0]].start,
        tokens[content[1] - 1].end,
    )
