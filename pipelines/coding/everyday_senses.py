"""Verbs of talk and help in an everyday sense: what is asked as a question, pushed ahead, defended in court, released
to the press. One rule for each verb; who must be a party is decided in `politics.py`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, ARMED_SECTORS, AUXILIARIES, DETERMINERS, QUOTES, RELATIVES, words
from pipelines.coding.patterns import Reading
from pipelines.coding.place_words import MONTHS_AND_DAYS
from pipelines.coding.text import ActorMention


class Told(NamedTuple):
    """What a sentence tells with a pattern's words."""

    clause: Clause
    reading: Reading
    actors: Sequence[ActorMention]
    recipients: Sequence[ActorMention]

    @property
    def before(self) -> str:
        """The word before the trigger, or nothing."""
        return self.clause.words[self.reading.start - 1] if self.reading.start else ""

    def after(self, count: int) -> list[str]:
        """So many words after the trigger."""
        return list(self.clause.words[self.reading.end : self.reading.end + count])


_QUESTIONS = words(
    "what why how whether if who when where which himself herself itself themselves question questions anonymity"
)
_LEADS_REQUEST = ("to", "for", "that")
_NAMELESS = words("named known identified anonymous anonymity")
_OUGHT = words("must should ought has have")
_TO_BE_DONE = words("must should ought will would shall can be")
_MAY = words("will would may might can could to not")
_ONWARD = words("ahead on forward its their his her")
_NO_PARTY = words("to ways way means new shelter refuge asylum revenge")
_WORK = words("working helping trying supporting providing serving")
_FOUGHT_OFF = words("from themselves itself himself")
LAWYERS = ("lawyer", "lawyers", "attorney", "attorneys")
_ITS_OWN = words("his her its their our my")
_BRINGING = words("take takes taking bring bringing send sending get getting give giving push pushing want go come")
_LONGEST_DETERMINER = 2
_LONGEST_ASIDE = 10
_SAID_ON_CALLS = words(
    """
    discuss express congratulate convey brief offer reassure thank assure explain apologise apologize wish condole say
    tell urge ask warn inform complain invite
    """
)
_POLITICIANS = ("GOV", "LEG", "PTY")
_LEAVE_BY_THEMSELVES = words("REB UAF PRM CVL REF")
_OWN_DEEDS = words(
    """
    decision decisions record integrity remarks comments action actions policy policies stance handling reputation
    honour honor title plan plans conduct performance choice position choices approach use role work
    """
)
_PUBLISHED = words(
    """
    statement statements report reports video videos figures data image images footage list results document documents
    letter email emails e-mails files cables names songs
    picture pictures photo photos plan plans details survey poll study findings information account accounts
    transcript text forecast estimates output album book film song version numbers paper tape recording audio message
    memo opinion ruling record records update schedule strategy guidelines rankings map trailer territories territory
    cash money funds resources aid book books novel encyclical single game
    """
)


def everyday_sense(told: Told) -> str | None:
    """Why the pattern's verb means no political act here; null where it may."""
    pattern = told.reading.pattern
    inside = told.clause.words[told.reading.start : told.reading.end]
    if pattern.event_type == "REQUEST" and "anonymity" in inside:
        return "a source that wants no name"
    rule = _RULES.get(pattern.words)
    return rule(told) if rule else None


def _of_asking(told: Told) -> str | None:
    """A question, the passive that opens a sentence ("Asked if"), and "asked not to be named" are no requests."""
    after = told.after(12)
    opens = told.reading.form in ("past", "participle") and told.before in ("", "when", "if", "and")
    if opens and not told.clause.is_noun_phrase_start(told.reading.end):
        return "who is asked answers"
    if not _NAMELESS.isdisjoint(after):
        return "a source that wants no name"
    lead = next((word for word in after if word in _QUESTIONS or word in _LEADS_REQUEST or word == ","), "")
    return None if lead in _LEADS_REQUEST else "a question"


def _of_request(told: Told) -> str | None:
    return "a source that wants no name" if "anonymity" in told.after(3) else None


def _of_insisting(told: Told) -> str | None:
    """ "Insisted that rates may fall" asserts; what must or should be done, or be done, is demanded."""
    after = told.after(12)
    asks = not _OUGHT.isdisjoint(after) or ("be" in after and _MAY.isdisjoint(after[: after.index("be")]))
    return None if asks else "an assertion"


