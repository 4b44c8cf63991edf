"""Event patterns of `seeds/event_patterns.csv`, compiled into one token trie and matched in linear time.

A pattern is words in base form: `a|b` alternatives of one word each, `(a|b c)` alternatives that may be of several,
`_` a gap of at most five words, `+` one of one to five. The first word of a verb and the last of a noun are inflected
by rule. Who did it to whom is decided in `roles.py`.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import groupby, product
from typing import Any, Literal, NamedTuple, cast

from pipelines.coding.grammar import ADJECTIVAL, DETERMINERS, PREPOSITIONS, words
from pipelines.coding.inflection import Form, plural, verb_forms
from pipelines.coding.object_passives import ObjectPassives
from pipelines.coding.text import ControlStatus

_ABOUT = frozenset(("about", "around", "over"))  # before a number
LONGEST_GAP = 5
_GAP_STOPS = words(
    """
    , ; : . ? ! — – ( ) that and but who which when after before because into about
    """
)
_GAP, _FILLED_GAP = "_", "+"
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday")
_BEFORE_PARTICIPLES = DETERMINERS | words("'s new fresh further additional")  # "imposed new targeted sanctions"
_OF_PERSONS = words(
    "ousted deposed jailed detained exiled kidnapped abducted captured suspected convicted indicted disgraced elected"
)
_BEFORE_NO_OBJECT = PREPOSITIONS - {"by"}
# What a gap may not end with: "suspended aid in protest" suspends no protest.
_NOT_ITS_OBJECT = frozenset(("in", "at", "on", "over", "after", "during", "amid", "under", "since"))
PartOfSpeech = Literal["verb", "noun", "light", "suffer", "nothing verb", "nothing noun"]
PARTS_OF_SPEECH = ("verb", "noun", "light", "suffer", "nothing verb", "nothing noun")


class BadPattern(ValueError):
    """A row of the pattern table that cannot be used."""

    def __init__(self, row: dict[str, str], problem: str) -> None:
        super().__init__(f"Pattern {row.get('pattern')!r}: {problem}. Edit seeds/event_patterns.csv.")


@dataclass(frozen=True)
class Pattern:
    """One row: words, what event they carry, and in which slots its parties stand.

    `light` verbs lend a noun their subject as its actor ("launch"), `suffer` as its recipient ("come under");
    `nothing` rows carry no event and keep shorter patterns off ("heart attack").

    Slots are tried in order: `subject` and `object` of the clause (turned round in the passive), `right` the next
    actor in the clause, `mod` the words before a noun, `between`, or a preposition.
    """

    rank: int
    words: str
    part_of_speech: PartOfSpeech
    event_type: str
    mode: str | None
    cameo_code: str | None
    acled_sub_event_type: str | None
    actor_slots: tuple[str, ...]
    recipient_slots: tuple[str, ...]
    flags: frozenset[str]

    @cached_property
    def is_nothing(self) -> bool:
        """Whether the words carry no event and only keep shorter patterns off."""
        return self.part_of_speech.startswith("nothing")

    @cached_property
    def is_harm(self) -> bool:
        """Whether the words say that somebody was killed or hurt."""
        return any(flag.startswith("harm:") for flag in self.flags)

    @cached_property
    def control(self) -> ControlStatus | None:
        """`taken`, `lost` or `held` where the pattern speaks of who has a place."""
        for flag in self.flags:
            if flag.startswith("control:"):
                return cast(ControlStatus, flag.removeprefix("control:"))
        return None


class Reading(NamedTuple):
    """One way to read the tokens from `start` to `end`; `gap` is the part that filled the pattern's gap."""

    pattern: Pattern
    form: Form | Literal["noun"]
    start: int
    end: int
    gap: tuple[int, int] | None

    def inside(self, words: list[str]) -> list[str]:
        """Of a sentence's words those that filled the gap: "talks with X" of "stepped up talks with X forces"."""
        return words[slice(*self.gap)] if self.gap else []


@dataclass(slots=True, eq=False)
class _Node:
    """A node of the trie: what was read when it is reached, the nodes that each word leads to, and its gaps.

    `parts` are its followers as the table writes them; alternatives share one, so that rows with many do not multiply.
    """

    readings: list[tuple[Pattern, Any]] = field(default_factory=list)
    followers: dict[str, list["_Node"]] = field(default_factory=dict)
    parts: dict[str, "_Node"] = field(default_factory=dict)

    def follow(self, part: str) -> "_Node":
        """The node that a part leads to, made where it is new."""
        if part not in self.parts:
            self.parts[part] = _Node()
            for word in dict.fromkeys(part.split("|")) if part not in (_GAP, _FILLED_GAP) else ():
                self.followers.setdefault(word, []).append(self.parts[part])
        return self.parts[part]


