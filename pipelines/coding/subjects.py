"""The subject of a verb: by word order, settled by the parse where there is one."""

from pipelines.coding.charges import charged_with
from pipelines.coding.clauses import Clause
from pipelines.coding.described_deeds import told_after
from pipelines.coding.described_parties import described_by
from pipelines.coding.grammar import (
    ARMED_SECTORS,
    COORDINATORS,
    DETERMINERS,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUOTES,
    RELATIVES,
    SPEECH,
    WARDED_OFF,
    WEAPONS,
    words,
)
from pipelines.coding.nearest_actor import inner_phrase_start
from pipelines.coding.no_subjects import only_lies_there, only_tells_of_deed, verb_of_headline, was_harmed, without_met
from pipelines.coding.object_control import who_is_to_act
from pipelines.coding.party_heads import with_head
from pipelines.coding.party_lists import with_companions
from pipelines.coding.party_phrases import Numbers, before_phrase
from pipelines.coding.patterns import Reading
from pipelines.coding.second_sayings import first_saying
from pipelines.coding.subject_asides import aside_before, parts_verbs
from pipelines.coding.subject_order import CLAUSES_OF_TIME, charged_by_means, find_subject, shared_subject
from pipelines.coding.subject_phrases import kin_of, owner_before_whose, past_participle_clause, whole_of
from pipelines.coding.syntax import content_verb, is_charge, is_of_another, subject_of

_PLOTS = words("plot plots plan plans attempt attempts conspiracy bid effort efforts scheme")
_PARTS_FROM_VERB = RELATIVES | {"including", "loyal", "allied"}
_BEFORE_SPEAKER = QUOTES | {","}
_WHERE = frozenset(("at", "in", "on", "near", "outside", "inside"))
_LONGEST_WHERE = 4
_SPELLS = words("night day week month hour")
_OPENS = COORDINATORS | RELATIVES | frozenset((",", "to"))


def is_subject_plain(clause: Clause, reading: Reading) -> bool:
    """Whether word order alone can be trusted: a finite verb that begins no second clause, its subject right before it.

    On gold pairs the parse corrects infinitives, participles and second verbs, and finds what order does not.
    """
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    if reading.form == "gerund" or "to" in group.words or group.start == 0 or clause.words[group.start - 1] in _OPENS:
        return False
    found = find_subject(clause, group.start, reading)
    return bool(found) and _stands_beside(clause, found, group.start)


def settled_subject(clause: Clause, group_start: int, reading: Reading) -> Numbers:
    """The subject by word order, or by the parse where order finds none or another.

    On gold pairs of source and target: where both find one and they differ, the parse has the source seven times as
    often; only participles after a noun ("passed a resolution criticising X") are the sentence's subject's, not the
    noun's. An agency is no subject: it stands in the dateline. Where a passive verb has a subject that is no actor,
    an actor that order finds elsewhere is not its subject.
    """
    if (described := described_by(clause, group_start, reading)) >= 0:
        return with_head(clause, described)
    if (asked := who_is_to_act(clause, group_start)) is not None:
        return asked
    if _is_bare_count(clause, group_start, reading) or _is_reduced(clause, group_start, reading):
        return ()
    if _is_of_plotters(clause, reading) or _is_of_spell(clause, reading):
        return ()
    if owner := owner_before_whose(clause, group_start):
        return owner
    if said := first_saying(clause, reading, group_start):
        return find_subject(clause, clause.group_before(said).start)
    if (charged := charged_with(clause, reading, group_start)) is not None:
        return charged
    found = _settled(clause, group_start, reading)
    opener = aside_before(clause, group_start, reading)
    if opener:
        found = _outside(clause, opener, reading, found)
    is_undergone = clause.words[group_start] in ("was", "were")
    if found and is_undergone and _is_only_included(clause, found[0]):
        return ()
    if found and only_tells_of_deed(clause, found[0], group_start):
        return ()
    if found and reading.pattern.is_harm and _is_no_doer(clause, found[-1], group_start, reading):
        return ()
    if found and reading.form != "gerund":
        found = past_participle_clause(clause, found, group_start)
        found = kin_of(clause, found, group_start, reading) or found
    found = without_met(clause, found, opener or group_start, reading)
    return with_companions(clause, whole_of(clause, found, reading), group_start)


