"""One sentence as the event rules read it: words, and which actor, place or time stands at each of them.

Verbs are told from closed lists and endings; a parse is there where one was asked for. Who does what to whom is decided
in `verb_roles.py` and `noun_roles.py`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipelines.coding.grammar import (
    ADJECTIVAL,
    ADVERBS,
    AUXILIARIES,
    BE,
    BEFORE_GERUND,
    CATENATIVES,
    DETERMINERS,
    NEGATIONS,
    NUMBER_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    QUOTES,
    SPEECH,
    VERBS,
    words,
)
from pipelines.coding.parsing import Parse, Span
from pipelines.coding.text import ActorMention, PlaceMention, Sentence, TimeMention, Token

HEADLINE_VERBS = words(
    """
    condemns denounces slams blames rejects welcomes warns vows urges accuses reports confirms denies says deplores
    criticizes criticises claims probes investigates fears mourns
    """
)
_NOT_VERBS = words(
    """
    red need seed speed bed deed breed indeed naked hatred sacred hundred crossed embed
    """
)
_ROUND = words("dozen hundred thousand million")
_BEFORE_NUMBERS = {first for first, *_ in QUANTIFIERS} | {"between"}
_BELIEVED = words("believed estimated feared known presumed reported said thought understood")


class VerbGroup(NamedTuple):
    """The words before a verb that belong to it: `start` is the first of them."""

    start: int
    words: tuple[str, ...]
    passive: bool


def plain_words(sentence: Sentence) -> list[str]:
    """Its words in small letters, every apostrophe the plain one, "'s" also where a plural leaves out its s."""
    plain = [word.replace("’", "'") for word in sentence.words]
    opened = False
    for i, word in enumerate(plain):
        if word in ("'", "‘"):
            if not opened and _is_possessive(sentence.tokens, i):
                plain[i] = "'s"
            else:
                opened = not opened
    return plain


def _is_possessive(tokens: Sequence[Token], i: int) -> bool:
    """Whether an apostrophe stands as in "the rebels' camp": on a word in s, before another word."""
    if not 0 < i < len(tokens) - 1:
        return False
    before, mark, after = tokens[i - 1 : i + 2]
    joined = before.end == mark.start and before.text[-1] in "sS"
    return joined and after.start == mark.end + 1 and after.text[0].isalnum()


class Clause:
    """A sentence with its mentions laid over its tokens; `-1` where there is none."""

    def __init__(
        self,
        sentence: Sentence,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        times: Sequence[TimeMention],
        verb_words: frozenset[str] | set[str],
        holders: Sequence[ActorMention] = (),
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = plain_words(sentence)
        self.actors, self.places, self.times = list(actors), list(places), list(times)
        self.named = len(self.actors)  # how many of them may act; the holders come after them
        starts = [token.start for token in sentence.tokens]
        ends = [token.end for token in sentence.tokens]
        self.actor_at, self.actor_spans = lay_over(starts, ends, self.actors)
        self.holder_at = self._lay_holders(starts, ends, holders)
        self.place_at, self.place_spans = lay_over(starts, ends, self.places)
        self.time_at, self.time_spans = lay_over(starts, ends, self.times)
        self._verb_words = verb_words
        self._verb_at: dict[int, bool] = {}
        self._group_at: dict[tuple[int, bool], VerbGroup] = {}
        self.parse: Parse | None = None
        self.is_headline = False
        self.is_title_case = _is_title_case(sentence.tokens)
        self.is_terse = self.is_title_case and not _is_in_capitals(sentence.tokens)

    def _lay_holders(self, starts: list[int], ends: list[int], holders: Sequence[ActorMention]) -> list[int]:
        """Numbers the holders after the actors; for every token the holder on it where no actor stands, or -1."""
        at, spans = lay_over(starts, ends, holders)
        shift = len(self.actors)
        self.actors += holders
        self.actor_spans = [*self.actor_spans, *spans]
        return [
            number + shift if number >= 0 and actor < 0 else -1 for number, actor in zip(at, self.actor_at, strict=True)
        ]

    def add_as_place(self, number: int) -> int:
        """Numbers the place by a party's name as a party of its own, of no government."""
        actor, place = self.actors[number], self.places[self.place_at[self.actor_spans[number][0]]]
        self.actors.append(replace(actor, actor_id=None, name=place.name, kind=None, sector=None))
        self.actor_spans.append(self.actor_spans[number])
        return len(self.actors) - 1

    def pick(self, numbers: tuple[int, ...]) -> tuple[ActorMention, ...]:
        """The actors with these numbers."""
        return tuple(self.actors[number] for number in numbers)

    def add_party(self, party: ActorMention, span: Span) -> int:
        """Numbers a party that only stands in a verb's slot."""
        self.actors.append(party)
        self.actor_spans.append(span)
        return len(self.actors) - 1

    def __len__(self) -> int:
        return len(self.words)

    def is_capital(self, i: int) -> bool:
        """Whether the word has a capital where others have none: a name, or a sentence whose stop was lost."""
        return self.tokens[i].text[0].isupper() and not self.is_title_case

    def is_verb(self, i: int) -> bool:
        """Whether a clause's verb seems to stand at `i`."""
        known = self._verb_at.get(i)
        if known is None:
            known = self._verb_at[i] = self._seems_verb(i)
        return known

    def _seems_verb(self, i: int) -> bool:
        word = self.words[i]
        if self.actor_at[i] >= 0 or self.place_at[i] >= 0:
            return False
        if word in AUXILIARIES:
            return True
        if word in ADJECTIVAL and self._has_own_object(i):
            return True
        if word in ADJECTIVAL or word in _NOT_VERBS or "-" in word:
            return False
        if word in HEADLINE_VERBS and self.is_title_case and i > 0 and self.actor_at[i - 1] >= 0:
            return True
        if word in VERBS or word in self._verb_words:
            if word.endswith("s") and word not in SPEECH:
                return self._takes_object(i + 1) and not self._is_nominal(i)
            return not self._is_nominal(i)
        return word.endswith("ed") and len(word) > 4 and not self._is_nominal(i)

    def _has_own_object(self, i: int) -> bool:
        """ "Killed a guard and abducted his wife": a participle that is mostly an adjective, but no such here."""
        if i == 0 or i + 1 == len(self.words) or not self.words[i].endswith("ed"):
            return False
        return self.words[i - 1] in ("and", "or", "who") and self.words[i + 1] in DETERMINERS

    def _takes_object(self, i: int) -> bool:
        """Whether what stands at `i` makes the word before it a verb rather than a plural."""
        if i >= len(self.words):
            return False
        word = self.words[i]
        return word in DETERMINERS or self._is_number(i) or self.place_at[i] >= 0 or word in ("to", "that")

    def _is_nominal(self, i: int) -> bool:
        """A determiner, preposition or possessive before it makes a word a noun or an adjective."""
        if i == 0:
            return False
        before = self.words[i - 1]
        return (
            (before in DETERMINERS and before != "that" and not self.is_shared_out(i - 1))
            or before == "'s"
            or (before in PREPOSITIONS and before not in ("since", "before"))
        )

    def is_shared_out(self, i: int) -> bool:
        """ "Norvia and Sorland each freed ten prisoners": the word between subject and verb."""
        is_named = i > 0 and max(self.actor_at[i - 1], self.holder_at[i - 1], self.place_at[i - 1]) >= 0
        return is_named and self.words[i] == "each"

    def group_before(self, verb: int, gerund: bool = False) -> VerbGroup:
        """The auxiliaries, adverbs and catenative verbs that lead up to the verb at `verb`."""
        known = self._group_at.get((verb, gerund))
        if known is None:
            known = self._group_at[verb, gerund] = self._group_before(verb, gerund)
        return known

    def _group_before(self, verb: int, gerund: bool) -> VerbGroup:
        i, words = verb - 1, []
        passive = decided = False
        while i >= 0 and verb - i < 16:
            word = self.words[i]
            is_month = word == "may" and self.time_at[i] >= 0
            is_aside = word in ADVERBS or self._is_adverb(i) or self.is_shared_out(i)
            if not is_month and (word in AUXILIARIES or word in NEGATIONS or is_aside):
                if word in AUXILIARIES and not decided:
                    passive, decided = word in BE, True
            elif word in QUOTES and i > 0 and self.words[i - 1] in AUXILIARIES | NEGATIONS:
                pass
            elif word == "to" and i > 0 and self._hands_on(i - 1):
                words.append(word)
                decided = True
                i -= 1
                word = self.words[i]
            elif (dated := self._before_time(i)) >= 0:
                i = dated  # "has in recent weeks stepped up", "were on Monday killed"
                continue
            elif not (gerund and word in BEFORE_GERUND):
                break
            words.append(word)
            i -= 1
        return VerbGroup(i + 1, tuple(reversed(words)), passive)

    def past_time(self, i: int) -> int:
        """The index after the time that stands at `i`, if any does: "murdered last Friday by"; else `i`."""
        number = self.time_at[i] if i < len(self.words) else -1
        return self.time_spans[number][1] if number >= 0 else i

    def _before_time(self, i: int) -> int:
        """Where the auxiliary before a time stands that ends at `i`; -1 where none does."""
        if self.time_at[i] < 0:
            return -1
        before = self.time_spans[self.time_at[i]][0] - 1
        before -= before > 0 and self.words[before] in ("on", "in", "since", "over", "during")
        return before if before >= 0 and self.words[before] in AUXILIARIES else -1

    def _hands_on(self, i: int) -> bool:
        """ "Vowed to strike", "are believed to have been killed": the subject goes on to the infinitive."""
        if self.words[i] in _BELIEVED:
            return i > 0 and self.words[i - 1] in BE and self.words[i + 2] == "have"
        return self.words[i] in CATENATIVES and self.actor_at[i] < 0

    def _is_adverb(self, i: int) -> bool:
        return self.words[i].endswith("ly") and self.actor_at[i] < 0 and self.place_at[i] < 0

    def text_span(self, start: int, end: int) -> Span:
        """Character offsets of the tokens from `start` to `end`."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def after_quantifier(self, i: int) -> int:
        """The index of the number after "at least", "up to", "between 3 and" and the like at `i`; else `i`."""
        if i >= len(self.words) or self.words[i] not in _BEFORE_NUMBERS:
            return i
        if self.words[i] == "between" and self.words[i + 2 : i + 3] == ["and"] and i + 3 < len(self.words):
            return i + 3 if self._is_numeral(i + 1) and self._is_number(i + 3) else i
        for length in (3, 2, 1):
            after = i + length
            led = after < len(self.words) and tuple(self.words[i:after]) in QUANTIFIERS
            if led and (self._is_number(after) or self._is_round_number(after)):
                return after
        return i

    def _is_round_number(self, i: int) -> bool:
        """ "A dozen", "a hundred"."""
        return self.words[i] == "a" and i + 1 < len(self.words) and self.words[i + 1] in _ROUND

    def _is_number(self, i: int) -> bool:
        return self._is_numeral(i) or self.actor_at[i] >= 0

    def _is_numeral(self, i: int) -> bool:
        word = self.words[i]
        return word[0].isdigit() or word in NUMBER_WORDS or ("-" in word and NUMBER_WORDS.issuperset(word.split("-")))

    def counts(self, i: int) -> bool:
        """Whether a number or an actor begins at `i`, with or without "at least" and the like before it."""
        return self.after_quantifier(i) > i or (i < len(self.words) and self._is_number(i))

    def is_noun_phrase_start(self, i: int) -> bool:
        """Whether an object seems to begin at `i`."""
        i = self.after_quantifier(i) if i < len(self.words) else i
        if i >= len(self.words):
            return False
        word = self.words[i]
        if self.actor_at[i] >= 0 or self.place_at[i] >= 0:
            return True
        if word in DETERMINERS or word[0].isdigit() or word in QUOTES or word in PRONOUNS:
            return True
        return word[0].isalpha() and word not in PREPOSITIONS and word not in AUXILIARIES and word not in _CLAUSE_WORDS


_CLAUSE_WORDS = (
    words(
        """
    and or but to not that who which when while as because due if so n't there here
    """
    )
    | ADVERBS
)


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Whether most longer words have a capital: a headline, or a text in capitals."""
    longer = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return len([text for text in longer if text[0].isupper()]) * 2 > len(longer)


def _is_in_capitals(tokens: Sequence[Token]) -> bool:
    """Whether capitals are all that a sentence is written in, so that it need be no headline."""
    longer = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return sum(text.isupper() for text in longer) * 2 > len(longer)


def lay_over(
    starts: Sequence[int], ends: Sequence[int], mentions: Sequence[ActorMention | PlaceMention | TimeMention]
) -> tuple[list[int], list[Span]]:
    """For every token the number of the mention on it, or -1; for every mention its token span."""
    at, spans, first = [-1] * len(starts), [], 0
    for number, mention in enumerate(mentions):
        first = bisect_right(ends, mention.start, first)
        last = bisect_left(starts, mention.end, first)
        at[first:last] = [number] * (last - first)
        spans.append((first, last))
    return at, spans
