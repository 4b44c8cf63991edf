"""Plain sentences coded without gazetteer and calendar, for tests of who does it to whom."""

from functools import cache

from pipelines.coding.actors import find_parties
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.events import EventDraft, parse_together
from pipelines.coding.holders import as_holders
from pipelines.coding.parsing import load_parser
from pipelines.coding.patterns import load_event_patterns
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ActorMention, ArticleText, EventMention, FieldName, PlaceMention


@cache
def coded(text: str, places: tuple[PlaceMention, ...] = (), field: FieldName = "text") -> list[EventMention]:
    """The events of a text without times."""
    article = ArticleText("a", (split_passage(field, text),), None)
    parties = find_parties(article, load_actor_dictionary(), places)
    draft = EventDraft(
        article, parties.actors, places, [], [], load_event_patterns(), holders=[*parties.holders, *as_holders(places)]
    )
    parse_together([draft], load_parser())
    return draft.mentions()


def told(text: str, trigger: str) -> tuple[list[str], list[str]]:
    """Actors and recipients of the event with the trigger, in their own words."""
    event = next(event for event in coded(text) if trigger in event.trigger_text)
    return [actor.text for actor in event.actors], [actor.text for actor in event.recipients]


def named(actors: list[ActorMention] | tuple[ActorMention, ...]) -> list[str | None]:
    return [actor.actor_id for actor in actors]
