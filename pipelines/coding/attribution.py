"""Finds who says what: the source, the cue ("said", "according to") and the content it covers.

Cues stand in `seeds/speech_cues.csv` with their class (claim, denial, confirmation) and the frame they take. Whether
what is said is true is not judged here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipelines.coding.grammar import PREPOSITIONS
from pipelines.coding.marked_speakers import marked_claims
from pipelines.coding.quotations import after_quotation, make_claim, with_whole_quotes
from pipelines.coding.source_phrases import (
    BOUNDARIES,
    DETERMINERS,
    NOUNS_TOO,
    PRONOUNS,
    QUOTES,
    SOME,
    STOPPERS,
    Line,
    Source,
    phrase_left,
    phrase_right,
    read_line,
)
from pipelines.coding.speakers import (
    DOUBLE_QUOTES,
    governs,
    is_acting,
    is_finding,
    may_speak,
    speaker_after,
    speaker_before,
    speaker_of_participle,
)
from pipelines.coding.speech_cues import Cue, first_words, load_cues
from pipelines.coding.text import ActorMention, ArticleText, Claim, Passage, Sentence
from pipelines.coding.word_lists import word_list

_OPENERS = word_list("openers")
_BEFORE_NOUN = PREPOSITIONS - {"as", "like", "than"}
_AFTER_CUE = word_list("after_cue")


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
                here = after_quotation(passage, sentence, found[-1][0], mentions[lower:upper])
            marked = marked_claims(passage, sentence, found[-1][0] if found else None, mentions[lower:upper])
            here = sorted([*marked, *here], key=lambda claim: claim.cue_start) if marked else here
            found.append((sentence, here))
        claims += with_whole_quotes(passage, found)
    return claims


def _in_sentence(passage: Passage, sentence: Sentence, mentions: Sequence[ActorMention]) -> list[Claim]:
    single, double, nouns = load_cues()
    starts = first_words()
    words = sentence.words
    hits = [
        i
        for i, word in enumerate(words)
        if word in starts and (word in single or word in nouns or " ".join(words[i : i + 2]) in double)
    ]
    if not hits:
        return []
    line = read_line(sentence, mentions)
    claims: list[Claim] = []
    speaker: Source | None = None
    told: tuple[int, int] | None = None
    taken = -1
    for i in hits:
        if i <= taken:
            continue
        cue = double.get(f"{words[i]} {words[i + 1]}") if i + 1 < len(words) else None
        end = i + 2 if cue else i + 1
        found = _read_cue(line, i, end, cue or single.get(words[i]), nouns.get(words[i]), speaker, told)
        if found is None:
            continue
        source, content = found
        if words[source.first] in ("i", "we") and source.last - source.first == 1 and DOUBLE_QUOTES.intersection(words):
            continue  # a speaker's own "I think" inside what he is quoted with
        if words[source.first] == "you" or (words[source.first] in ("i", "we") and words[i] in ("think", "mean")):
            continue
        speaker = source
        told = told or content
        claims.append(make_claim(passage, line, source, (i, end), content))
        taken = end - 1
    return claims


def _read_cue(
    line: Line,
    i: int,
    end: int,
    verb: Cue | None,
    noun: Cue | None,
    speaker: Source | None,
    told: tuple[int, int] | None,
) -> tuple[Source, tuple[int, int]] | None:
    if verb is not None and verb.frame == "according":
        return _according(line, i, end)
    if verb is not None:
        found = _verbal(line, i, end, verb, speaker)
        if found is not None:
            return found
    return _nominal(line, i, end, told) if noun is not None else None


def _according(line: Line, i: int, end: int) -> tuple[Source, tuple[int, int]] | None:
    source = phrase_right(line, end, may_be_bare=True, may_open=i > 1)
    if source is None:
        return None
    before = _trim(line, 0, i)
    if before[1] - before[0] >= 2:
        return source, before
    after = _trim(line, source.last, len(line.words))
    return (source, after) if after[1] - after[0] >= 2 else None


def _verbal(line: Line, i: int, end: int, cue: Cue, speaker: Source | None) -> tuple[Source, tuple[int, int]] | None:
    words = line.words
    if _is_noun_here(line, i) or _calls_together(words, i, end):
        return None
    inverted = speaker_after(line, i, end, cue)
    if inverted is not None:
        before = _trim(line, 0, i) if i else _trim(line, inverted.last, len(words))
        if before[1] - before[0] >= 2:
            return inverted, before
    if words[end : end + 1] == ["by"] and cue.frame in ("say", "object") and words[i].endswith("ed"):
        return _agent(line, i, end)
    source = speaker_of_participle(line, i, speaker) if words[i].endswith("ing") else speaker_before(line, i, speaker)
    if source is None or (words[i] in NOUNS_TOO and not governs(line, i) and not may_speak(line, source, words[i])):
        return None
    if cue.frame == "object" and not is_acting(line, source):
        return None
    return _with_content(line, source, i, end, cue)


def _agent(line: Line, i: int, end: int) -> tuple[Source, tuple[int, int]] | None:
    """ "The plan was endorsed by X": who speaks stands after "by", what is spoken of before the cue."""
    source = phrase_right(line, end + 1)
    before = _trim(line, 0, i)
    if source is None or not is_acting(line, source) or before[1] - before[0] < 2:
        return None
    return source, before


def _with_content(line: Line, source: Source, i: int, end: int, cue: Cue) -> tuple[Source, tuple[int, int]] | None:
    """Content before ("..., X said") or after the cue, as the cue's frame allows."""
    words = line.words
    before = _trim(line, 0, source.first) if source.last <= i else (0, 0)
    at = _skip_adjuncts(line, end, cue)
    after = _trim(line, at, len(words))
    opened = 0 < source.first < i and words[source.first - 1] in STOPPERS
    follows = words[at] if at < len(words) else ""
    if cue.frame == "quote" and not (
        follows in QUOTES or follows in (":", ",") or (opened and words[source.first - 1] in QUOTES)
    ):
        return None
    closes = opened and follows in ("", ".")
    if cue.frame == "that" and follows not in ("that", ":") and not closes and not is_finding(line, source):
        return None
    if (
        (cue.frame in ("say", "quote", "tell") or closes)
        and opened
        and before[1] - before[0] >= 3
        and follows != "that"
    ):
        quoted = words[source.first - 1] in QUOTES or any(word in QUOTES for word in words[: source.first])
        closed = follows in ("", ".", ",", ";") or at > end or after[1] - after[0] < 3
        if quoted or (_is_clause(words[: source.first]) and closed) or after[1] - after[0] < 3:
            return source, before
    if cue.frame == "object":
        after = _trim(line, after[0], _end_of_object(line, *after))
    return (source, after) if after[1] - after[0] >= (1 if cue.frame == "object" else 2) else None