class EventPatterns:
    """All patterns in one trie over lower-case words."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._root = _Node()
        self.verb_words: set[str] = set()
        self._past: set[str] = set()
        self._passives: ObjectPassives[Pattern] = ObjectPassives()
        for pattern in patterns:
            self._add(pattern)

    def _add(self, pattern: Pattern) -> None:
        for written in _spelled_out(pattern.words):
            self._add_parts(written.split(), pattern)
            if pattern.part_of_speech == "verb" and pattern.actor_slots == ("subject",) and pattern.mode != "release":
                self._passives.add(written.split(), pattern, pattern.event_type)

    def _add_parts(self, parts: Sequence[str], pattern: Pattern) -> None:
        inflected = _inflected_part(pattern, parts)
        openings = parts[0].split("|") if inflected else ("",)
        for opening, base in product(openings, parts[inflected].split("|")):
            before = (opening, *parts[1:inflected]) if inflected else ()
            for word, form in _forms(base, pattern.part_of_speech):
                self._insert((*before, word, *parts[inflected + 1 :]), pattern, form)
                if pattern.part_of_speech == "verb" and form in ("past", "participle", "third"):
                    self.verb_words.add(word)
                    if form != "third" and word not in ADJECTIVAL:
                        self._past.add(word)

    def _insert(self, path: Sequence[str], pattern: Pattern, form: str) -> None:
        node = self._root
        for part in path:
            node = node.follow(part)
        if not any(known is pattern and as_form == form for known, as_form in node.readings):
            node.readings.append((pattern, form))

    def match_all(self, words: Sequence[str]) -> list[list[Reading]]:
        """For every word the readings that begin with it, passives of what was done to a thing last."""
        openings = self._root.followers
        found = [self.match(words, i) if word in openings else [] for i, word in enumerate(words)]
        for i, end, pattern in self._passives.find(words):
            found[i].append(Reading(pattern, "participle", i, end, None))
        return found

    def match(self, words: Sequence[str], start: int) -> list[Reading]:
        """All readings that begin at `start`: the longest first, then `nothing` rows, then the order of the table."""
        found: list[Reading] = []
        for node in self._root.followers.get(words[start], ()):
            self._walk(words, start, start + 1, node, None, found)
        if len(found) > 1:
            found.sort(key=lambda r: (r.start - r.end, not r.pattern.is_nothing, r.pattern.rank, r.form))
        return found

    def _walk(
        self,
        words: Sequence[str],
        start: int,
        at: int,
        node: _Node,
        gap: tuple[int, int] | None,
        found: list[Reading],
    ) -> None:
        for pattern, form in node.readings:
            found.append(Reading(pattern, form, start, at, gap))
        self._follow(words, start, at, node, gap, found)
        if at == start + 1 and (day := _past_day(words, at)) > at:
            self._follow(words, start, day, node, gap, found)
        for mark in (_GAP, _FILLED_GAP):
            if mark in node.parts:
                self._fill_gap(words, start, at, node.parts[mark], gap, found, shortest=mark == _FILLED_GAP)

    def _follow(
        self,
        words: Sequence[str],
        start: int,
        at: int,
        node: _Node,
        gap: tuple[int, int] | None,
        found: list[Reading],
    ) -> None:
        for follower in node.followers.get(words[at], ()) if at < len(words) else ():
            self._walk(words, start, at + 1, follower, gap, found)

    def _fill_gap(
        self,
        words: Sequence[str],
        start: int,
        at: int,
        after_gap: _Node,
        gap: tuple[int, int] | None,
        found: list[Reading],
        shortest: int,
    ) -> None:
        if shortest and at < len(words) and words[at] in _BEFORE_NO_OBJECT:
            return  # "returned to Qant to see": no object
        for end in range(at, min(at + LONGEST_GAP + 1, len(words))):
            if end > at and self._stops_gap(words, at, end - 1):
                return
            if end - at >= shortest and not (end > at and words[end - 1] in _NOT_ITS_OBJECT):
                for follower in after_gap.followers.get(words[end], ()):
                    self._walk(words, start, end + 1, follower, gap or (at, end), found)

    def _stops_gap(self, words: Sequence[str], first: int, at: int) -> bool:
        """Whether another clause begins at `at`: its verb, but no participle after a determiner ("a planned visit")."""
        word = words[at]
        if word in _GAP_STOPS:
            return not (word in _ABOUT and words[at + 1][:1].isdigit())
        is_past = word in self._past or (
            word.endswith("ed") and len(word) > 4 and word not in ADJECTIVAL and "-" not in word
        )
        if at == first and word in _OF_PERSONS:
            return False  # "placed ousted president X under house arrest"
        return is_past and not (at > first and words[at - 1] in _BEFORE_PARTICIPLES)


def _past_day(words: Sequence[str], at: int) -> int:
    """ "Called on Friday for restraint": where the words behind the day go on that stands at `at`; `at` without one."""
    day = at + (at < len(words) and words[at] in ("on", "late"))
    return day + 1 if day < len(words) and words[day] in _DAYS else at


def _parts(pattern: str) -> list[str]:
    """Its words, gaps and sets of alternatives, those in parentheses with them."""
    return re.findall(r"\([^()]*\)|[^\s()]+", pattern)


def _spelled_out(pattern: str) -> Iterable[str]:
    """The pattern without parentheses, once for every alternative of several words; those of one word stay together."""
    choices = []
    for part in _parts(pattern):
        alternatives = part.strip("()").split("|") if part.startswith("(") else [part]
        single = "|".join(word for word in alternatives if " " not in word)
        choices.append([*filter(None, [single]), *(word for word in alternatives if " " in word)])
    return map(" ".join, product(*choices))


def _ambiguity(pattern: str) -> str | None:
    """Why one cannot tell where the pattern's alternatives begin and end; none where one can."""
    parts = _parts(pattern)
    if " ".join(parts) != pattern:
        return "parentheses must hold one set of alternatives, with one space before and after"
    for part in parts:
        if "" in part.strip("()").split("|") or (part.startswith("(") and "|" not in part):
            return f"{part!r} lacks an alternative"
    for is_gap, run in groupby(parts, key=lambda part: part in (_GAP, _FILLED_GAP)):
        written = list(run)
        bare = [(at, part) for at, part in enumerate(written) if "|" in part and part[0] != "("]
        is_between = any(0 < at < len(written) - 1 for at, _ in bare)
        if not is_gap and (is_between or (len(bare) > 1 and len(written) > 1)):
            return f"{bare[0][1]!r} stands among words that could belong to it: write ({bare[0][1]})"
    return None


