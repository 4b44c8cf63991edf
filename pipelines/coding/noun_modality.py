"""Whether a noun of an event tells that it happened: the words before it, and what a verb says of it."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    BE,
    DETERMINERS,
    FIGHTING_SECTORS,
    MODALS,
    PREPOSITIONS,
    RELATIVES,
    STATE_SECTORS,
    STRONG_STOPS,
    SUBORDINATORS,
    WEIGHED,
    words,
)
from pipelines.coding.patterns import Reading
from pipelines.coding.text import Modality

NEGATED = words(
    """
    not n't never no neither nor cannot without denied deny denies denying failed fails refused refuses refuse unable
    stopped ceased
    """
)
_NONE_BEFORE = words(
    "no without denied denies denying deny neither nor any never not n't renounce renounces renounced renouncing"
)
UNREAL_BEFORE = words(
    """
    threat threats risk danger fear fears possibility prospect plan plans planned planning plot plots plotting plotted
    potential possible imminent impending looming future prevent prevents prevented preventing avoid avert averted
    authorize authorise authorization authorisation authorizing authorising
    against brink verge attempt justify justifying likelihood odds chance chances prospects rumours rumors speculation
    threatening threatened threaten threatens warned warns warning blocked feared fearing
    foil foils foiled thwart thwarts thwarted if attempted attempting alleged
    gear geared gearing brace braced bracing
    proposed expected anticipated
    upcoming earmarked hypothetical case any deter deterring contemplating considering preparing prepare call calls
    readying pending vulnerable prone minimise minimize minimising minimizing option options prospective timetable
    simulate simulates simulated simulating simulation rehearse rehearses rehearsed rehearsing
    falsified fabricated bogus
    """
)
PURPOSE = words(
    """
    aim aims aimed aiming goal goals objective target verge brink operation operations campaign battle offensive effort
    efforts ground chance intention intent bent bid mission push preparation preparations focused focus concentrated
    concentrating close closer way hopes step steps attempt attempts fight fighting ambition dream ready drive
    """
)
_POWERS = STATE_SECTORS | FIGHTING_SECTORS - {"UAF"}
_REACH_OF_ACCUSED = 6
_ACCUSES = words("accuse accuses accused accusing suspect suspects")
_UNPROVEN = words("charge charges count counts suspicion claim claims allegation allegations accusation accusations")
_REACH_OF_LIST = 25
_REACH_OF_PREDICATE = 18
_COMING = words("planned upcoming earmarked future imminent impending pending readying")
_MEANS = words(
    """
    ready vote votes voted voting vow vows vowed plan plans planned planning prepare prepares prepared preparing intend
    intends intended decide decides decided threaten threatens threatened threatening poised likely want wants wanted
    """
)
_THINKS_OF = WEIGHED | words(
    """
    urge urges urged urging demand demands demanded demanding seek seeks sought seeking prepare prepares prepared
    preparing offer offers offered offering want wants wanted wanting encourage encourages encouraging
    compare compares compared comparing
    """
)
_BRINGS = words(
    """
    trigger triggers triggered spark cause causes caused provoke provokes provoked prompt allow allows allowed permit
    enable bring invite mean facilitate unleash
    """
)
_ENDS_IN = words("lead result end escalate turn").union(("leading", "resulting"))
_DECIDES = words("decide decides decided deciding vote votes voted voting")
_BALLOTS = words("ballot ballots balloted balloting vote votes voted voting referendum")
_ANSWERS = words("respond retaliate react answer")
_SPANS = words("day days week weeks month months series wave")
_DATES = words("date deadline day time timing")
_GENERAL = words("rare common commonplace frequent")
HABITS = words("often always regularly routinely frequently usually typically commonly occasionally")
_FORBIDS = words(
    "ban bans banned banning prohibit prohibits prohibited prohibiting outlaw outlaws outlawed forbid forbids"
)
_ASKS_FOR = words(
    "call calls called calling appeal appeals appealed appealing press pressed pressing push pushed ask asked"
)
_REWARDS = words("reward rewards bounty bounties warrant warrants")
OF_FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN")
_SEEMS = words("look looks looked sound sounds sounded")
_OPENS = ("", ".", '"', "that", "says", "said")
_ARE_SUCH = words("part a an never always rarely seldom wrong illegal crimes war")
_REACH_OF_SUBJECT = 6
_MAY_BE = words("possible likely unlikely imminent inevitable possibility option prospect likelihood table")
_LULLS = words("lull pause moratorium freeze")
_BREAKS = frozenset((",", "if", "when", "unless", "because", "as", "but", "and", '"', "”", "now", "soon", "again"))
_ASIDE = words("after following during amid since despite")  # "preparing troops after a raid"
_PHRASE_ENDS = PREPOSITIONS | STRONG_STOPS | SUBORDINATORS | RELATIVES | {","}
_REACTS = words("investigate probe condemn mourn mark survive describe explain recall stop end repel")
_SPARED = words("free safe immune immunity insurance refuge shelter respite")
_GUARDING = words(
    """
    protect protects protected protecting protection defend defends defending shield shields shielding safeguard
    safeguards secure guard guards guarding
    """
)
_DONE = words("carried executed staged committed conducted launched")
_UNREALISED: dict[str, Modality] = {
    **dict.fromkeys(("planned", "scheduled", "expected", "threatened", "prepared", "due"), "future"),
    **dict.fromkeys(("foiled", "thwarted", "averted", "prevented", "cancelled", "canceled", "postponed"), "negated"),
}


def _is_accused(clause: Clause, of: int) -> bool:
    """ "Accused the group of being behind the attack": what somebody is only said to have done."""
    window = clause.words[max(of - 8, 0) : of]
    return not _ACCUSES.isdisjoint(window) and "," not in window and BE.isdisjoint(window)


def is_a_power(clause: Clause, of: int) -> bool:
    """ "The militia was accused of killing ten": an army or a state, where the deed itself is what is charged.

    Of "a man accused of killing Ann Lee" the killing is a fact.
    """
    accused = max(k for k in range(of) if clause.words[k] == "accused")
    numbers = clause.actor_at[max(accused - _REACH_OF_ACCUSED, 0) : accused]
    party = next((clause.actors[number] for number in reversed(numbers) if number >= 0), None)
    return party is not None and (party.kind == "country" or (party.kind != "person" and party.sector in _POWERS))


def of_noun(clause: Clause, reading: Reading) -> Modality:
    if _is_in_general(clause, reading):
        return "hypothetical"
    i, steps = reading.start - 1, 0
    while i >= 0 and steps < 6:
        word = clause.words[i]
        if word in _NONE_BEFORE and clause.words[i + 1] != "one":
            return "negated"
        if word in UNREAL_BEFORE:
            return "future" if word in _COMING else "hypothetical"
        if word == "of" and clause.words[i - 1] == "accused" and is_a_power(clause, i):
            return "hypothetical"
        if (word == "in" and clause.words[i - 1] in _LULLS) or (word == "to" and clause.words[i - 1] == "halt"):
            return "negated"
        if word == "of" and clause.words[i - 1] in _UNPROVEN:
            return "hypothetical"
        if word == "for" and clause.words[i - 1] in _DATES and clause.words[i + 1] in ("a", "an"):
            return "future"  # "set Monday as the date for an offensive"
        if word == "of" and reading.pattern.event_type not in OF_FORCE and _is_accused(clause, i):
            return "hypothetical"
        if word.endswith("ing") and i > 0 and clause.words[i - 1] == "of" and _is_accused(clause, i - 1):
            return "hypothetical"
        if word == "from" and clause.words[i - 1] in _SPARED:
            return "hypothetical"
        if word in ("from", "against") and _GUARDING.intersection(clause.words[max(i - 10, 0) : i]):
            return "hypothetical"
        if reading.pattern.control and word in PURPOSE:
            return "hypothetical"
        if word == "like" and clause.words[i - 1] in _SEEMS:
            return "hypothetical"  # "it looks like a terrorist attack"
        if word in ("be", "been") and (led := MODALS.intersection(clause.words[max(i - 3, 0) : i])):
            return of_modal(min(led))
        if word in STRONG_STOPS or word == "," or word in _ASIDE or clause.is_verb(i):
            break
        if (
            word == "to" and clause.words[i + 1] in DETERMINERS and clause.words[i - 1] not in UNREAL_BEFORE
        ):  # "preparing a response to the attack"
            break
        i, steps = i - 1, steps + 1
    if thought := _of_governor(clause, reading):
        return thought
    before = clause.words[max(reading.start - 2, 0) : reading.start]
    if before == ["rather", "than"]:
        return "negated"
    if before[-1:] == ["to"] and before[0] in _MEANS and reading.end == reading.start + 1:
        return "future"  # "voted to strike"
    if before == ["set", "to"] or (before == ["due", "to"] and clause.is_verb(max(reading.start - 3, 0))):
        return "future"
    window = clause.words[max(reading.start - 14, 0) : reading.start]
    if "any" in window and (NEGATED - {"no"}).intersection(window[: window.index("any")]):
        return "negated"
    follower = clause.words[reading.end] if reading.end < len(clause) else ""
    if follower in ("possible", "likely", "looms", "loomed", "feared"):
        return "hypothetical"
    if follower == "to" and clause.words[reading.end + 1 : reading.end + 2] == ["be"]:
        return "hypothetical"
    if follower in ("will", "would", "could", "might", "may", "should"):
        return "future" if follower == "will" else "hypothetical"
    return of_predicate(clause, reading.end)


def _of_governor(clause: Clause, reading: Reading) -> Modality | None:
    """What the verb tells of the noun that it governs: "urged a strike", "decided on one", "could trigger clashes".

    "The strike" and "their strike" are there already, unless something is to bring them about.
    """
    is_new, is_some = True, False
    for i in range(reading.start - 1, max(reading.start - 9, -1), -1):
        word, before = clause.words[i], clause.words[i - 1] if i else ""
        if word == "for":
            return "hypothetical" if (is_new and before in _ASKS_FOR) or before in _REWARDS else None
        if is_new and word == "on" and before in _DECIDES:
            return "future"
        if is_new and (word in _FORBIDS or (word == "on" and before in _FORBIDS)):
            return "hypothetical"  # "a law that bans attacks on doctors"
        if word == "," and i == reading.start - 2:
            continue  # "called for massive, nationwide protests"
        if is_new and word in ("on", "about") and _BALLOTS.intersection(clause.words[max(i - 5, 0) : i]):
            return "future"  # "balloted 800 workers on strikes"
        if is_new and word == "with" and before in _ANSWERS and clause.words[i - 2] in MODALS:
            return of_modal(clause.words[i - 2])
        if word in ("to", "in", "into") and before in _ENDS_IN:
            return _of_bringing(clause, i - 1)
        if word in _THINKS_OF:
            return "hypothetical" if is_new else None
        if word in _BRINGS:
            return _of_bringing(clause, i)
        if word == "and" and reading.pattern.event_type not in OF_FORCE:
            return _of_list(clause, i)
        if is_some and before in MODALS and word not in _REACTS:
            return of_modal(before)  # "would welcome a takeover"
        if word == "of" and before in _SPANS:
            continue  # "called for three days of protests"
        if word in _PHRASE_ENDS or _is_finite(clause, i):
            return None
        is_some = is_some or word in ("a", "an", "another")
        is_new = is_new and (word not in DETERMINERS or word in ("a", "an", "another")) and word != "'s"
    return None


def _is_finite(clause: Clause, i: int) -> bool:
    """A verb that governs what follows, and no participle before a noun: "to allow intensified air strikes"."""
    led = clause.words[i - 1] if i else ""
    return clause.is_verb(i) and not (clause.words[i].endswith("ed") and led in _BRINGS | _THINKS_OF)


def _of_list(clause: Clause, joint: int) -> Modality | None:
    """ "Called for an end to the bombing, the delivery of aid and the release of detainees"."""
    for i in range(joint - 1, max(joint - _REACH_OF_LIST, 0), -1):
        if clause.words[i] == "for" and clause.words[i - 1] in _ASKS_FOR:
            return "hypothetical"
        if clause.words[i] in STRONG_STOPS or clause.words[i] in RELATIVES or clause.is_verb(i):
            return None
    return None


def _of_bringing(clause: Clause, verb: int) -> Modality | None:
    """Of what somebody may bring about, or wants to; null where it came about."""
    group = clause.group_before(verb)
    before = (*group.words, "") if group.words else (clause.words[verb - 1] if verb else "",)
    return next((of_modal(word) for word in reversed(before) if word in MODALS or word == "to"), None)


def of_modal(word: str) -> Modality:
    """The modality that a modal verb or "to" gives the verb after it."""
    return "future" if word in ("will", "'ll", "shall") else "hypothetical"


def _is_in_general(clause: Clause, reading: Reading) -> bool:
    """ "Strikes on hospitals are war crimes", "protests are part of a democracy": a bare plural, and what such are."""
    before = clause.words[reading.start - 1] if reading.start else ""
    if before not in _OPENS or reading.end - reading.start > 1 or not clause.words[reading.start].endswith("s"):
        return False
    for i in range(reading.end, min(reading.end + _REACH_OF_SUBJECT, len(clause) - 1)):
        if clause.words[i] == "are":
            return clause.words[i + 1] in _ARE_SUCH
        if clause.is_verb(i) or clause.words[i] == ",":
            break
    return False


def of_predicate(clause: Clause, start: int) -> Modality:
    """What the verb after a noun says of it: "an offensive to free the city would begin", "strikes are threatened"."""
    aside = 0
    for i in range(start, min(start + _REACH_OF_PREDICATE, len(clause))):
        word = clause.words[i]
        if word == "," and i >= aside:
            aside = _past_aside(clause, i)
        if i < aside:
            continue
        if word in STRONG_STOPS or word == "," or word in RELATIVES:
            break
        if word in MODALS and clause.time_at[i] < 0 and clause.actor_at[i] < 0:  # neither the month nor Theresa May
            return "future" if clause.words[i + 1 : i + 2] == ["begin"] else of_modal(word)
        if word == "called" and clause.words[i + 1 : i + 2] == ["off"] and clause.words[i - 1] in BE:
            return "negated"
        if (word in _MAY_BE or word in _GENERAL) and _is_whole_predicate(clause, i):
            return "future" if word == "imminent" else "hypothetical"
        if word in HABITS and clause.words[i + 1 : i + 2] in (["occur"], ["happen"]):
            return "hypothetical"
        if word in _UNREALISED:
            is_told = i > 0 and clause.words[i - 1] in BE and not _has_come_about(clause, i)
            return _UNREALISED[word] if is_told else "actual"
        if clause.is_verb(i) and word not in BE:
            break
    return "actual"


def _has_come_about(clause: Clause, i: int) -> bool:
    """ "Was planned and carried out by X", "was due to the bombings": the deed is done."""
    following = clause.words[i + 1 : i + 3]
    caused = following[:1] == ["to"] and clause.is_noun_phrase_start(i + 2)
    return caused or (following[:1] == ["and"] and following[-1] in _DONE)


def _past_aside(clause: Clause, comma: int) -> int:
    """Where the verb stands after ", east of Tal," and the like; 0 where none does."""
    second = next((k for k in range(comma + 2, min(comma + 7, len(clause) - 1)) if clause.words[k] == ","), 0)
    return second + 1 if second and clause.words[second + 1] in BE | MODALS else 0


def _is_whole_predicate(clause: Clause, i: int) -> bool:
    """ "Clashes are likely if", "an attack is still a possibility", but not "is the likely cause", "is likely his"."""
    present = not {"is", "are", "'s", "'re", "remain", "remains"}.isdisjoint(clause.words[max(i - 5, 0) : i])
    after = clause.words[i + 1] if i + 1 < len(clause) else "."
    return present and (after in STRONG_STOPS or after in PREPOSITIONS - {"to"} or after in _BREAKS)
