"""What a text as a whole is about, where that changes what its words mean: sport, fiction, violence."""

from collections.abc import Sequence

from pipelines.coding.grammar import DISASTERS, WEAPONS, words

_A_FEW_LINES = 60  # tokens: headlines without their article
_ARMS = WEAPONS - {"mine", "mines"}
_KILLED = words("killed kill kills shelling airstrikes airstrike clashes bombardment massacre")
SPORT = words(
    """
    match goal goals league cup coach striker innings wicket wickets midfielder goalkeeper team season tournament
    championship championships quarter-final semi-final penalty half-time olympic olympics rugby football cricket
    basketball nba nfl mlb nhl playoffs quarterback touchdown touchdowns rebounds roster rookie sophomore freshman
    preseason 3-point 3-pointers prix podium laps qualifying teammate teammates linebacker pitcher sprinter
    golf golfer par birdie birdies birdied bogey bogeys fairway tee putt putts
    tennis wimbledon manager squad batsman bowler halftime defender fixture champions scored premiership
    """
)


def is_sport(words: Sequence[str]) -> bool:
    """Whether a text is about sport, where people are beaten, attacked and shot at goal."""
    return _is_about(words, SPORT)


def _is_about(words: Sequence[str], topic: frozenset[str]) -> bool:
    """Whether a text has four different words of a topic, and one of them in seventy."""
    return len(topic.intersection(words)) >= 4 and sum(map(topic.__contains__, words)) * 70 > len(words)


FICTION = words(
    """
    episode episodes anime manga gameplay gamer gamers player players film films movie movies novel novels protagonist
    sequel prequel franchise villain villains superhero superheroes starring trilogy cinematic characters fandom
    screenplay viewers boss quest spoilers comic comics pokémon pokemon multiplayer playstation xbox ps5 nintendo
    pvp
    """
)


def is_fiction(words: Sequence[str]) -> bool:
    """Whether a text tells of films, books or games, where people fight and die as well."""
    return _is_about(words, FICTION)


_STORIES = words("film movie novel drama play thriller comedy sequel trilogy")
_TELL = words("tells follows depicts portrays stars recounts shows centres centers is")
_OF_STORIES = words("about of how in the a starring on")


def tells_a_story(words: Sequence[str], end: int) -> bool:
    """Whether what stands at `end` is told as a film's or a book's: "in the film, a", "the novel tells of"."""
    for k in range(1, end):
        if words[k] in _STORIES and words[k - 1] in ("the", "this", "a", "his", "her"):
            told = words[k + 1] in _TELL and words[k + 2 : k + 3] and words[k + 2] in _OF_STORIES
            if told or list(words[: k - 1]) == ["in"]:
                return True
    return False


def is_violent_text(words: Sequence[str]) -> bool:
    """Whether an article is about violence: weapon words, and more of them than of accidents and disasters.

    A few lines that tell of killed and of no accident are about violence too.
    """
    weapons = sum(map(_ARMS.__contains__, words))
    disasters = sum(map(DISASTERS.__contains__, words))
    if len(words) < _A_FEW_LINES and not disasters and _KILLED.intersection(words):
        return True
    return weapons >= 3 and weapons > 2 * disasters
