"""Whether a noun of assault ("an attack", "shelling") is an event by itself, or only talked about."""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, AUXILIARIES, NUMBER_WORDS, TAKING_PLACE, WEAPONS, words
from pipelines.coding.modality import is_definite
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention

_FIERCE = words("fierce heavy violent intense bloody deadly armed indiscriminate")
SURELY_ARMED = words(
    """
    shelling shellings airstrike airstrikes air-strike air-strikes bombardment bombardments bombing bombings bomb bombs
    artillery mortar mortars rocket rockets missile missiles grenade grenades gunfire gunfight firefight gunbattle
    shootout ambush ambushes crossfire dynamite warplane warplanes ied ieds vbied improvised
    """
)


def noun_tells(
    clause: Clause,
    reading: Reading,
    actors: Sequence[ActorMention],
    recipients: Sequence[ActorMention],
    governed: bool,
    violent_article: bool,
) -> bool:
    """Whether a noun of assault is an event by itself: it has parties, a verb carries it, or it is new and placed."""
    if "helper" in reading.pattern.flags or _is_found(clause, reading):
        return False
    if actors or any(recipient.kind for recipient in recipients):
        return True
    if recipients and not is_definite(clause, reading):
        return True
    if reading.pattern.control or is_definite(clause, reading):
        return False
    if not (clause.places or clause.times or governed):
        return False
    around = clause.words[: reading.start] + clause.words[reading.end :]
    armed = names_arms(clause, reading) or WEAPONS.intersection(around)
    if not (violent_article or armed):
        return False
    told = clause.is_headline or clause.is_terse or _is_counted(clause, reading)
    return governed or told or _takes_place(clause, reading)


_ARMS = words(
    "grenade grenades bomb bombs landmine landmines ied ieds mortar rocket rockets missile missiles device shell"
)
_HANDLED = words(
    """
    confiscated confiscate confiscating seized seizing seize found discovered recovered defused deactivated disarmed
    captured carrying carried stockpile stockpiled cache arsenal manufactured making supplied buying bought smuggled
    smuggling transporting possession stored hidden
    """
)


def _is_found(clause: Clause, reading: Reading) -> bool:
    """Whether arms are goods here, that somebody found, carried or sold."""
    if clause.words[reading.end - 1] not in _ARMS:
        return False
    near = clause.words[max(reading.start - 16, 0) : reading.start] + clause.words[reading.end : reading.end + 4]
    return bool(_HANDLED.intersection(near))


def names_arms(clause: Clause, reading: Reading) -> bool:
    """Whether a noun of assault says itself that arms were used: "shelling", "fierce clashes"."""
    if SURELY_ARMED.intersection(clause.words[reading.start : reading.end]):
        return True
    return reading.start > 0 and clause.words[reading.start - 1] in _FIERCE


def _takes_place(clause: Clause, reading: Reading) -> bool:
    """ "Shelling was reported in Tolm", "clashes have erupted"."""
    verb = reading.end
    while verb < len(clause) and (clause.words[verb] in AUXILIARIES or clause.words[verb] in ADVERBS):
        verb += 1
    return verb < len(clause) and clause.words[verb] in TAKING_PLACE


def _is_counted(clause: Clause, reading: Reading) -> bool:
    """ "A bombing", "two explosions", "another attack"; a bare plural is a general remark."""
    for word in clause.words[max(reading.start - 4, 0) : reading.start]:
        if word in ("a", "an", "another") or word in NUMBER_WORDS or word.isdigit():
            return True
    return False
