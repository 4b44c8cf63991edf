"""What was found in one passage, sentence by sentence: actors, holders, places and times."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
from typing import TypeVar

from pipelines.coding.event_places import ABBREVIATED, is_capital, is_led_in, is_seat_of_party
from pipelines.coding.place_references import place_precision
from pipelines.coding.text import ActorMention, Passage, PlaceMention, Sentence, TimeMention

Mention = TypeVar("Mention", ActorMention, PlaceMention, TimeMention)
EARLIER_PLACES = 12


class PassageMentions:
    """The mentions of one passage, sorted; `holders` are parties that it names only as owner or place of a thing."""

    def __init__(
        self,
        passage: Passage,
        actors: Sequence[ActorMention],
        places: Sequence[PlaceMention],
        times: Sequence[TimeMention],
        holders: Sequence[ActorMention],
    ) -> None:
        self._text = passage.text
        self._actors = _of_field(actors, passage.field)
        self._holders = _without_doubles(_of_field(holders, passage.field))
        self._places = _of_field(places, passage.field)
        self._times = _of_field(times, passage.field)
        self._actor_starts = [m.start for m in self._actors]
        self._holder_starts = [m.start for m in self._holders]
        self._place_starts = [m.start for m in self._places]
        self._time_starts = [m.start for m in self._times]
        self._locating = [self._locates(place) for place in self._places]

    def actors(self, sentence: Sentence) -> Sequence[ActorMention]:
        return _within(self._actors, self._actor_starts, sentence)

    def holders(self, sentence: Sentence) -> Sequence[ActorMention]:
        return _within(self._holders, self._holder_starts, sentence)

    def places(self, sentence: Sentence) -> Sequence[PlaceMention]:
        return _within(self._places, self._place_starts, sentence)

    def times(self, sentence: Sentence) -> Sequence[TimeMention]:
        return _within(self._times, self._time_starts, sentence)

    def places_before(self, sentence: Sentence) -> Sequence[PlaceMention]:
        """The last places of the story before the sentence, in reading order."""
        last = bisect_left(self._place_starts, sentence.start)
        return self._of_story(max(last - EARLIER_PLACES, 0), last)

    def places_of_story(self, sentence: Sentence) -> Sequence[PlaceMention]:
        """The sentence's places without names that only stand for or in something else."""
        return self._of_story(*(bisect_left(self._place_starts, at) for at in (sentence.start, sentence.end)))

    def _of_story(self, first: int, last: int) -> Sequence[PlaceMention]:
        return list(compress(self._places[first:last], self._locating[first:last]))

    def _locates(self, place: PlaceMention) -> bool:
        """Whether a place name is a place of the story: no party's name or part of one or seat, no border."""
        if is_seat_of_party(self._text, place):
            return False
        is_led = is_led_in(self._text, place)
        is_country = place_precision(place) == "country"
        if is_country and self._text[: place.start].endswith(" from "):
            return False  # "a priest from Norvia"
        at = bisect_left(self._actor_starts, place.end) - 1
        if at >= 0 and self._actors[at].end > place.start:
            actor = self._actors[at]
            if actor.start + 3 < place.start or ((is_country or actor.end <= place.end) and not is_led):
                return False
        if not is_country and (not is_capital(place) or place.start == 0):
            return True
        after = self._text[place.end : place.end + 9]
        if after.startswith("-") or (is_country and after.lower().split()[:1] == ["border"]):
            return False
        return is_led or (is_country and place.text.lower() not in ABBREVIATED)


def _of_field(mentions: Sequence[Mention], field: str) -> list[Mention]:
    return sorted((m for m in mentions if m.field == field), key=lambda m: (m.start, m.end))


def _within(mentions: Sequence[Mention], starts: Sequence[int], sentence: Sentence) -> Sequence[Mention]:
    return mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _without_doubles(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """The sorted mentions without those that begin inside the one before."""
    kept: list[ActorMention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