def _of_agreeing(told: Told) -> str | None:
    """ "Agreed that he has done it" holds something for true; what will or should be done is agreed upon."""
    holds = "that" in (told.clause.words[told.reading.end - 1], *told.after(1))
    return "an assertion" if holds and _TO_BE_DONE.isdisjoint(told.after(12)) else None


def _of_proposing(told: Told) -> str | None:
    """ "How it proposes to pay": it means to do it itself."""
    return "it means to do it itself" if told.after(1) == ["to"] and not told.recipients else None


def _of_negotiating(told: Told) -> str | None:
    concluded = told.clause.words[told.reading.start] == "negotiated"
    return None if concluded else "they still talk about it"


def _of_praising(told: Told) -> str | None:
    """ "Is proud of its record", "hails its own effort"."""
    is_proud = told.reading.pattern.words == "be proud of"
    own = "own" in told.after(4) or not (_ITS_OWN if is_proud else {"its"}).isdisjoint(told.after(1))
    return "it praises its own" if own and (is_proud or not told.recipients) else None


def _of_backing(told: Told) -> str | None:
    """ "Would take militants back": an adverb."""
    before = told.clause.words[max(told.reading.start - 5, 0) : told.reading.start]
    return "an adverb" if told.reading.form == "base" and not _BRINGING.isdisjoint(before) else None


def _of_reassuring(told: Told) -> str | None:
    return "an adjective" if told.reading.form == "gerund" and not told.recipients else None


def _of_pressing(told: Told) -> str | None:
    """ "Pressed ahead with its offensive to take", "pressed on to", "pushed the group to the border"."""
    if told.clause.words[told.reading.start + 1] in _ONWARD:
        return "it goes on with its own"
    return "it moves somebody" if not DETERMINERS.isdisjoint(told.after(1)) else None


def _of_contributing(told: Told) -> str | None:
    return "a cause" if "to" in told.after(2) else None


def _of_surrender(told: Told) -> str | None:
    yields = all(actor.sector in _POLITICIANS and actor.kind == "person" for actor in told.actors)
    return "no arms are laid down" if told.actors and yields else None


def _of_seeking(told: Told) -> str | None:
    return "it is sought of nobody" if not _NO_PARTY.isdisjoint(told.after(1)) else None


def _of_defending(told: Told) -> str | None:
    """ "Forces defending the town", "defend themselves from X", "lawyers defending him"."""
    armed = any(actor.sector in ARMED_SECTORS and actor.kind != "person" for actor in told.actors)
    in_court = any(actor.text.lower().endswith(LAWYERS) for actor in told.actors)
    fought = not _FOUGHT_OFF.isdisjoint(told.after(6))
    if armed or fought or in_court:
        return "it is defended with arms or in court"
    matter = told.clause.words[told.reading.start + 1 : told.reading.end + 3]
    own = not _ITS_OWN.isdisjoint(matter[:1]) and not _OWN_DEEDS.isdisjoint(matter[1:3])
    return "it defends what it did itself" if own else None


def _of_training(told: Told) -> str | None:
    """ "Training camp", "trained a hose on the fire", "all armed groups": who trains or arms forces helps them."""
    if not any(party.sector in ARMED_SECTORS | {"GOV", "OPP"} for party in told.recipients):
        return "no forces are trained or armed"
    if told.after(1) == ["with"] or (told.reading.form == "gerund" and told.after(1) == ["in"]):
        return "who trains with them, or there"
    clause, start = told.clause, told.reading.start
    led = told.before in AUXILIARIES | ADVERBS | RELATIVES | {"and"} or told.before.endswith("ly")
    done = led or (start > 0 and clause.actor_at[start - 1] >= 0)
    return None if done or told.reading.form not in ("past", "participle") else "an attribute"


def _of_evacuating(told: Told) -> str | None:
    """ "The evacuated town", "rebels evacuated the suburb": help only where somebody takes people out."""
    leave = any(actor.sector in _LEAVE_BY_THEMSELVES for actor in told.actors)
    people = any(party.kind in ("group", "person") and party.sector not in ARMED_SECTORS for party in told.recipients)
    return None if people and not leave else "nobody is taken out of danger by another"