def _inflected_part(pattern: Pattern, parts: Sequence[str]) -> int:
    if not pattern.part_of_speech.endswith("noun"):
        return 0
    return max((i for i, part in enumerate(parts) if part not in PREPOSITIONS), default=0)


def _forms(word: str, part_of_speech: PartOfSpeech) -> list[tuple[str, str]]:
    if part_of_speech.endswith("noun"):
        return [(word, "noun"), (plural(word), "noun")]
    return [(written, form) for written, form in verb_forms(word)]


def read_patterns(rows: Iterable[dict[str, str]], event_types: frozenset[tuple[str, str | None]]) -> list[Pattern]:
    """Patterns of the table's rows. Raises `BadPattern` on an unknown type, mode, part of speech or unclear words."""
    patterns = []
    for rank, row in enumerate(rows):
        kind = row["event_type"], row["mode"] or None
        if row["part_of_speech"] not in PARTS_OF_SPEECH:
            problem = f"part_of_speech {row['part_of_speech']!r} is none of {', '.join(PARTS_OF_SPEECH)}"
            raise BadPattern(row, problem)
        if row["part_of_speech"] in ("verb", "noun") and kind not in event_types:
            raise BadPattern(row, f"event type and mode {kind} are not in seeds/event_types.csv")
        if unclear := _ambiguity(row["pattern"]):
            raise BadPattern(row, unclear)
        patterns.append(_pattern(rank, row))
    return patterns


def _pattern(rank: int, row: dict[str, str]) -> Pattern:
    return Pattern(
        rank=rank,
        words=row["pattern"],
        part_of_speech=row["part_of_speech"],  # type: ignore[arg-type]
        event_type=row["event_type"],
        mode=row["mode"] or None,
        cameo_code=row["cameo_code"] or None,
        acled_sub_event_type=row["acled_sub_event_type"] or None,
        actor_slots=tuple(row["actor_slots"].split("|")) if row["actor_slots"] else (),
        recipient_slots=tuple(row["recipient_slots"].split("|")) if row["recipient_slots"] else (),
        flags=frozenset(row["flags"].split()),
    )


def read_seed(name: str) -> list[dict[str, str]]:
    """Rows of a reference table in `seeds`."""
    text = files("seeds").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def load_event_patterns() -> EventPatterns:
    """The compiled patterns of the seeds, read once."""
    event_types = frozenset((row["event_type"], row["mode"] or None) for row in read_seed("event_types.csv"))
    return EventPatterns(read_patterns(read_seed("event_patterns.csv"), event_types))