def _outside(clause: Clause, opener: int, reading: Reading, found: Numbers) -> Numbers:
    """Who stands before the aside that opens there, not in it; where its head is a plain noun, who did that deed."""
    if parts_verbs(clause, opener):
        return shared_subject(clause, opener, 0, False)
    named = max(clause.actor_at[opener - 1], clause.place_at[opener - 1]) >= 0 or clause.words[opener - 1] == ")"
    before = find_subject(clause, opener, reading) if named else told_after(clause, opener)
    return found if found and _end(clause, found) <= opener else before


def _is_no_doer(clause: Clause, number: int, group_start: int, reading: Reading) -> bool:
    if only_lies_there(clause, number):
        return True
    beside = clause.actor_spans[number][1] == group_start and reading.form in ("past", "participle")
    return beside and clause.counts(reading.end) and was_harmed(clause, number)


def _is_reduced(clause: Clause, group_start: int, reading: Reading) -> bool:
    """ "Retook areas long besieged by X": the subject of a bare participle is the plain noun before it."""
    i = group_start - 1
    bare = reading.form == "participle" and group_start > 1 and clause.words[reading.end : reading.end + 1] == ["by"]
    if not bare or clause.group_before(reading.start).passive or clause.actor_at[i] >= 0 or clause.time_at[i] >= 0:
        return False
    plain = clause.words[i].endswith("s") and clause.words[i].isalpha() and not clause.is_verb(i)
    return plain and clause.words[i] not in PREPOSITIONS | DETERMINERS | RELATIVES


def _is_of_plotters(clause: Clause, reading: Reading) -> bool:
    """ "Police foiled a plot to bomb": they who foil it are not they who would do it."""
    i = reading.start - 2
    if reading.form != "base" or i < 1 or clause.words[i + 1] != "to" or clause.words[i] not in _PLOTS:
        return False
    warded = next((k for k in range(i - 1, max(i - 5, -1), -1) if clause.words[k] in WARDED_OFF), i)
    return warded < i and all(number < 0 for number in clause.actor_at[warded:i])


def _is_of_spell(clause: Clause, reading: Reading) -> bool:
    """ "Imposed a curfew after a night of rioting": nobody is told of who rioted."""
    if reading.form != "gerund" or reading.pattern.event_type != "PROTEST" or reading.start < 2:
        return False
    return clause.words[reading.start - 1] == "of" and clause.words[reading.start - 2].rstrip("s") in _SPELLS


def _is_bare_count(clause: Clause, group_start: int, reading: Reading) -> bool:
    """ "Ten people were killed and 120 were wounded": the number alone is whom the harm befell."""
    i = group_start - 1
    if i < 1 or not reading.pattern.is_harm:
        return False
    if _counts_after_dead(clause, i):
        return True
    if not clause.group_before(reading.start).passive:
        return False
    i -= clause.words[i] in ("others", "more") and i > 1
    numeral = clause.words[i][0].isdigit() or clause.words[i] in NUMBER_WORDS
    return numeral and clause.words[i - 1] in ("and", "while", "but") and clause.actor_at[i] < 0 > clause.time_at[i]


def _counts_after_dead(clause: Clause, i: int) -> bool:
    """ "Left six clerks dead and more than 10 wounded": another number of people."""
    if clause.actor_at[i] >= 0 or not (clause.words[i][0].isdigit() or clause.words[i] in NUMBER_WORDS):
        return False
    joint = next((k for k in range(i - 1, max(i - 5, 0), -1) if clause.words[k] == "and"), 0)
    return joint > 0 and clause.words[joint - 1] == "dead" and clause.after_quantifier(joint + 1) == i