def _end_of_object(line: Line, first: int, last: int) -> int:
    """ "Urged X to act, and Y threatened Z": what a new subject does is no part of what somebody urged."""
    for k in range(first + 1, last - 2):
        joined = line.words[k] == "," and line.words[k + 1] in ("and", "but", "while")
        if joined and not {k + 2, k + 3}.isdisjoint(line.starting):
            return k
    return last


def _is_clause(words: Sequence[str]) -> bool:
    """Whether the words before a source may be a whole statement, not an opening like "On Friday,"."""
    return len(words) > 3 and words[0] not in _OPENERS


def _is_noun_here(line: Line, i: int) -> bool:
    """Whether the cue's form is a noun or part of a name ("the report", "United States", "a state of emergency")."""
    before = line.words[i - 1] if i else ""
    if before == "to" and governs(line, i):
        return False
    if before in ("'s", "’s") and line.words[i].endswith("ing") and i > 1 and line.words[i - 2] in PRONOUNS:
        return False
    if before in SOME and before not in ("this", "that") and line.words[i] not in NOUNS_TOO:
        return False
    if before in DETERMINERS or before in ("'s", "’s", "to", "of"):
        return True
    if line.words[i].endswith("ed") and before in _BEFORE_NOUN:
        return True  # "over suspected gas attacks"
    text = line.tokens[i].text
    return (
        i > 0
        and text[:1].isupper()
        and before not in STOPPERS
        and any(w[:1].islower() for w in (t.text for t in line.tokens))
    )


def _calls_together(words: Sequence[str], i: int, end: int) -> bool:
    """ "Called an emergency meeting", "called a strike"; not "called the deal a capitulation"."""
    return words[i].startswith("call") and end == i + 1 and words[end : end + 1] in (["a"], ["an"], ["another"])


def _nominal(line: Line, i: int, end: int, told: tuple[int, int] | None) -> tuple[Source, tuple[int, int]] | None:
    """ "Its claim that ...", "a report by X"; one that is confirmed says what was `told` just before."""
    words = line.words
    source = None
    owner = next((t for t in (i - 1, i - 2) if t > 0 and words[t] in ("'s", "’s")), None)
    if owner is not None:
        source = phrase_left(line, owner)
    elif i > 0 and words[i - 1] in ("his", "her", "their", "its"):
        source = Source(i - 1, i, None)
    else:
        for t in range(end, min(end + 5, len(words))):
            if words[t] in ("by", "from"):
                source = phrase_right(line, t + 1)
                break
            if words[t] in STOPPERS or words[t] in BOUNDARIES:
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
    if told is not None and any(
        word in ("confirming", "denying", "confirmed", "denied") for word in words[max(0, i - 3) : i]
    ):
        return source, told
    return None


def _skip_adjuncts(line: Line, at: int, cue: Cue) -> int:
    """The token after "on Friday", "in a statement", or whom one told."""
    words = line.words
    if cue.frame == "tell":
        whom = phrase_right(line, at)
        if whom is not None:
            at = whom.last
    for _ in range(3):
        if at < len(words) and words[at] in _AFTER_CUE:
            stop = at + 1
            while (
                stop < len(words) and stop - at < 6 and words[stop] not in ("that", ":") and words[stop] not in STOPPERS
            ):
                if words[stop - 1] in _AFTER_CUE and words[stop] not in _AFTER_CUE and words[at] in ("on", "in", "at"):
                    stop += 1
                    continue
                break
            at = stop
    return at


def _trim(line: Line, first: int, last: int) -> tuple[int, int]:
    """Without commas, "that" and stray marks at either end."""
    words = line.words
    while first < last and (
        words[first] in (",", "that", ":", "and", "but", "--", ")", ";", ".") or (words[first] == "”")
    ):
        first += 1
    while first < last and words[last - 1] in (",", ".", ";", ":", "(", "--", "—", "–"):
        last -= 1
    return first, last
