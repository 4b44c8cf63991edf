"""Who did the harm that a passive tells without a doer, where words beside it say so: "killed as the army advanced".

The doers that stand in a verb's or noun's own slots are found in `verb_roles.py` and `noun_roles.py`.
"""

from collections.abc import Sequence

from pipelines.coding.blame import LAID, blamed_later
from pipelines.coding.bystanders import without_bystanders
from pipelines.coding.clauses import Clause
from pipelines.coding.described_deeds import told_after
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    BE,
    DETERMINERS,
    FIGHTING_SECTORS,
    SPEECH,
    STATE_SECTORS,
    STRONG_STOPS,
    WEAPONS,
    words,
)
from pipelines.coding.joints import LED_TO, Candidate, harms, is_assault, parted
from pipelines.coding.objects import actors_from, between
from pipelines.coding.party_phrases import Numbers, before_phrase, is_modifier
from pipelines.coding.subject_order import find_subject

_REACH = 20
_WHILE = frozenset(("as", "while", "when"))
_UPON = frozenset(("when", "after"))
_ADVANCE = frozenset(("advance", "advances", "advanced"))
_TAKES = words("overran overruns stormed storms captured captures seized seizes")
_OVERRUNS = words("overran overruns stormed storms")
_MOVES = words("enter enters entered sent took retook recaptured advanced invaded besieged encircled surrounded")
_ONE = frozenset(("a", "an"))
_PRESS = words("push pushes pushed press presses pressed move moves moved close closes closed")
_ON = words("in into on onto ahead forward deeper toward towards")
_KEEP_UP = words(
    "continue continues continued intensify intensifies intensified step steps stepped press presses pressed"
)
_CAMPAIGNS = words(
    "advance advances push offensive offensives operation operations campaign attacks assault strikes raids"
)
_FROM_AFAR = words("bombardment bombardments shelling airstrike airstrikes strike strikes raid raids fire")
_FIGHTS = words("fighting fight fights clash clashes battle battles gunfight firefight skirmish skirmishes combat")
_OPERATIONS = words("operation operations offensive offensives assault assaults campaign")
_IN_FIGHT = frozenset(("in", "during", "amid"))
_REACH_OF_FIGHT = 9
_THEIRS = frozenset(("their", "his", "her", "its", "the", "a"))
_MARCHES = words("advance push sweep campaign onslaught")
_ENDING = (["ended", "in"], ["ending", "in"], *LED_TO)
_VAST = frozenset(("mass", "massive", "total", "complete", "partial"))
_RELATIVES = frozenset(("that", "which"))
_SIDE_BY_SIDE = frozenset(("and", "while", ","))