def _settled(clause: Clause, group_start: int, reading: Reading) -> Numbers:
    if reading.form == "gerund" and _is_of_them(clause, reading.start + 1):
        return _who_harmed_them(clause, group_start)
    by_means = reading.form == "gerund" and group_start > 0 and clause.words[group_start - 1] == "by"
    if by_means and (charged := charged_by_means(clause, group_start - 1)):
        return charged
    by_order = find_subject(clause, group_start, reading)
    headline = clause.is_terse and reading.form in ("third", "base") and by_order
    if headline and (first := verb_of_headline(clause, by_order[0], reading)):
        return find_subject(clause, first) or by_order
    verb = content_verb(clause, reading.start, reading.end)
    parsed = _who_may_act(clause, subject_of(clause, verb), verb, reading)
    if is_charge(clause, verb):
        return parsed
    if _includes(clause, by_order):
        return by_order
    beside = _stands_beside(clause, by_order, group_start) or _before_aside(clause, by_order)
    if not parsed and is_of_another(clause, verb, by_order, beside):
        return ()
    if not parsed or set(parsed) & set(by_order):
        return by_order
    if _is_order_surer(clause, by_order, parsed, verb, group_start, reading):
        return by_order
    if by_order and all(clause.actors[number].sector == "JRN" or _is_second_agent(clause, number) for number in parsed):
        return by_order
    return parsed


def _is_second_agent(clause: Clause, number: int) -> bool:
    """ "Forces backed by X and the Y launched": the last of those who backed them."""
    inner = inner_phrase_start(clause, number) or 0
    joint = before_phrase(clause, number)
    is_joined = joint > 0 and clause.words[joint] == "and"
    return is_joined and clause.words[inner] == "by" and clause.words[inner - 1].endswith("ed")


def _who_harmed_them(clause: Clause, group_start: int) -> Numbers:
    """Not the nearest actor, who is "them"; nor whom a clause of time is about ("as the civilians fled")."""
    found = shared_subject(clause, group_start, 0, True)
    before = before_phrase(clause, found[0]) if found else 0
    led = before > 0 and clause.words[before] in CLAUSES_OF_TIME
    return shared_subject(clause, before, 0, True) if led else found


def _is_of_them(clause: Clause, i: int) -> bool:
    """ "Killing them", "killing three of them"."""
    i += 2 * (clause.words[i + 1 : i + 2] == ["of"])
    return clause.words[i : i + 1] == ["them"]


def _who_may_act(clause: Clause, parsed: Numbers, verb: int, reading: Reading) -> Numbers:
    """Without whom the sentence only goes by ("according to X"), and for a passive, whoever comes after it.

    So too for "killing two nurses and 2 soldiers wounding ten": counted victims, where the comma was lost.
    """
    if reading.form == "gerund" and reading.pattern.is_harm:
        parsed = tuple(n for n in parsed if clause.actors[n].count is None or clause.actor_spans[n][1] != reading.start)
    late = reading.form in ("past", "participle") and clause.group_before(reading.start).passive
    return tuple(
        number
        for number in parsed
        if not _is_only_tied(clause, number)
        and not _is_only_included(clause, number)
        and not _is_in_a_noun_of_force(clause, number)
        and not _opens_main_clause(clause, number, verb, reading)
        and not (clause.actor_spans[number][0] > verb and (late or _only_says(clause, number)))
    )


def _opens_main_clause(clause: Clause, number: int, verb: int, reading: Reading) -> bool:
    """ "After a raid killed ten people, the president spoke": who stands in the main clause did not do it."""
    first = clause.actor_spans[number][0]
    leads_in = clause.words[0] in CLAUSES_OF_TIME and reading.form != "gerund" and first > verb
    return leads_in and clause.group_before(reading.start).start > 1 and "," in clause.words[verb:first]


def _is_in_a_noun_of_force(clause: Clause, number: int) -> bool:
    """ "Raids on rebels and militiamen left ten dead": the second of those whom the noun met or who did it."""
    joint = before_phrase(clause, number)
    first = max(clause.actor_at[joint - 1], clause.holder_at[joint - 1]) if joint > 1 else -1
    if first < 0 or clause.words[joint] != "and":
        return False
    led = before_phrase(clause, first)
    end = clause.actor_spans[number][1]
    acts = end < len(clause) and clause.is_verb(end)
    if led < 1 or clause.words[led] not in ("on", "against", "by") or any(map(clause.is_verb, range(joint))):
        return False
    if clause.words[led] == "by" and not acts:
        return False
    return not WEAPONS.isdisjoint(clause.words[:led])


