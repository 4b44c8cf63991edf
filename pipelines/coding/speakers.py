"""Finds who speaks beside a cue: the noun phrase before or after it, with title and apposition.

Which words are cues, and what is said, is decided in `attribution.py`.
"""

from pipelines.coding.source_phrases import (
    AFTER_SPEAKER,
    AUXILIARIES,
    NOUNS_TOO,
    PEOPLE,
    PRONOUNS,
    QUOTES,
    SOME,
    STOPPERS,
    TIMES,
    Line,
    Source,
    phrase_left,
    phrase_right,
    stands_alone,
    with_left_context,
)
from pipelines.coding.speech_cues import Cue, load_cues
from pipelines.coding.word_lists import word_list

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_GOVERNORS = word_list("governors")
_FINDINGS = word_list("findings")
_OPENERS = word_list("openers")
_LONGEST_OPENING = 15
_ASIDES = frozenset(["however", "meanwhile", "though", "too", "instead"])
_IS = _BE | {"'s", "’s", "'re", "’re", "'m", "’m", "isn't", "isn’t", "wasn't", "wasn’t", "aren't", "aren’t"}
_BEFORE_PARTICIPLE = frozenset(["by", "after", "before", "despite", "without"])
DOUBLE_QUOTES = frozenset('"“”«»„')


def may_speak(line: Line, source: Source, verb: str) -> bool:
    """Whether a source goes with a form that is a noun as often: an actor, a pronoun or a finding, in number."""
    if not verb.endswith("s") and not _is_plural(line, source):
        return False
    return is_acting(line, source) or _is_pronoun(line, source)


def _is_pronoun(line: Line, source: Source) -> bool:
    return source.last - source.first == 1 and line.words[source.first] in PRONOUNS


def _is_plural(line: Line, source: Source) -> bool:
    last = line.words[source.last - 1]
    if source.first > 1 and line.words[source.first - 1] == "and":
        return True
    return last in ("i", "we", "they", "people", "police", "percent", *SOME) or last.endswith(("s", "men"))


def _has_actor(line: Line, source: Source) -> bool:
    return any(t in line.starting for t in range(source.first, source.last))


def is_acting(line: Line, source: Source) -> bool:
    """Whether a source is an actor, a name or a person's pronoun, not a thing ("its recovery underscores")."""
    if _has_actor(line, source) or is_finding(line, source):
        return True
    if _is_pronoun(line, source):
        return line.words[source.first] != "it"
    words = line.words
    head = next((t for t in range(source.first, source.last) if words[t] in STOPPERS), source.last) - 1
    if words[source.last - 1] in ("who", "percent") or words[head] in SOME or words[head] in PEOPLE:
        return True
    return head > 0 and line.tokens[head].text[:1].isupper()


def is_finding(line: Line, source: Source) -> bool:
    return any(word.rstrip("s") in _FINDINGS for word in line.words[source.first : source.last])


def speaker_after(line: Line, i: int, end: int, cue: Cue) -> Source | None:
    """The source after the cue in '"...," said X'."""
    if i == 0 and cue.frame == "say" and line.words[0] not in NOUNS_TOO:  # "Said Omar Haddad: ..."
        source = phrase_right(line, end)
        return source if source and source.last < len(line.words) and line.words[source.last] == ":" else None
    if cue.frame not in ("say", "quote", "tell") or i == 0 or line.words[i].endswith("ing"):
        return None
    before = line.words[i - 1]
    if (before != "," and before not in QUOTES) or (cue.frame == "tell" and before == ","):
        return None
    source = phrase_right(line, end)
    if source is None or (source.last < len(line.words) and line.words[source.last] not in AFTER_SPEAKER):
        return None
    return source


def speaker_of_participle(line: Line, i: int, speaker: Source | None) -> Source | None:
    """Whoever the sentence is about ("X rejected the offer, saying")."""
    if i and line.words[i - 1] in _BEFORE_PARTICIPLE:
        return speaker or _first_mention(line, i - 1)
    if i > 1 and line.words[i - 1] in load_cues()[2]:  # "in a statement announcing"
        return speaker or _first_mention(line, i - 1)
    if i and i in line.ending and (line.words[i - 2] if i > 1 else "") != "'s":
        return phrase_left(line, i)
    if i == 0 or line.words[i - 1] not in (",", "and", "while", "—", "–", "--"):
        return speaker_before(line, i, None) if _is_doing(line, i) else None
    return speaker or _first_mention(line, i)


def _is_doing(line: Line, i: int) -> bool:
    """Whether the participle at `i` follows a form of "be", over adverbs ("is once again questioning")."""
    j = i
    while j > 0 and i - j < 3 and line.words[j - 1] not in _IS and _is_adverb(line.words[j - 1]):
        j -= 1
    return j > 1 and (line.words[j - 1] in _BE or (line.words[j - 1] in _IS and _is_said_of(line, j)))


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") or word in AUXILIARIES or word == "once"


