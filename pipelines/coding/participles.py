"""Whether a past tense, participle or gerund is the verb of its own clause, and no adjective or noun."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADVERBS,
    AREAS,
    AUXILIARIES,
    BE,
    BEFORE_GERUND,
    COORDINATORS,
    DETERMINERS,
    HAVE,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUOTES,
    STRONG_STOPS,
    SUBORDINATORS,
    TAKING_PLACE,
    WEAPONS,
    words,
)
from pipelines.coding.letters import DOCUMENTS
from pipelines.coding.patterns import Reading

COMPOUND_TAILS = words(
    """
    victims victim suspect suspects scene site charges charge trial case cases investigation probe anniversary
    threat threats warning warnings season team tactics strategy plan plans plot plots capability capabilities range
    vest survivors survivor inquiry conviction planner planners mastermind film movie novel series rifle rifles
    helicopter helicopters fears fear risk zone zones course ground grounds lines line squad insurance allegations
    claims offence offences certificate certificates position positions tragedy tragedies
    law laws submarine submarines aircraft jet jets dog dogs vessel vessels craft ad ads
    medic medics owner owners veteran veterans stance table tables gear experience skills fatigues
    """
)
BUILDINGS = words(
    """
    school schools church churches mosque mosques temple synagogue hospital hospitals university college market
    embassy consulate airport hotel prison bank
    """
)
_MACHINES = words("force vehicle vehicles plane planes drone drones age")
_FORCE_NOUNS = words("attack attacks raid raids campaign campaigns")
_OF_MACHINES = words("fighting combat strike attack")
_FIGHT = words("forces game games battalion battalions brigade brigades unit units")
_CAUSES = frozenset(("because", "result"))  # "because of shelling in"
_ORDINALS = words("first last best long parting opening only")
_ARTICLES = words("the a an this that its their his her")
_CARE = words("evacuate evacuates evacuating treat treats treating transport transporting rescue rescuing help helping")
_SPANS_OF_TIME = words("hours days weeks months years bouts rounds")
_DEEDS = WEAPONS | {"fire"}
_NO_OBJECT = PREPOSITIONS | COORDINATORS | STRONG_STOPS | AUXILIARIES
_ENDS_PHRASE = COORDINATORS | STRONG_STOPS | {","}
_TELLS_OF_ACT = BE | HAVE | TAKING_PLACE
_BEFORE_NOUN = DETERMINERS - {"all", "both", "that"}
_BEFORE_NOUN_PHRASE = _ARTICLES | {"other"}
_COUNTS = NUMBER_WORDS | {"dozen"}
_HARMED = words("kills killed wounds wounded injures injured leaves left claims claimed")
_BEFORE_ADJECTIVE = words("of for with by on from against into near in inside across around outside throughout")


_GOES_TO = frozenset(("entered", "entering", "enter", "crossed", "left", "approached", "visited", "toured"))


def word_before(clause: Clause, reading: Reading) -> str:
    i = reading.start - 1
    return clause.words[i - clause.is_shared_out(i)] if reading.start else ""


def word_after(clause: Clause, reading: Reading) -> str:
    return clause.words[reading.end] if reading.end < len(clause) else ""


def _describes_goal(clause: Clause, reading: Reading) -> bool:
    """ "Entered restricted waters": where somebody went."""
    led = word_before(clause, reading)
    return led in _GOES_TO and reading.end - reading.start == 1 and _plain_noun(clause, reading.end)


def fits_past(clause: Clause, reading: Reading) -> bool:
    before = word_before(clause, reading)
    if _describes_goal(clause, reading):
        return False
    if before in _BEFORE_NOUN or before == "'s" or before == "to":
        return False
    if before in _ORDINALS and clause.words[reading.start] == "shot":
        return False
    counted = _follows_number(clause, reading)
    paired = before in ("and", "or") and _pairs_adjectives(clause, reading)
    if reading.start > 1 and before in ("and", "or") and clause.words[reading.start - 2] == "dead":
        return False
    adjective = (counted or paired or before in _BEFORE_ADJECTIVE) and _plain_noun(clause, reading.end)
    return not adjective and before not in _CARE and not _is_counted_noun(clause, reading)


def fits_participle(clause: Clause, reading: Reading) -> bool:
    """No adjective ("the captured soldiers") and no noun ("the killing of")."""
    before, after = word_before(clause, reading), word_after(clause, reading)
    if _describes_goal(clause, reading):
        return False
    befalls = reading.pattern.is_harm or reading.pattern.mode in ("arrest", "abduct")
    if befalls and before_those(clause, reading.start) < reading.start:
        return True
    if before in _BEFORE_NOUN or before == "'s" or before.endswith(("s'", "s’")):
        return False
    if reading.start > 1 and before in QUOTES and clause.words[reading.start - 2] in _ARTICLES:
        return False
    if before == "of" and reading.start > 1 and clause.words[reading.start - 2] in ("number", "numbers", "toll"):
        return False
    if before in _ORDINALS and clause.words[reading.start] == "shot":
        return False
    if reading.form == "gerund":
        if clause.words[reading.start] == "mounting" and before in PREPOSITIONS | DETERMINERS:
            return False  # "amid mounting protests"
        alone = reading.end - reading.start == 1
        if alone and (is_compound(clause, reading) or _is_somebodys_act(clause, reading, after)):
            return False
        if alone and _is_act_itself(clause, reading, after):
            return False
        if alone and before in BUILDINGS and not reading.pattern.is_harm and after not in DETERMINERS:
            return False  # "each school shooting"
        counted = counts(clause, past_second_gerund(clause, reading.end))
        if alone and _lacks_its_object(reading, after) and _ends_a_noun_phrase(clause, reading.start, after):
            return False
        if alone and after == "in" and _is_in_a_place_s_act(clause, reading):
            return False
        led_in = before in ("in", "amid", "during") or clause.words[max(reading.start - 2, 0)] in _CAUSES
        led_in |= before == "by" and after == "from" and clause.words[reading.start] in WEAPONS
        if led_in and alone and (after in PREPOSITIONS or _is_dated(clause, reading.end)):
            return False
        if alone and _follows_determined_place(clause, reading.start):
            return False
        leads = counted or (not alone and reading.pattern.is_harm) or _leads_to_gerund(clause, reading.start - 1)
        leads = leads or (reading.pattern.is_harm and after in ("a", "an") and _follows_place(clause, reading.start))
        leads = leads or (before in DOCUMENTS and clause.is_noun_phrase_start(reading.end))
        return leads and (after not in ("of", "by") or not alone)
    if _is_counted_noun(clause, reading) or before in _CARE:
        return False
    if not before and clause.is_noun_phrase_start(reading.end) and after not in DETERMINERS:
        return after in ("by", "in", "on")
    if reading.start > 1 and before in ("and", "or") and clause.words[reading.start - 2] == "dead":
        return False
    paired = before in ("and", "or") and (not _verb_before(clause, reading) or _pairs_adjectives(clause, reading))
    adjective = before in PREPOSITIONS or paired
    adjective = adjective or (
        before in _COUNTS and not reading.pattern.is_harm and after not in NUMBER_WORDS and not after[:1].isdigit()
    )
    return not (adjective and _plain_noun(clause, reading.end))


def before_those(clause: Clause, start: int) -> int:
    """Where "among" stands in "a nurse was among those killed", whose subject it befell; else `start`."""
    at = start - 2
    is_told = at > 0 and clause.words[at : at + 2] == ["among", "those"] and clause.words[at - 1] in BE
    return at if is_told else start


def is_compound(clause: Clause, reading: Reading) -> bool:
    """ "Attack victims", "fighting vehicles": the trigger only tells what kind of thing follows."""
    after = word_after(clause, reading)
    bears = reading.pattern.part_of_speech == "light" and word_before(clause, reading) in BE
    if reading.form == "gerund" and not bears and after in _FORCE_NOUNS:
        return True
    if clause.words[reading.end - 1] == "fighting" and after in _FIGHT:
        return not clause.is_noun_phrase_start(reading.end + 1)
    if clause.words[reading.end - 1] == "assault" and after in ("unit", "units", "squad", "squads", "team", "teams"):
        return True
    return after in COMPOUND_TAILS or (after in _MACHINES and clause.words[reading.end - 1] in _OF_MACHINES)


def _pairs_adjectives(clause: Clause, reading: Reading) -> bool:
    """ "Of damaged and destroyed buildings": the participle before the conjunction is an adjective itself."""
    first = reading.start - 2
    opens = first > 0 and clause.words[first - 1] in PREPOSITIONS | _ARTICLES
    return opens and clause.words[first].endswith("ed")


def _follows_place(clause: Clause, start: int) -> bool:
    """ "Shelled a village killing a man"."""
    return start > 0 and (clause.place_at[start - 1] >= 0 or clause.words[start - 1] in AREAS)


def counts(clause: Clause, i: int) -> bool:
    word = clause.words[i] if i < len(clause) else ""
    return clause.after_quantifier(i) > i or word in NUMBER_WORDS or word[:1].isdigit()


def past_second_gerund(clause: Clause, end: int) -> int:
    """Where the object begins that "killing and wounding ten" share."""
    second = clause.words[end : end + 1] == ["and"] and clause.words[end + 1 : end + 2]
    return end + 2 if second and second[0].endswith("ing") else end


def is_attribute(clause: Clause, reading: Reading) -> bool:
    """ "The now liberated city", "a heavily bombed town": an adverb stands between a determiner and the participle."""
    before = word_before(clause, reading)
    led = reading.start > 1 and (before in ADVERBS or before.endswith("ly"))
    if before in BE and clause.words[reading.start] == "targeted":
        plural = word_after(clause, reading).endswith("s") and _plain_noun(clause, reading.end)
        return plural and clause.actor_at[reading.end] < 0 > clause.time_at[reading.end]
    return led and clause.words[reading.start - 2] in _BEFORE_NOUN_PHRASE and _plain_noun(clause, reading.end)


def _lacks_its_object(reading: Reading, after: str) -> bool:
    """ "Months of shelling and fire": after a preposition a gerund without its object is a noun."""
    return "object" in reading.pattern.recipient_slots and (not after or after in _ENDS_PHRASE)


def _ends_a_noun_phrase(clause: Clause, start: int, after: str) -> bool:
    """ "After shelling", "by airstrikes and shelling", "in an overnight Lima shooting"."""
    before = clause.words[start - 1] if start else ""
    if before in PREPOSITIONS or (before in ("and", "or") and start > 1 and clause.words[start - 2] in WEAPONS):
        return True
    if after in COORDINATORS:
        return False
    first = clause.place_spans[clause.place_at[start - 1]][0] if start and clause.place_at[start - 1] >= 0 else start
    return any(clause.words[k] in ("in", "after", "during") for k in range(max(first - 3, 0), first - (first == start)))


def _is_somebodys_act(clause: Clause, reading: Reading, after: str) -> bool:
    """ "Killed in regime shelling on the town": a noun, since its owner stands after a preposition."""
    number = clause.actor_at[reading.start - 1] if reading.start else -1
    if number < 0 or not (
        _is_dated(clause, reading.end) or not after or after in PREPOSITIONS or after in _ENDS_PHRASE
    ):
        return False
    first = clause.actor_spans[number][0]
    while first > 1 and clause.words[first - 1] in ("and", "or") and clause.actor_at[first - 2] >= 0:
        first = clause.actor_spans[clause.actor_at[first - 2]][0]
    if first == 0 and after in COORDINATORS:
        return True
    return first > 0 and clause.words[first - 1] in ("in", "by", "during", "after", "of", "from")


def _is_act_itself(clause: Clause, reading: Reading, after: str) -> bool:
    """ "Fighting between X and Y", "where shelling is heavy", "air strikes and shelling": a noun, not its verb."""
    if reading.pattern.event_type != "ASSAULT" or after == "between":
        return after == "between"
    if after in _HARMED and _leads_to_victims(clause, reading.end + 1):
        return True  # "army shelling killed ten"
    before = word_before(clause, reading)
    ends = not after or after in _NO_OBJECT or _is_dated(clause, reading.end)
    if before == "of" and clause.words[reading.start - 2] in _SPANS_OF_TIME:
        return after not in DETERMINERS and not clause.counts(reading.end)
    if before == "reported":
        return ends
    if after in _TELLS_OF_ACT and clause.actor_at[reading.start - 1] < 0 and before not in AUXILIARIES:
        return True
    if reading.start < 2 or clause.words[reading.start - 2] not in _DEEDS:
        return False
    if clause.counts(past_second_gerund(clause, reading.end)):
        return False
    goes_on = clause.words[reading.end + 1 : reading.end + 3]
    plain = not WEAPONS.isdisjoint(goes_on) and not goes_on[0].endswith("ing")
    return (before == "," and after == "and" and plain) or (before in ("and", "or") and ends)


def _is_in_a_place_s_act(clause: Clause, reading: Reading) -> bool:
    """ "Killed in Tolm shelling in August": a noun after the name of where it was."""
    number = clause.place_at[reading.start - 1] if reading.start else -1
    first = clause.place_spans[number][0] if number >= 0 and not reading.pattern.is_harm else 0
    return first > 0 and clause.words[first - 1] in ("in", "during", "after")


def _leads_to_victims(clause: Clause, i: int) -> bool:
    return i < len(clause) and (counts(clause, i) or clause.actor_at[i] >= 0 or clause.words[i] in DETERMINERS)


def _follows_determined_place(clause: Clause, start: int) -> bool:
    """ "A Boston shooting": the article is the noun's, not the town's."""
    number = clause.place_at[start - 1] if start else -1
    first = clause.place_spans[number][0] if number >= 0 else 0
    return first > 0 and clause.words[first - 1] in ("a", "an", "the")


def _is_dated(clause: Clause, i: int) -> bool:
    return i < len(clause) and clause.time_at[i] >= 0


def _is_counted_noun(clause: Clause, reading: Reading) -> bool:
    """ "Received 822 wounded": a number makes a noun of the participle where the clause has its verb already."""
    i = reading.start - 1
    return _follows_number(clause, reading) and any(clause.is_verb(k) for k in range(max(i - 6, 0), i))


def _follows_number(clause: Clause, reading: Reading) -> bool:
    """Whether a number stands before the verb that is not itself who acts ("thousands marched")."""
    before = word_before(clause, reading)
    return (before in NUMBER_WORDS or before[:1].isdigit()) and clause.actor_at[reading.start - 1] < 0


def _leads_to_gerund(clause: Clause, i: int) -> bool:
    """Whether a participle can stand after the word at `i`; after a plain noun or adjective it is a noun itself."""
    if i < 0 or clause.actor_at[i] >= 0 or clause.place_at[i] >= 0 or clause.time_at[i] >= 0:
        return True
    word = clause.words[i]
    joint = (
        word in AUXILIARIES or word in ADVERBS or word in COORDINATORS or word in PREPOSITIONS or word in BEFORE_GERUND
    )
    return (
        joint
        or word in SUBORDINATORS
        or word in QUOTES
        or word.endswith("ly")
        or word in (",", ")", "-", "–", "—", "not", "it", "them", "him")
    )


def _verb_before(clause: Clause, reading: Reading) -> bool:
    return any(clause.is_verb(k) for k in range(max(reading.start - 8, 0), reading.start))


def _plain_noun(clause: Clause, i: int) -> bool:
    return clause.is_noun_phrase_start(i) and clause.words[i] not in DETERMINERS
