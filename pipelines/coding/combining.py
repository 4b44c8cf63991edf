"""What two triggers of one event make together: whose parties stay, and which words and means."""

from pipelines.coding.clauses import Clause
from pipelines.coding.counts import is_bare_number
from pipelines.coding.grammar import words
from pipelines.coding.joints import Candidate, harms, is_hit
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import SHARES, Numbers
from pipelines.coding.roles import HELPLESS
from pipelines.coding.struck_beside import is_struck

LONGEST_TRIGGER_GAP = 3
_TOLD_AGAIN = words("them him her")


def combine(clause: Clause, main: Candidate, other: Candidate, both: tuple[Candidate, Candidate]) -> Candidate:
    """The one event of two triggers, as `main` tells it; `both` are the two in reading order."""
    first, second = both
    wounded: tuple[Candidate, ...] = ()
    close = second.start - first.end <= LONGEST_TRIGGER_GAP
    recipients = main.recipients or other.recipients
    fought = bool(main.recipients) and harms(main) and (_is_clash(other) or _has_sides(clause, other))
    if other.recipients and not fought and not _kinds(clause, main.recipients) and _outranks(clause, other, main):
        recipients = _whole(clause, (*other.recipients, *(() if harms(main) else _hit(clause, main))))
    elif main.recipients and other.recipients and _only_wounds(main, other):
        only_counted = all(_is_number(clause, number) for number in other.recipients)
        counted = (number for number in other.recipients if _is_counted(clause, number))
        recipients = _whole(clause, (*main.recipients, *counted))
        wounded = () if only_counted else (other,)
    elif main.recipients and harms(main) and not harms(other) and not fought:
        recipients = _whole(clause, (*main.recipients, *_hit(clause, other)))
    elif main.recipients and other.recipients and harms(other):
        named = (n for n in other.recipients if clause.words[clause.actor_spans[n][1] - 1] not in _TOLD_AGAIN)
        recipients = _whole(clause, (*main.recipients, *named))
    actors = main.actors or other.actors
    if main.reading.form != "noun" and other.reading.form == "noun" and set(main.actors) <= set(other.recipients):
        actors = other.actors
    if fought and (not actors or (actors == other.actors and _are_outside(clause, recipients))):
        actors = (*actors, *(number for number in other.recipients if clause.actors[number].kind))
    if not main.actors and other.reading.form != "noun":
        own = {_side(clause, number) for number in recipients} - {(None, None)}
        actors = tuple(number for number in actors if _side(clause, number) not in own)
    actors = tuple(number for number in actors if number not in recipients)
    return main._replace(
        actors=actors,
        recipients=recipients,
        start=first.start if close else main.start,
        end=second.end if close else main.end,
        is_weak=False,
        mode=main.mode or main.reading.pattern.mode or other.mode or other.reading.pattern.mode,
        acled=main.acled or _sub_event(main, other),
        merged=(*main.merged, other, *other.merged),
        wounded=(*main.wounded, *wounded, *other.wounded),
    )


def _hit(clause: Clause, attack: Candidate) -> Numbers:
    """ "18 dead in an attack on a Kurdish town": what was hit, beside whom the harm befell; not where that lies."""
    return tuple(number for number in attack.recipients if is_struck(clause, number) or _is_number(clause, number))


def _whole(clause: Clause, numbers: Numbers) -> Numbers:
    """Parties without those whose words are part of another's: "a Syrian combatant", and no "Syrian" beside him."""
    by_span: dict[Span, int] = {}
    for number in numbers:
        by_span.setdefault(clause.actor_spans[number], number)
    inner = {(a, b) for a, b in by_span for c, d in by_span if c <= a and b <= d and (a, b) != (c, d)}
    return tuple(number for span, number in by_span.items() if span not in inner)


def _side(clause: Clause, number: int) -> tuple[str | None, str | None]:
    """Country and sector of an armed party: nobody is killed by his own side where another verb only tells when."""
    actor = clause.actors[number]
    return (actor.country, actor.sector) if actor.country and actor.sector == "MIL" else (None, None)


def _only_wounds(main: Candidate, other: Candidate) -> bool:
    """ "Killed two soldiers and wounded five others": the verb did not kill the others."""
    flags = {flag for part in other.parts for flag in part.reading.pattern.flags}
    kills = any("harm:killed" in part.reading.pattern.flags for part in main.parts)
    return kills and "harm:injured" in flags and "harm:killed" not in flags


def _is_clash(candidate: Candidate) -> bool:
    """ "Killed in clashes with X": a fight's other side did the harm."""
    return candidate.reading.form == "noun" and candidate.reading.pattern.acled_sub_event_type == "Armed clash"


def _has_sides(clause: Clause, fight: Candidate) -> bool:
    """ "Killed in mutual shelling between X and Y"."""
    return fight.reading.form == "noun" and clause.words[fight.end : fight.end + 1] == ["between"]


def _are_outside(clause: Clause, numbers: Numbers) -> bool:
    """Whether those who were harmed belong to neither side of a fight: "civilians"."""
    return all(clause.actors[number].sector in HELPLESS for number in numbers)


def _is_nameless(clause: Clause, number: int) -> bool:
    """Whether a party is only the words in a verb's slot, and no place either."""
    return clause.actors[number].name is None and clause.actors[number].country is None


def _is_number(clause: Clause, number: int) -> bool:
    """Whether a party is told by its number alone: "wounding 30"."""
    first, last = clause.actor_spans[number]
    return is_bare_number(clause.words[first:last])


def _is_counted(clause: Clause, number: int) -> bool:
    """ "Wounding 33 others", "and dozens of people were hurt": who is told by how many they are."""
    first, last = clause.actor_spans[number]
    return _is_nameless(clause, number) and any(is_bare_number([w]) or w in SHARES for w in clause.words[first:last])


def _kinds(clause: Clause, numbers: Numbers) -> bool:
    """Whether somebody is among them and not just a place."""
    return any(clause.actors[number].kind for number in numbers)


def _outranks(clause: Clause, other: Candidate, main: Candidate) -> bool:
    """Whether the other's recipients say more: people of no name are surer than a place, a place than nothing."""
    if main.recipients and harms(main) and _is_nameless(clause, main.recipients[0]):
        return any(clause.actors[n].sector and not is_struck(clause, n) for n in other.recipients)
    return not main.recipients or _kinds(clause, other.recipients) or not _is_nameless(clause, main.recipients[0])


def _sub_event(main: Candidate, other: Candidate) -> str | None:
    if harms(main) or is_hit(main):
        return other.acled or other.reading.pattern.acled_sub_event_type
    return None
