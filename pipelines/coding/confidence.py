"""How sure the coder is of an event mention: about the share of such mentions whose type and parties are all right.

A logistic sum of what can be seen in the sentence. The weights were fitted on 820 conflict mentions that were drawn at
random from news texts and read by hand. Of 150 drawn later, half of the least sure quarter were right (mean confidence
0.45), of the next ones 73 % (0.62), 84 % (0.72) and 86 % (0.83).
"""

from math import exp

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import words
from pipelines.coding.joints import Candidate

_UNARMED = frozenset(("CVL", "SOC", "JRN", "MED", "EDU", None))
_ARMED = frozenset(("MIL", "REB", "UAF", "COP", "PRM"))
_FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "THREATEN"))
_EVERYDAY = words("fight battle hit strike destroy attack target capture")  # verbs with many other senses
_BASE = -0.06
_FORMS = {"noun": -0.21, "gerund": -0.65, "base": -0.49, "third": -0.49}
_LONG_SENTENCE = 40  # tokens
_FAR = 2  # tokens between the trigger and whom it befell


def find_confidence(clause: Clause, candidate: Candidate, place_certainty: float) -> float:
    """0 to 1, with two decimals; `place_certainty` is 0 where it is not known where it happened."""
    reading = candidate.reading
    score = _BASE + _FORMS.get(reading.form, 0.0) + 0.63 * place_certainty
    score += 0.30 * bool(candidate.merged)
    score -= 0.42 * (reading.pattern.words.split()[0] in _EVERYDAY)
    score -= 0.38 * (len(clause) > _LONG_SENTENCE) + 0.45 * (clause.is_headline or clause.is_title_case)
    score += _of_doers(clause, candidate) + _of_recipients(clause, candidate)
    return round(1 / (1 + exp(-score)), 2)


def _of_doers(clause: Clause, candidate: Candidate) -> float:
    sectors = {actor.sector for actor in clause.pick(candidate.actors)}
    unlikely = candidate.reading.pattern.event_type in _FORCE and not _UNARMED.isdisjoint(sectors)
    return 0.07 * bool(sectors) + 0.46 * (not _ARMED.isdisjoint(sectors)) - 1.38 * unlikely


def _of_recipients(clause: Clause, candidate: Candidate) -> float:
    recipients = clause.pick(candidate.recipients)
    if not recipients:
        return 0.0
    score = 0.45 + 0.31 * bool(candidate.actors)
    score += 0.41 * any(recipient.count is not None for recipient in recipients)
    score -= 0.46 * any(recipient.kind is None for recipient in recipients)
    far = clause.actor_spans[candidate.recipients[0]][0] - candidate.reading.end > _FAR
    return score - 0.74 * far