def lend_doers(clause: Clause, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a sentence, each assault without a doer with the one that another's words lend to it."""
    told = list(candidates)
    for i in reversed(range(len(told))):
        one = told[i] = without_bystanders(clause, _without_harmed(clause, told[i]))
        if not one.actors and one.reading.pattern.mode == "arrest":
            found = _who_found(clause, one) if _is_passive(clause, one) else _who_ordered(clause, one)
            told[i] = one._replace(actors=found)
        if not one.actors and is_assault(one):
            before, after = told[i - 1] if i else None, told[i + 1] if i + 1 < len(told) else None
            doers = (
                _of_noun(clause, before, one) if one.reading.form == "noun" else _of_verb(clause, before, one, after)
            )
            told[i] = one._replace(actors=tuple(n for n in doers if not _is_of_side(clause, n, one.recipients)))
    return told


def _of_noun(clause: Clause, before: Candidate | None, one: Candidate) -> Numbers:
    return _of_outcome(clause, before, one) or _in_its_course(clause, one) or _with_it(clause, one)


def _of_verb(clause: Clause, before: Candidate | None, one: Candidate, after: Candidate | None) -> Numbers:
    beside = _of_means(clause, one, after) or _of_second(clause, one, after)
    beside = beside or _of_described(clause, before, one) or _of_repelled(clause, before, one)
    named = beside or _blamed_before(clause, one) or _named_after(clause, one)
    named = named or _of_toll(clause, before, one) or _fought_with(clause, one)
    return named or _in_advance(clause, one) or _who_advanced(clause, one)


def _without_harmed(clause: Clause, harm: Candidate) -> Candidate:
    """ "Ten soldiers were killed in clashes of soldiers with rebels": who was harmed did it only where "by" says so."""
    if not (harm.actors and harms(harm) and _is_passive(clause, harm)):
        return harm
    met = {clause.actor_spans[number] for number in harm.recipients}
    sides = {clause.actors[number].actor_id for number in harm.recipients} - {None}

    def did_it(number: int) -> bool:
        own = clause.actor_spans[number] in met or clause.actors[number].actor_id in sides
        return not own or clause.words[max(before_phrase(clause, number), 0)] == "by"

    return harm._replace(actors=tuple(filter(did_it, harm.actors)))


def _is_passive(clause: Clause, candidate: Candidate) -> bool:
    return clause.group_before(candidate.reading.start).passive and candidate.reading.form in ("past", "participle")


def _of_means(clause: Clause, harm: Candidate, means: Candidate | None) -> Numbers:
    """ "Were killed on Monday, shot by gunmen": the doer of the bare participle that tells how."""
    if means is None or not (harms(harm) and is_assault(means) and harm.recipients):
        return ()
    bare = clause.words[means.start - 1] == "," and means.reading.form in ("past", "participle")
    alike = set(means.recipients) == set(harm.recipients)
    return means.actors if bare and alike and not parted(clause, harm.end, means.start - 1) else ()


def _of_second(clause: Clause, first: Candidate, second: Candidate | None) -> Numbers:
    """ "Ten were killed and two lorries were destroyed in army strikes": two passives with the doer of the second."""
    if second is None or not (harms(first) and is_assault(second) and second.actors):
        return ()
    if not (_is_passive(clause, first) and _is_passive(clause, second)):
        return ()
    led = min((clause.actor_spans[number][0] for number in second.actors), default=0)
    inner = range(first.end, second.group_start)
    joint = next((k for k in inner if clause.words[k] in _SIDE_BY_SIDE), None)
    plain = joint == first.end and not any(map(clause.is_verb, inner))
    return second.actors if plain and led > second.reading.end else ()


def _of_described(clause: Clause, noun: Candidate | None, verb: Candidate) -> Numbers:
    """ "Was hit in army airstrikes that targeted hideouts": whose deed the described noun is."""
    led = clause.words[verb.group_start - 1] if verb.group_start else ""
    if noun is None or not is_assault(noun) or led not in _RELATIVES:
        return ()
    described = any(p.reading.form == "noun" and p.reading.end == verb.group_start - 1 for p in noun.parts)
    return noun.actors if described and not _is_passive(clause, verb) else ()


def _of_repelled(clause: Clause, attack: Candidate | None, repelled: Candidate) -> Numbers:
    """ "Launched an assault on the army but were repelled": those whom they attacked."""
    words_of = repelled.reading.pattern.words.split()
    is_repelled = words_of[0] in ("repel", "repulse") or words_of[-1:] in (["back"], ["off"])
    if attack is None or not is_repelled or not _is_passive(clause, repelled) or not is_assault(attack):
        return ()
    return attack.recipients if attack.actors and set(attack.actors) == set(repelled.recipients) else ()


def _of_outcome(clause: Clause, deed: Candidate | None, outcome: Candidate) -> Numbers:
    """ "The army shelled the camp, which ended in the destruction of ten lorries": whose deed it came of."""
    if deed is None or not (is_assault(deed) and harms(outcome)) or parted(clause, deed.end, outcome.start):
        return ()
    led = outcome.start - 1
    while led > deed.end and (clause.words[led] in DETERMINERS or clause.words[led] in _VAST):
        led -= 1
    return deed.actors if clause.words[led - 1 : led + 1] in _ENDING else ()


def _of_toll(clause: Clause, deed: Candidate | None, hit: Candidate) -> Numbers:
    """ "Army raids killed 30, including 10 when their bus was hit": part of what the deed before it did."""
    if deed is None or not (harms(deed) and deed.actors and is_assault(deed)):
        return ()
    if not clause.group_before(hit.reading.start).passive:
        return ()
    inner = clause.words[deed.end : hit.group_start]
    owned = any(inner[k] == "when" and inner[k + 1] in _THEIRS for k in range(len(inner) - 1))
    return deed.actors if owned and "including" in inner and not parted(clause, deed.end, hit.group_start) else ()


def _fought_with(clause: Clause, harm: Candidate) -> Numbers:
    """ "Ten soldiers were killed in fighting with X": whom they fought; of two sides, the one they are not of."""
    fought = all(clause.actors[number].sector in FIGHTING_SECTORS for number in harm.recipients)
    if not (harms(harm) and harm.recipients and fought):
        return ()
    for k in range(harm.reading.start, min(harm.reading.end + _REACH_OF_FIGHT, len(clause) - 1)):
        if clause.words[k] in STRONG_STOPS or clause.words[k] == ",":
            break
        if clause.words[k] in _FIGHTS | _OPERATIONS and not _IN_FIGHT.isdisjoint(clause.words[max(k - 4, 0) : k]):
            if clause.words[k + 1] == "against" or (clause.words[k + 1] == "with" and clause.words[k] in _FIGHTS):
                return _enemies(clause, actors_from(clause, k + 2), harm.recipients)
            sides = between(clause, k + 1)
            others = tuple(n for n in sides if not _is_of_side(clause, n, harm.recipients))
            return others if len(sides) == 2 and len(others) == 1 else ()
    return ()


def _enemies(clause: Clause, met: Numbers, fallen: Numbers) -> Numbers:
    """Whom those who fell can have fought: "policemen killed in an operation against the army" are no enemies of it."""
    theirs, own = (
        {clause.actors[n].country for n in side if clause.actors[n].sector in STATE_SECTORS} for side in (met, fallen)
    )
    return () if theirs & own else met


def _in_its_course(clause: Clause, deed: Candidate) -> Numbers:
    """ "Rebels entered the town during an offensive": the force that moved on a place in it."""
    led = deed.start - 1
    while led > 0 and is_modifier(clause, led) and clause.words[led] not in _ONE:
        led -= 1
    if led < 2 or clause.words[led] not in _ONE or clause.words[led - 1] not in ("in", "during"):
        return ()
    if clause.words[deed.end - 1] not in _OPERATIONS | _FIGHTS | {"incursion"}:
        return ()
    for k in range(led - 2, max(led - _REACH, 0), -1):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.is_verb(k):
            moves = clause.words[k] in _MOVES | _TAKES and not clause.group_before(k).passive
            found = find_subject(clause, clause.group_before(k).start) if moves else ()
            return tuple(n for n in found if clause.actors[n].sector in ARMED_SECTORS or clause.actors[n].actor_id)
    return ()


def _with_it(clause: Clause, deed: Candidate) -> Numbers:
    """ "The army broke the truce with a raid": who did by it what the verb tells; not "was met with a raid"."""
    led = deed.start - 1
    while led > 0 and is_modifier(clause, led) and clause.words[led] != "with":
        led -= 1
    if led < 2 or clause.words[led] != "with" or clause.is_verb(led - 1):
        return ()
    for k in range(led - 2, max(led - _REACH, 0), -1):
        if clause.words[k] in STRONG_STOPS or clause.words[k] == ",":
            break
        if clause.is_verb(k):
            acts = clause.words[k] not in BE | SPEECH and not clause.group_before(k).passive
            found = find_subject(clause, clause.group_before(k).start) if acts else ()
            return found if all(clause.actors[n].sector in ARMED_SECTORS for n in found) else ()
    return ()


def _blamed_before(clause: Clause, harm: Candidate) -> Numbers:
    """ "In an attack blamed on the Taliban, ten people were killed"."""
    if clause.words[0] != "in" or not (harms(harm) and _is_passive(clause, harm)):
        return ()
    last = min(harm.group_start, _REACH)
    blamed = next((k for k in range(2, last - 2) if tuple(clause.words[k : k + 2]) in LAID), 0)
    return actors_from(clause, blamed + 2)[:1] if blamed and clause.words[blamed - 1] in WEAPONS else ()


def _named_after(clause: Clause, harm: Candidate) -> Numbers:
    """ "Died at the hands of rebels", "in a raid blamed on X", "in strikes which he said were carried out by Y"."""
    end = max(part.end for part in harm.parts)
    if clause.words[end : end + 4] == ["at", "the", "hands", "of"]:
        return actors_from(clause, end + 4)
    if tuple(clause.words[end : end + 2]) in LAID:
        return actors_from(clause, end + 2)
    if told := (harms(harm) and blamed_later(clause, end)) or told_after(clause, end):
        return told
    if clause.words[end : end + 1] not in (["which"], ["that"]):
        return ()
    for k in range(end + 2, min(end + _REACH, len(clause) - 1)):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k + 1] == "by" and "carried" in clause.words[k - 1 : k + 1]:
            return actors_from(clause, k + 2 + (clause.words[k + 2 : k + 3] == ["either"]))
    return ()


