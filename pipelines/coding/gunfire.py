"""Shots that a bare "fired" tells of: "soldiers fired from the roof". Who is fired loses a post."""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ARMED_SECTORS, BE, DO, HAVE, WEAPONS, words
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention

_AIMED = frozenset(("at", "into", "on", "through", "across", "toward", "towards", "upon", "back"))
_SO_OFTEN = words("first once twice randomly indiscriminately wildly repeatedly blindly")
_GOES_ON = words("as when while because ; . ,")
_MISSILES = WEAPONS | words("shots bullets rounds flares torpedoes")
_POSTS = words("job jobs post posts position force department service office work role team company duty his her their")


def is_gunfire(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """Whether the armed shoot: the verb is active, lacks an object and leads to where or how the shots went."""
    if not any(actor.sector in ARMED_SECTORS for actor in actors) or reading.form not in (
        "past",
        "participle",
        "gerund",
    ):
        return False
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    if group.passive and reading.form != "gerund":
        return False
    if reading.start and clause.words[reading.start - 1] in _MISSILES and clause.actor_at[reading.start - 1] < 0:
        return False
    at = reading.end
    while at < len(clause) and clause.words[at] in _SO_OFTEN:
        at += 1
    follower = clause.words[at] if at < len(clause) else "."
    if at > reading.end or follower in _AIMED:
        return True
    if follower == "from":
        return _POSTS.isdisjoint(clause.words[at + 1 : at + 4])
    told = not BE.intersection(group.words) and bool((HAVE | DO).intersection(group.words))
    plain = not clause.is_headline and not any(actor.sector == "COP" for actor in actors)
    return follower in _GOES_ON and (told or plain)
