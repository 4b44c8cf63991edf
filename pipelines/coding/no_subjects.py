"""Parties before a verb that are not its subject: whom an earlier word harmed, where something lies, who is told."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADJECTIVAL,
    AUXILIARIES,
    DETERMINERS,
    NUMBER_WORDS,
    SPEECH,
    WARDED_OFF,
    WEAPONS,
    words,
)
from pipelines.coding.party_phrases import Numbers, before_phrase, is_modifier
from pipelines.coding.patterns import Reading

_HARMS = words("killed injured wounded killing injuring wounding lost losing hurt hurting")
_ENDS = words("lives life death deaths killing")
_TOLD = words("told tell tells telling")
_WHERE = words("near at outside inside in around by")
_UPON = words("on at against with into from")
_THINKS = words(
    "fear fears feared hope hopes hoped mean means meant find finds found learn learned learnt saw see include included"
)
_KILLS = frozenset(("kills", "eliminates"))
_BODIES = frozenset(("EDU", "MED", "REL", "BUS"))


def was_harmed(clause: Clause, number: int) -> bool:
    """ "Claimed the lives of two clerks injured ten": counted victims of the words before, where a comma was lost."""
    if clause.actors[number].count is None:
        return False
    led = before_phrase(clause, number)
    while led > 0 and (clause.words[led] in DETERMINERS or clause.words[led] in ("at", "least")):
        led -= 1
    if led < 1:
        return False
    return clause.words[led] in _HARMS or (clause.words[led] == "of" and clause.words[led - 1] in _ENDS)


def without_met(clause: Clause, found: Numbers, end: int, reading: Reading) -> Numbers:
    """ "Killed ten people and the army shelled": without those whom the verb before them met.

    `end`: where the subject's phrase ends.
    """
    beside = len(found) > 1 and clause.actor_spans[found[-1]][1] == end
    if not beside or reading.form not in ("past", "participle", "third"):
        return found
    verb = clause.actor_spans[found[0]][0] - 1
    while verb > 0 and _leads_to_object(clause, verb):
        verb -= 1
    verb -= verb > 0 and clause.words[verb] in _UPON
    return found[-1:] if verb > 0 and _meets(clause, verb) else found


def _leads_to_object(clause: Clause, i: int) -> bool:
    """Whether the word stands between a verb and the party that it met: "at least", "the", "young"."""
    if clause.words[i] == "at":
        return clause.words[i + 1] == "least"
    plain = is_modifier(clause, i) and clause.words[i] not in ADJECTIVAL
    return plain and not clause.tokens[i].text[0].isupper()


def _meets(clause: Clause, verb: int) -> bool:
    """Whether a verb stands there whose object follows; also "jailed the man", though mostly an adjective."""
    word, after = clause.words[verb], clause.words[verb + 1]
    if word in ADJECTIVAL:
        return word.endswith("ed") and (after in DETERMINERS | NUMBER_WORDS or after[0].isdigit())
    return clause.is_verb(verb) and word not in SPEECH | AUXILIARIES | _THINKS and not word.endswith("s")


def is_told(clause: Clause, number: int) -> bool:
    """ "Told the Herald accusing X": to whom it is said."""
    led = before_phrase(clause, number)
    return led > 0 and clause.words[led] in _TOLD


def only_lies_there(clause: Clause, number: int) -> bool:
    """ "A barrage near a hospital killed ten", "a blast by a school which killed": only where it happened."""
    first, end = clause.actor_spans[number]
    first -= first > 0 and clause.words[first - 1] in DETERMINERS
    where = clause.words[first - 1] if first else ""
    told = where != "by" or clause.words[end : end + 1] in (["which"], ["that"])
    party = clause.actors[number]
    return where in _WHERE and told and party.sector in _BODIES and party.count in (None, 1)


def only_tells_of_deed(clause: Clause, number: int, group_start: int) -> bool:
    """ "The attack, which X blamed on Y, killed", "the raid that X said killed": who speaks of it in between."""
    first, end = clause.actor_spans[number]
    first -= first > 0 and clause.words[first - 1] in DETERMINERS
    if first < 2 or clause.words[first - 1] not in ("which", "that"):
        return False
    noun = first - 2
    set_off = clause.words[noun] == ","
    if clause.words[noun - set_off] not in WEAPONS or clause.actor_at[noun - set_off] >= 0:
        return False
    says = end == group_start - 1 and clause.words[end] in SPEECH
    return says or (
        set_off and "," in clause.words[end:group_start] and any(map(clause.is_verb, range(end, group_start)))
    )


def verb_of_headline(clause: Clause, number: int, reading: Reading) -> int:
    """ "Army Kills 20 Rebels in Qant Breaks Siege": where the verb stands whose object an actor is; 0 for none.

    Before a plural verb it must tell that they are dead: "Army Kills 20 Rebels Destroy Their Posts".
    """
    start = clause.actor_spans[number][0]
    acts = (k for k in range(1, start) if clause.words[k].endswith("s"))
    first = next((k for k in acts if clause.is_verb(k) or clause.words[k] in _KILLS | WARDED_OFF), 0)
    parted = {"as", "after", "when", ","}.intersection(clause.words[first:start])
    may_act = reading.form == "base" and clause.words[first] not in _KILLS
    return 0 if parted or may_act or clause.words[first] in SPEECH else first