def _in_advance(clause: Clause, harm: Candidate) -> Numbers:
    """ "Killed in a rebel advance": whose it is."""
    at = harm.end + 1
    at += clause.words[at : at + 1] in (["a"], ["an"], ["the"])
    if at >= len(clause) or clause.words[harm.end] not in ("in", "during") or not harms(harm):
        return ()
    number = max(clause.actor_at[at], clause.holder_at[at])
    end = clause.actor_spans[number][1] if number >= 0 else at
    end += clause.words[end : end + 1] == ["'s"]
    is_armed = number >= 0 and clause.actors[number].sector in ARMED_SECTORS
    return (number,) if is_armed and not _MARCHES.isdisjoint(clause.words[end : end + 1]) else ()


def _who_advanced(clause: Clause, harm: Candidate) -> Numbers:
    """ "Ten rebels were killed as the army advanced", "ten nurses when rebels stormed a town": who moved on them."""
    fought = all(clause.actors[number].sector in FIGHTING_SECTORS for number in harm.recipients)
    from_afar = any(clause.words[part.end - 1] in _FROM_AFAR for part in harm.parts if part.reading.form == "noun")
    plain = all(part.reading.form != "noun" or _is_fight(clause, part) for part in harm.parts)
    if not harms(harm) or not harm.recipients or not (plain or from_afar):
        return ()
    joint = -1
    for k in range(harm.end, min(harm.end + _REACH, len(clause))):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] in _WHILE:
            joint = k
        elif joint >= 0 and _moves_on(clause, joint, k, fought or from_afar):
            found = find_subject(clause, clause.group_before(k).start)
            armed = all(clause.actors[n].sector in ARMED_SECTORS or clause.actors[n].actor_id for n in found)
            after = bool(found) and min(clause.actor_spans[n][0] for n in found) > joint
            return found if after and armed else ()
    return ()


