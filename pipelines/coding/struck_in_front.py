"""What an attack met that stands before its noun: "the convoy attack", "a bus bombing".

What a noun's own prepositions and verbs bring is found in `struck_things.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import DETERMINERS, words
from pipelines.coding.parsing import Span
from pipelines.coding.participles import BUILDINGS
from pipelines.coding.party_phrases import Numbers, is_modifier
from pipelines.coding.patterns import Reading

_TARGETS = words(
    """
    convoy bus train metro subway tanker ship ferry school university college hospital clinic church mosque temple
    synagogue cathedral shrine market bazaar mall supermarket hotel restaurant cafe nightclub theatre stadium concert
    embassy consulate airport port village town city camp refugee wedding funeral bakery bridge prison barracks base
    checkpoint pipeline refinery dam
    """
)  # and no car, truck or boat, which are as often the means
BLASTS = words("blast blasts explosion explosions")
_DEEDS = words(
    """
    attack attacks bombing bombings blast blasts explosion explosions shelling bombardment airstrike airstrikes strike
    strikes raid raids siege ambush massacre massacres
    """
)


def stands_in_front(clause: Clause, reading: Reading) -> bool:
    """Whether what an attack can only have met stands right before its noun."""
    is_attack = reading.form == "noun" and reading.pattern.event_type == "ASSAULT"
    if not is_attack or not reading.start or clause.words[reading.end - 1] not in _DEEDS:
        return False
    return clause.words[reading.start - 1] in _TARGETS and clause.words[reading.start] not in ("terror", "terrorist")


def did_nothing(clause: Clause, reading: Reading, found: Numbers) -> bool:
    """ "A school shooting", "the convoy attack": a building or a bus is where it was or what it hit, and no doer.

    So it is with the land of "a Chadian depot blast".
    """
    if not found or reading.pattern.event_type != "ASSAULT":
        return False
    if clause.words[reading.end - 1] in BLASTS and clause.actors[found[-1]].kind == "country":
        return True
    end = clause.actor_spans[found[-1]][1]
    return clause.words[end - 1] in BUILDINGS or (end == reading.start and stands_in_front(clause, reading))


def find_in_front(clause: Clause, reading: Reading) -> list[Span]:
    """The tokens of what stands there, with the word that describes it: "aid convoy"."""
    if not stands_in_front(clause, reading):
        return []
    first = reading.start - 1
    if clause.actor_at[first] >= 0:
        first = clause.actor_spans[clause.actor_at[first]][0]
    first -= first > 0 and _describes(clause, first - 1)
    return [(first, reading.start)]


def _describes(clause: Clause, i: int) -> bool:
    word = clause.words[i]
    if word in DETERMINERS or clause.time_at[i] >= 0 or clause.actor_at[i] >= 0 or not word[0].isalnum():
        return False
    return is_modifier(clause, i) and not word.endswith(("ly", "ing", "est", "days"))
