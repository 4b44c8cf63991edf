"""How sure the coder is of an event mention: about the share of such mentions whose type and parties are all right.

A logistic sum of what can be seen in the sentence. The weights were fitted on 820 conflict mentions that were drawn at
random from news texts and read by hand, and fitted anew, for the parties that are missing, on 150 that two strict
readers judged: of the 60 least sure 11 were right (0.09 to 0.44), of the next 60 35, of the 30 surest 24 (from 0.69).
"""

from math import exp

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.joints import Candidate

_UNARMED = frozenset(("CVL", "SOC", "JRN", "MED", "EDU", None))
_ARMED = frozenset(("MIL", "REB", "UAF", "COP", "PRM"))
_FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "THREATEN"))
_EVERYDAY = words("fight battle hit strike destroy attack target capture")  # verbs with many other senses
_OF_ONE_SIDE = frozenset(("PROTEST", "RETREAT", "MOBILIZE"))  # often whole without whom it met
_BASE = 0.41
_FORMS = {"noun": -0.10, "gerund": -0.32, "base": -0.24, "third": -0.24}
_LONG_SENTENCE = 40  # tokens
_FAR = 2  # tokens between the trigger and whom it befell


def find_confidence(clause: Clause, candidate: Candidate, place_certainty: float) -> float:
    """0 to 1, with two decimals; `place_certainty` is 0 where it is not known where it happened."""
    reading = candidate.reading
    score = _BASE + _FORMS.get(reading.form, 0.0) + 0.31 * place_certainty
    score += 0.15 * bool(candidate.merged)
    score -= 0.21 * (reading.pattern.words.split()[0] in _EVERYDAY)
    score -= 0.19 * (len(clause) > _LONG_SENTENCE) + 0.22 * (clause.is_headline or clause.is_title_case)
    score += _of_doers(clause, candidate) + _of_recipients(clause, candidate)
    return round(1 / (1 + exp(-score)), 2)


def _of_doers(clause: Clause, candidate: Candidate) -> float:
    sectors = {actor.sector for actor in clause.pick(candidate.actors)}
    unlikely = candidate.reading.pattern.event_type in _FORCE and not _UNARMED.isdisjoint(sectors)
    return 0.03 * bool(sectors) + 0.23 * (not _ARMED.isdisjoint(sectors)) - 0.68 * unlikely


def _of_recipients(clause: Clause, candidate: Candidate) -> float:
    recipients = clause.pick(candidate.recipients)
    if not recipients:
        pattern = candidate.reading.pattern
        return 0.0 if pattern.control or pattern.event_type in _OF_ONE_SIDE else -2.42
    score = 0.37 if candidate.actors else -0.71
    score += 0.20 * any(recipient.count is not None for recipient in recipients)
    score -= 0.23 * any(recipient.kind is None for recipient in recipients)
    far = clause.actor_spans[candidate.recipients[0]][0] - candidate.reading.end > _FAR
    return score - 0.36 * far
