"""The sentences of a passage that some pattern matches, made ready for the rules of events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.coding.clauses import Clause, plain_words
from pipelines.coding.passage_mentions import PassageMentions
from pipelines.coding.patterns import EventPatterns, Reading
from pipelines.coding.run_ons import is_menu
from pipelines.coding.subjects import is_subject_plain
from pipelines.coding.text import Passage, PlaceMention
from pipelines.coding.triggers import fits

REACH_OF_PLACES = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that some pattern matches: its readings by word, and places told before it.

    `earlier` are the last places of the passage so far, `last_places` those of the sentence before, `before` the places
    of the story that were told last, where that was not long ago.
    """

    clause: Clause
    matches: list[list[Reading]]
    earlier: Sequence[PlaceMention]
    last_places: Sequence[PlaceMention]
    before: Sequence[PlaceMention]


def set_scenes(passage: Passage, mentions: PassageMentions, patterns: EventPatterns) -> Iterator[Scene]:
    """The scenes of a passage in reading order."""
    before: Sequence[PlaceMention] = ()
    last: Sequence[PlaceMention] = ()
    before_index = 0
    for sentence in passage.sentences:
        places = mentions.places(sentence)
        matches = patterns.match_all(plain_words(sentence))
        if any(matches) and not is_menu(sentence):
            clause = Clause(
                sentence,
                mentions.actors(sentence),
                places,
                mentions.times(sentence),
                patterns.verb_words,
                mentions.holders(sentence),
            )
            clause.is_headline = passage.field == "title"
            near = sentence.index - before_index <= REACH_OF_PLACES
            earlier = mentions.places_before(sentence)
            yield Scene(clause, matches, earlier, last, before if near else ())
        last = places
        if located := mentions.places_of_story(sentence):
            before, before_index = located, sentence.index


def wants_parse(scene: Scene) -> bool:
    """Whether a verb fits whose subject is not plain from word order. In capitals, order alone does better."""
    clause = scene.clause
    if not any(token.text.islower() for token in clause.tokens):
        return False
    verbs = (
        r for readings in scene.matches for r in readings if r.pattern.part_of_speech in ("verb", "light", "suffer")
    )
    return any(fits(clause, verb) and not is_subject_plain(clause, verb) for verb in verbs)
