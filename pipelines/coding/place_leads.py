"""The preposition that leads a place's name: "in" of "in the town of X".

What it tells of where an event was is decided in `event_places.py`.
"""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import COORDINATORS, PLACE_PREPOSITIONS, PREPOSITIONS, SUBCLAUSE_OPENERS, words
from pipelines.coding.place_references import AREA_NOUNS, PARTLY, SIDES, TERRITORY, TOWN_NOUNS

BEFORE_NAMES = SIDES | words("the downtown capital city greater rural south-east south-west north-east north-west")
HEADS = TOWN_NOUNS | AREA_NOUNS | PARTLY | SIDES | TERRITORY | words("countryside airport streets district suburbs")
LEADS = PLACE_PREPOSITIONS - {"from"}  # "with help from Norvia"
_REACH_OF_LEAD = 6


def leads_to_place(before: Sequence[str]) -> bool:
    """Whether the words before a name end in a preposition of place: "in Iran", "in the Sudan", not "from Iran"."""
    return next((word for word in reversed(before) if word not in BEFORE_NAMES), "") in LEADS


def lead_of(clause: Clause, first: int) -> int:
    """The token of the preposition that leads a name: "in" of "in the town of X", "from" of "from X"; else -1."""
    k, found = first - 1, -1
    while k >= 0 and first - k <= _REACH_OF_LEAD:
        word = clause.words[k]
        if word == "of" and k and clause.words[k - 1] in HEADS:
            k, found = k - 2, k
        elif word in PREPOSITIONS or word == "to":
            return k
        elif word in SUBCLAUSE_OPENERS or word == "what":
            break
        elif word not in COORDINATORS and (word.isalpha() or clause.place_at[k] >= 0) and not clause.is_verb(k):
            k -= 1
        else:
            break
    return found