def _only_says(clause: Clause, number: int) -> bool:
    """ "They shot two men, the mayor said": who tells of it after it has happened did not do it."""
    first, last = clause.actor_spans[number]
    first -= clause.words[first - 1] in DETERMINERS
    before, after = clause.words[first - 1], clause.words[last] if last < len(clause) else ""
    return (after in SPEECH and (before in _BEFORE_SPEAKER or last + 2 >= len(clause))) or before in SPEECH


def _is_only_included(clause: Clause, number: int) -> bool:
    """ "Killed 21 including 8 children": no doer, unless a relative clause says what they do."""
    first, end = clause.actor_spans[number]
    first -= first > 0 and clause.words[first - 1] in ("a", "an")
    return clause.words[first - 1] == "including" and clause.words[end : end + 1] not in (["which"], ["who"], ["that"])


def _is_only_tied(clause: Clause, number: int) -> bool:
    """ "According to X", "rebels loyal to X", "troops allied to X"."""
    before = clause.actor_spans[number][0] - 1
    while before >= 0 and clause.words[before] in DETERMINERS:
        before -= 1
    return before > 0 and clause.words[before] == "to" and clause.words[before - 1] in ("according", "loyal", "allied")


def _end(clause: Clause, numbers: Numbers) -> int:
    return max(clause.actor_spans[number][1] for number in numbers)


def _start(clause: Clause, numbers: Numbers) -> int:
    return min(clause.actor_spans[number][0] for number in numbers)


def _is_order_surer(
    clause: Clause, by_order: Numbers, parsed: Numbers, verb: int, group_start: int, reading: Reading
) -> bool:
    """Where parses go astray: counted people right before "were killed", and harm that a participle adds to an act.

    So too "X spoke after Y came and killed": a clause of its own has its own subject.
    "Monitors said bombs fell on the town, killing ten": the participle goes with the nearer verb.
    """
    if by_order and not CLAUSES_OF_TIME.isdisjoint(clause.words[_end(clause, parsed) : _start(clause, by_order)]):
        return True
    is_finite = reading.form != "gerund" and bool(by_order) and _end(clause, by_order) == group_start
    if is_finite and _start(clause, parsed) > verb:
        return True
    counted = any(clause.actors[number].count is not None for number in by_order)
    if counted and reading.form != "gerund" and clause.actor_spans[by_order[-1]][1] == group_start:
        return True
    if reading.form != "gerund" or not reading.pattern.is_harm:
        return False
    governor = clause.words[clause.parse.heads[verb]] if clause.parse else ""
    armed = any(clause.actors[number].sector in ARMED_SECTORS for number in by_order)
    return armed or governor in SPEECH


def _includes(clause: Clause, by_order: Numbers) -> bool:
    """ "Ten people, including two boys, were": what a phrase only includes is not its head."""
    end = clause.actor_spans[by_order[-1]][1] if by_order else len(clause)
    return "including" in clause.words[end : end + 2] and clause.words[end] in (",", "including")


def _stands_beside(clause: Clause, actors: Numbers, group_start: int) -> bool:
    """Whether only a relative clause, a participle or a place can part the last of the actors from the verb.

    "Soldiers who", "soldiers deployed", "soldiers at a checkpoint".
    """
    end = clause.actor_spans[actors[-1]][1] if actors else group_start
    if end < group_start and clause.words[end] in _WHERE and group_start - end <= _LONGEST_WHERE:
        if clause.words[group_start + 1 : group_start + 2] == ["by"]:
            return False  # "a child at a site hit by a raid"
        return not any(clause.is_verb(k) or not clause.words[k][0].isalnum() for k in range(end, group_start))
    return end >= group_start or clause.words[end] in _PARTS_FROM_VERB or clause.is_verb(end)


def _before_aside(clause: Clause, actors: Numbers) -> bool:
    """ "Protesters, angered by the deal, clashed": whether such an aside follows, as the sentence opens."""
    first, end = clause.actor_spans[actors[0]] if len(actors) == 1 else (2, 0)
    return (
        first <= 1
        and end < len(clause)
        and clause.words[end] == ","
        and clause.words[min(end + 1, len(clause) - 1)].endswith("ed")
    )
