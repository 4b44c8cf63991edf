"""Whose deed a noun names by a verb of its own clause: "was carried out by X", "blamed the attack on X"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.described_deeds import told_after
from pipelines.coding.grammar import ADVERBS, AUXILIARIES, BE, NEGATIONS, PREPOSITIONS, STRONG_STOPS, WEAPONS, words
from pipelines.coding.objects import CARRIED_OUT, actors_from
from pipelines.coding.party_phrases import Numbers, before_phrase, is_modifier, with_preceding
from pipelines.coding.patterns import Reading

_REACH = 24
_BLAMING = words("blame blames blamed blaming pin pins pinned pinning")
_ASCRIBING = words("attribute attributes attributed attributing ascribe ascribes ascribed ascribing")
_LAYS_IT = _BLAMING | _ASCRIBING
_LAYING = words("put puts putting place places placed placing lay lays laid laying pin pins pinned")
LAID = frozenset([("blamed", "on"), ("pinned", "on"), ("attributed", "to"), ("ascribed", "to")])
_CHARGING = {
    "for": words("blame blames blamed blaming arrest arrests arrested arresting detained hold holds held holding"),
    "of": words("accuse accuses accused accusing suspect suspects suspected convict convicts convicted"),
    "to": words("link links linked linking tie ties tied tying connect connects connected connecting"),
    "with": words("charge charges charged charging"),
}
_TIMED = frozenset(("after", "before", "since"))


def find_blamed(clause: Clause, reading: Reading) -> Numbers:
    """The actors to whom the clause lays the deed."""
    before = reading.start - 1
    while before > 0 and is_modifier(clause, before) and clause.words[before] not in _LAYS_IT:
        before -= 1
    word = clause.words[before] if before >= 0 else ""
    if (
        relative := told_after(clause, reading.end)
        or _in_relative(clause, reading.end)
        or _claimed_after(clause, reading.end)
    ):
        return relative
    if word in _LAYS_IT:
        return _last_after(clause, reading.end, "on" if word in _BLAMING else "to")
    if word in _CHARGING and (charged := _charged(clause, before)):
        return charged
    if word == "for" and clause.words[before - 1] in ("blame", "responsibility"):
        is_laid = not _LAYING.isdisjoint(clause.words[max(before - 5, 0) : before])
        return _last_after(clause, reading.end, "on") if is_laid else ()
    return _of_passive(clause, reading.end) if word not in PREPOSITIONS or word in _TIMED else ()


def _in_relative(clause: Clause, start: int) -> Numbers:
    """ "An attack in X that Norway blames on the rebels"."""
    led = False
    for j in range(start, min(start + _REACH, len(clause) - 1)):
        word = clause.words[j]
        if led and word in _LAYS_IT and clause.words[j + 1] == ("on" if word in _BLAMING else "to"):
            return actors_from(clause, j + 2)
        if word in STRONG_STOPS or (clause.is_verb(j) and not (led and word in AUXILIARIES)):
            break
        led = led or word in ("that", "which")
    return ()


def _claimed_after(clause: Clause, start: int) -> Numbers:
    """ "A blast that killed ten and was claimed by X", "the raid, which killed ten, was claimed by X"."""
    first = next((j for j in range(start, min(start + _REACH, len(clause))) if clause.is_verb(j)), 0)
    if not first or clause.words[first - 1] not in ("that", "which"):
        return ()
    for j in range(first + 1, min(first + _REACH, len(clause) - 2)):
        if clause.words[j] in STRONG_STOPS:
            break
        if clause.words[j : j + 3] in (["was", "claimed", "by"], ["were", "claimed", "by"]):
            return actors_from(clause, j + 3) if clause.words[j - 1] in ("and", ",") else ()
    return ()


def blamed_later(clause: Clause, start: int) -> Numbers:
    """ "Ten people were wounded, the monitor said blaming the attack on X": to whom a word of blame lays it."""
    for k in range(start, min(start + _REACH, len(clause) - 2)):
        if clause.words[k] in STRONG_STOPS:
            break
        if clause.words[k] in ("blaming", "blamed") and clause.words[k + 1] in ("the", "it", "them", "this"):
            noun = k + 1 + (clause.words[k + 1] in ("the", "this"))
            return _last_after(clause, noun, "on") if noun == k + 1 or clause.words[noun] in WEAPONS else ()
    return ()


def _charged(clause: Clause, preposition: int) -> Numbers:
    """Whom a verb charges with it, however long the name is: "holds the Front (NLF) responsible for"."""
    last = preposition - 1
    if clause.words[last] in ("responsible", "accountable"):
        last -= 1
    if last > 0 and clause.words[last] in (")", "]"):
        last = next((k - 1 for k in range(last, 0, -1) if clause.words[k] in ("(", "[")), last)
    if last < 1 or clause.actor_at[last] < 0:
        return ()
    found = with_preceding(clause, clause.actor_at[last])
    verb = before_phrase(clause, found[0])
    return found if verb >= 0 and clause.words[verb] in _CHARGING[clause.words[preposition]] else ()


def _last_after(clause: Clause, start: int, preposition: str) -> Numbers:
    """The actors after the last such preposition that leads to any: "blamed the raid on the camp on X"."""
    found: Numbers = ()
    for j in range(start, min(start + _REACH, len(clause))):
        if clause.words[j] in STRONG_STOPS or clause.is_verb(j):
            break
        if clause.words[j] == preposition:
            found = actors_from(clause, j + 1) or found
    return found


def _of_passive(clause: Clause, start: int) -> Numbers:
    """Who did it by the first verb after the noun, where that tells: "was claimed by X", "attributed to X"."""
    end = min(start + _REACH, len(clause))
    verb = next((j for j in range(start, end) if clause.is_verb(j) or clause.words[j] in STRONG_STOPS), end)
    while verb < end and clause.words[verb] in AUXILIARIES:
        verb += 1
    if clause.words[verb + 1 : verb + 2] == ["and"] and clause.words[verb + 2 : verb + 3] == ["carried"]:
        verb += 2  # "was planned and carried out by X"
    told = clause.words[verb : verb + 2]
    if NEGATIONS.intersection(told):
        return ()
    if told[:1] == ["by"] and clause.words[verb - 1] in BE:
        return actors_from(clause, verb + 1)
    if tuple(told) in LAID:
        return actors_from(clause, verb + 2)
    if told != ["carried", "out"] and not (told and told[0] in CARRIED_OUT):
        return ()
    by = verb + (2 if told == ["carried", "out"] else 1)
    while by < end and (clause.time_at[by] >= 0 or clause.words[by] in ADVERBS):
        by += 1
    return actors_from(clause, by + 1) if clause.words[by : by + 1] == ["by"] else ()