def _of_releasing(told: Told) -> str | None:
    """ "A video released by the group", "released figures", "frees up money": nobody is set free."""
    clause, reading = told.clause, told.reading
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    dated = reading.end < len(clause) and clause.time_at[reading.end] >= 0
    has_object = clause.is_noun_phrase_start(reading.end) and not dated
    undergone = group.passive or (reading.form == "participle" and not group.words and not has_object)
    near = clause.words[max(group.start - 6, 0) : group.start] if undergone else told.after(7)
    if not _PUBLISHED.isdisjoint(near) or told.after(1) == ["up"]:
        return "something is published, or made free for use"
    if reading.pattern.words == "free" and any(
        "from" in clause.words[max(first - 3, 0) : first] for first in _firsts(told)
    ):
        return "whom it is freed from is not freed"
    beside = clause.actor_at[reading.start - 1] >= 0 or told.before in RELATIVES | {","}
    if undergone and not group.passive and not beside:
        return "nobody is set free"
    bare = reading.form == "base" and not group.words and told.before in ("and", "or", ",")
    return "an adjective" if bare else None


def _of_release(told: Told) -> str | None:
    is_work = not _PUBLISHED.isdisjoint(told.after(6)) or not QUOTES.isdisjoint(told.after(2))
    return "something is published" if is_work else None


def _firsts(told: Told) -> list[int]:
    spans = zip(told.clause.actor_spans, told.clause.actors, strict=False)
    return [first for (first, _), party in spans if party in told.recipients]


def _of_protesting(told: Told) -> str | None:
    """ "Protested that he knew nothing": it says so."""
    return "an assertion" if told.after(1) == ["that"] else None


def _of_vowing(told: Told) -> str | None:
    """ "Vowed to continue working": no refusal."""
    return "it goes on with its work" if not _WORK.isdisjoint(told.after(2)) else None


def _of_alleging(told: Told) -> str | None:
    """ "Alleged complicity": an adjective."""
    clause, start = told.clause, told.reading.start
    said = told.before in AUXILIARIES | ADVERBS | {"further"} or (start > 0 and clause.actor_at[start - 1] >= 0)
    said = said or "that" in told.after(1)
    return None if said or clause.words[start] != "alleged" else "an attribute"


def _of_allowing(told: Told) -> str | None:
    """ "Launched strikes, allowing forces to advance": an effect, no leave that somebody gives."""
    gap = told.clause.words[slice(*told.reading.gap)] if told.reading.gap else []
    return "an effect" if told.reading.form == "gerund" or "'s" in gap else None


def _of_calling(told: Told) -> str | None:
    """ "Called his counterpart, Rao, on Monday", "called the premier to thank him"; not "called the premier a liar"."""
    clause, called = told.clause, told.recipients[0]
    number = next(n for n, party in enumerate(clause.actors) if party is called)
    first, end = clause.actor_spans[number]
    if first - told.reading.end > _LONGEST_DETERMINER or clause.group_before(told.reading.start).passive:
        return "nobody is called by telephone"
    if clause.words[end : end + 1] == [","] and "," in clause.words[end + 1 : end + _LONGEST_ASIDE]:
        end = clause.words.index(",", end + 1) + 1
    after = end + (clause.words[end : end + 1] in (["on"], ["late"], ["early"]))
    dated = after < len(clause) and (clause.time_at[after] >= 0 or clause.words[after] in MONTHS_AND_DAYS)
    says = clause.words[end : end + 1] == ["to"] and not _SAID_ON_CALLS.isdisjoint(clause.words[end + 1 : end + 2])
    return None if dated or says else "nobody is called by telephone"


_RULES: dict[str, Callable[[Told], str | None]] = {
    "allege": _of_alleging,
    "allow|permit|authorise|authorize _ to": _of_allowing,
    "vow to continue": _of_vowing,
    "vow to keep|continue|press|maintain|stay|remain|defy|resist": _of_vowing,
    "ask": _of_asking,
    "request": _of_request,
    "insist that": _of_insisting,
    "agree": _of_agreeing,
    "agree that": _of_agreeing,
    "propose": _of_proposing,
    "protest": _of_protesting,
    "be proud of": _of_praising,
    "hail": _of_praising,
    "back": _of_backing,
    "reassure": _of_reassuring,
    "praise": _of_praising,
    "press _ to": _of_pressing,
    "press|push + on": _of_pressing,
    "press|push _ to": _of_pressing,
    "call": _of_calling,
    "negotiate _ agreement|deal|treaty|pact|accord|compromise": _of_negotiating,
    "contribute": _of_contributing,
    "surrender": _of_surrender,
    "seek": _of_seeking,
    "defend": _of_defending,
    "defend _ decision|policy|policies|record|right|handling": _of_defending,
    "train": _of_training,
    "arm": _of_training,
    "evacuate": _of_evacuating,
    "release": _of_releasing,
    "free": _of_releasing,
    "release of": _of_release,
}