def _moves_on(clause: Clause, joint: int, k: int, fought: bool) -> bool:
    return clause.words[k] in _OVERRUNS if clause.words[joint] == "when" else fought and _is_advance(clause, k)


def _who_found(clause: Clause, arrest: Candidate) -> Numbers:
    """ "Three were arrested when police found arms": the police of the clause of time after it."""
    for k in range(arrest.end, min(arrest.end + _REACH, len(clause) - 1)):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] in _UPON:
            number = clause.actor_at[k + 1 + (clause.words[k + 1] == "the")]
            end = clause.actor_spans[number][1] if number >= 0 else 0
            acts = 0 < end < len(clause) and clause.is_verb(end) and not clause.group_before(end).words
            is_police = acts and clause.actors[number].sector in ("COP", "MIL")
            return (number,) if is_police and clause.words[end] not in BE | SPEECH else ()
    return ()


def _who_ordered(clause: Clause, arrest: Candidate) -> Numbers:
    """ "A judge ordered ten former ministers detained"."""
    near = range(arrest.group_start - 1, max(arrest.group_start - _REACH, 0), -1)
    verb = next((k for k in near if clause.is_verb(k) or clause.words[k] in STRONG_STOPS), 0)
    group = clause.group_before(verb)
    return find_subject(clause, group.start) if clause.words[verb] == "ordered" and not group.passive else ()


def _is_fight(clause: Clause, noun: Candidate) -> bool:
    return clause.words[noun.end - 1] in _FIGHTS


def _is_advance(clause: Clause, k: int) -> bool:
    word, following = clause.words[k], clause.words[k + 1 : k + 7]
    pressed = word in _PRESS and not _ON.isdisjoint(following[:1])
    return word in _ADVANCE | _TAKES or pressed or (word in _KEEP_UP and not _CAMPAIGNS.isdisjoint(following))


def _is_of_side(clause: Clause, doer: int, harmed: Numbers) -> bool:
    """Whether a doer is among those harmed, or may be: of one identity, or of one kind where no name parts them."""
    own = clause.actors[doer]
    told = own.actor_id is not None or own.sector in ARMED_SECTORS
    others = [clause.actors[number] for number in harmed if number != doer]
    alike = any((other.actor_id, other.sector) == (own.actor_id, own.sector) for other in others)
    return doer in harmed or (told and alike)