def _is_said_of(line: Line, j: int) -> bool:
    """Whether the "'s" at `j - 1` is a verb, as after a pronoun."""
    return len(line.words[j - 1]) > 3 or line.words[j - 2] in PRONOUNS


def _first_mention(line: Line, before: int) -> Source | None:
    """The actor or pronoun that a sentence begins with, taken for the subject of a later verb."""
    if line.words[0] in PRONOUNS:
        return Source(0, 1, line.starting[0].actor_id if 0 in line.starting else None)
    ends = {first: last for last, first in line.first_token.items()}
    for t in (*range(min(6, before)), *_after_opening(line, before)):
        if t in line.starting and ends[t] <= before:
            return with_left_context(line, t, ends[t], line.starting[t].actor_id)
    return None


def _after_opening(line: Line, before: int) -> range:
    """Where the subject may stand after an opening like "During a speech on Friday,"."""
    if line.words[0] not in _OPENERS or "," not in line.words[:_LONGEST_OPENING]:
        return range(0)
    comma = line.words.index(",")
    return range(comma + 1, min(comma + 5, before))


def governs(line: Line, i: int) -> bool:
    """Whether the infinitive at `i` hangs on a verb that only colours it ("appeared to blame", "went on to say")."""
    words = line.words
    if i < 3 or words[i - 1] != "to":
        return False
    return words[i - 2] in _GOVERNORS or (words[i - 2] == "on" and words[i - 3] in ("went", "goes", "go", "gone"))


def speaker_before(line: Line, i: int, speaker: Source | None) -> Source | None:
    """The noun phrase before a verb, over auxiliaries, adverbs, brackets and a closed apposition."""
    words = line.words
    j = i
    if words[i - 1] in _BE and not words[i].endswith("ing"):
        return None
    if governs(line, i):
        j = i = i - 3 if words[i - 2] == "on" else i - 2
    while j > 0 and _is_adverb(words[j - 1]) and j not in line.ending and i - j < 6 and not stands_alone(line, j):
        j -= 1
    if j > 1 and words[j - 1] in ("'s", "’s", "'re", "’re", "'m", "’m") and words[j - 2] in PRONOUNS:
        j -= 1  # "he's denouncing"
    if 2 < j < i and words[j - 1] == "on" and words[j] in TIMES:
        j -= 1
    if j > 2 and words[j - 2] == "in" and words[j - 1].isdigit() and len(words[j - 1]) == 4:
        j -= 2
    if j > 3 and words[j - 1] == "," and words[j - 3] == "," and words[j - 2] in _ASIDES:
        j -= 3
    j = _before_bracket(line, j) if j else j
    if j == 0:
        return None
    if words[j - 1] in ("and", "but", "or"):
        return speaker or _first_mention(line, j - 1)
    if (words[j - 1] == "who" and j > 1) or (words[j - 1] == "which" and j - 1 in line.ending):
        head = phrase_left(line, j - 2 if words[j - 2] == "," else j - 1) if j > 2 else None
        return Source(head.first, j, head.actor_id) if head else None
    if words[j - 1] in (",", "--", "—", "–") and j > 1:
        return _subject_before_apposition(line, j)
    return phrase_left(line, j)


def _subject_before_apposition(line: Line, j: int) -> Source | None:
    """ "Rami Abdel Rahman, head of the Observatory, said": the comma at `j - 1` closes an apposition."""
    named = line.ending.get(j - 1)
    if named is not None and "," in named.text:
        return with_left_context(line, line.first_token[j - 1], j - 1, named.actor_id)
    mark = line.words[j - 1]
    for k in range(j - 2, max(j - 35, -1), -1):
        if line.words[k] in DOUBLE_QUOTES:
            return None
        if line.words[k] == mark and k > 0:
            closes = _before_bracket(line, k)
            head = phrase_left(line, closes) if closes else None
            if head is not None and (
                closes in line.ending or _is_name(line, closes - 1, closes) or _is_name(line, k + 1, j - 1)
            ):
                return Source(head.first, j - 1, head.actor_id)
    return None


def _is_name(line: Line, first: int, last: int) -> bool:
    return last - first < 5 and all(token.text[:1].isupper() for token in line.tokens[first:last])


def _before_bracket(line: Line, end: int) -> int:
    """Where a phrase that may close with "(D-N.Y.)" ends without it."""
    if line.words[end - 1] != ")":
        return end
    return next((t for t in range(end - 2, max(end - 12, -1), -1) if line.words[t] == "("), end)
