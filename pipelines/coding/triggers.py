"""Whether the words that a pattern matched are the verb or noun that it means, here, and none of another thing.

What the trigger's parties are is decided in `roles.py`, whether they are enough in `conditions.py`.
"""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    ADVERBS,
    ARMED_SECTORS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    DO,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTES,
    RELATIVES,
    STRONG_STOPS,
    WEAPONS,
    words,
)
from pipelines.coding.participles import (
    counts,
    fits_participle,
    fits_past,
    is_attribute,
    is_compound,
    past_second_gerund,
    word_after,
    word_before,
)
from pipelines.coding.party_lists import pair_before
from pipelines.coding.patterns import Reading
from pipelines.coding.syntax import is_noun_here

_VERBAL_BEFORE = (
    MODALS
    | DO
    | PRONOUNS
    | NEGATIONS - {"no", "neither", "nor", "without"}
    | frozenset(("to", "helped", "help", "let"))
)
_RANGES = (["close"], ["point-blank"], ["random"])
_OF_DATE_LINES = words("published posted updated last date of publication on at")
_NOT_NOUN_BEFORE = MODALS | DO | (PRONOUNS - {"her", "us", "him", "them", "me"}) | frozenset(("not", "n't"))


def fits(clause: Clause, reading: Reading) -> bool:
    """Whether the reading's part of speech and form can stand where it stands."""
    if _inside_a_name(clause, reading) or _leads_to_a_day(clause, reading):
        return False
    if reading.form == "noun":
        return _fits_noun(clause, reading)
    if is_noun_here(clause, reading.start) and not _has_plain_object(clause, reading):
        return False
    if reading.form == "base":
        return _fits_base(clause, reading)
    if reading.form == "third":
        return _fits_third(clause, reading)
    if is_attribute(clause, reading):
        return False
    return fits_participle(clause, reading) if reading.form in ("participle", "gerund") else fits_past(clause, reading)


def _has_plain_object(clause: Clause, reading: Reading) -> bool:
    """ "A bomb hits Syrian troops", "killing and wounding ten": no noun, whatever the parse says."""
    if reading.form == "gerund":
        object_at = past_second_gerund(clause, reading.end)
        return object_at > reading.end and counts(clause, object_at)
    if reading.form == "base":
        return _is_of_fighters(clause, reading)
    if reading.form == "past" and clause.words[reading.end : reading.end + 1]:
        return clause.words[reading.end] in DETERMINERS or counts(
            clause, reading.end
        )  # "gunmen in the forest shot two"
    led = reading.start > 0 and (clause.words[reading.start - 1] in WEAPONS or reading.pattern.is_harm)
    return (
        led
        and reading.form == "third"
        and reading.end < len(clause)
        and (clause.actor_at[reading.end] >= 0 or clause.counts(reading.end))
    )


def _leads_to_a_day(clause: Clause, reading: Reading) -> bool:
    """ "Agreed on Thursday to", "fired at close range": the preposition is the day's, not the pattern's."""
    if clause.words[reading.end - 1] == "at" and clause.words[reading.end : reading.end + 1] in _RANGES:
        return reading.end - reading.start > 1
    leads = reading.end < len(clause) and clause.words[reading.end - 1] in ("on", "in", "at")
    return leads and reading.end - reading.start > 1 and clause.time_at[reading.end] >= 0


def _is_of_fighters(clause: Clause, reading: Reading) -> bool:
    """ "Militants attack police posts"."""
    number = clause.actor_at[reading.start - 1] if reading.start else -1
    if number < 0 or clause.actors[number].sector not in ARMED_SECTORS:
        return False
    if not clause.words[reading.start - 1].endswith(_OF_SEVERAL):
        return False
    following = range(reading.end, min(reading.end + 2, len(clause)))
    return any(clause.words[k] in _STRUCK or max(clause.actor_at[k], clause.place_at[k]) >= 0 for k in following)


def _inside_a_name(clause: Clause, reading: Reading) -> bool:
    """A word of an actor's or place's name, or capitalised where others are not ("Operation Inherent Resolve")."""
    at, last = reading.start, reading.end - 1
    if _opens_a_description(clause, reading):
        return False
    while last > at and clause.words[last] in PREPOSITIONS:
        last -= 1
    if clause.actor_at[at] >= 0 and (reading.form != "noun" or clause.actor_at[last] == clause.actor_at[at]):
        return True
    if clause.place_at[at] >= 0 and clause.place_at[last] == clause.place_at[at]:
        return True
    text = clause.tokens[at].text
    if (
        at == 0
        or _follows_a_date_line(clause, at)
        or not text[0].isupper()
        or clause.words[at - 1] in QUOTES
        or not text[0].isalpha()
    ):
        return False
    return not clause.is_title_case


def _follows_a_date_line(clause: Clause, at: int) -> bool:
    """ "24.09.2014 Airstrikes", "Published November 17 2017 Shelling": the sentence begins after its day."""
    if clause.time_at[at - 1] < 0:
        return at == 1 and clause.words[0].count("-") == 2 and clause.words[0][0].isdigit()
    return _OF_DATE_LINES.issuperset(clause.words[: clause.time_spans[clause.time_at[at - 1]][0]])


def _opens_a_description(clause: Clause, reading: Reading) -> bool:
    """A verb after its auxiliary that was read into the description after it ("has banned opposition leader X")."""
    number = clause.actor_at[reading.start]
    if number < 0 or reading.start == 0 or clause.actor_spans[number][0] != reading.start:
        return False
    led = clause.words[reading.start - 1]
    return (led in AUXILIARIES or led in ADVERBS) and clause.tokens[reading.start].text.islower()


def _fits_noun(clause: Clause, reading: Reading) -> bool:
    before, after = word_before(clause, reading), word_after(clause, reading)
    if before in _NOT_NOUN_BEFORE:
        return False
    if before == "to" and clause.is_noun_phrase_start(reading.end) and after not in AUXILIARIES:
        return False
    if after == "of" and clause.words[reading.end - 1] in ("demonstration", "demonstrations"):
        return any(clause.counts(k) for k in range(reading.end + 1, min(reading.end + 4, len(clause))))
    if reading.pattern.event_type == "PROTEST" and after in _OF_PROTESTS:
        return False
    if "anniversary" in clause.words[max(reading.start - 9, 0) : reading.start]:
        return False
    return clause.words[reading.end - 1] in PREPOSITIONS or not is_compound(clause, reading)


def _fits_base(clause: Clause, reading: Reading) -> bool:
    before, after = word_before(clause, reading), word_after(clause, reading)
    if clause.words[reading.start] == "are" and reading.pattern.event_type in ("ASSAULT", ""):
        return True
    if before in _VERBAL_BEFORE and not (before == "us" and clause.actor_at[reading.start - 1] >= 0):
        return True
    if reading.pattern.words == "rocket" and after in WEAPONS:
        return False
    group = clause.group_before(reading.start)
    if any(word in MODALS or word in DO or word == "to" for word in group.words):
        return True
    if not before or before in DETERMINERS or before in PREPOSITIONS or before == "'s" or before in STRONG_STOPS:
        return False
    if reading.end - reading.start == 1 and is_compound(clause, reading):
        return False
    if _tells_after_what(clause, reading.start - 1):
        return False
    if clause.actor_at[reading.start - 1] >= 0 and _is_one_thing(clause, clause.actor_at[reading.start - 1]):
        return False
    if before in COORDINATORS or before == ",":
        return clause.is_noun_phrase_start(reading.end) and _opens_phrase(clause, reading.end)
    plural = (
        clause.actor_at[reading.start - 1] >= 0
        or clause.place_at[reading.start - 1] >= 0
        or (before.endswith("s") and before.isalpha() and not before.endswith(("ous", "ss", "us", "is")))
        or before in ADVERBS
    )
    if (
        reading.pattern.event_type == "ASSAULT"
        and reading.end - reading.start > 1
        and clause.actor_at[reading.start - 1] >= 0
    ):
        return after not in STRONG_STOPS
    plural = plural or before in RELATIVES or (reading.pattern.is_harm and (before in _NUMBERS or before[0].isdigit()))
    alone = reading.end - reading.start > 1 or reading.pattern.recipient_slots == ("subject",)
    ends = after in PREPOSITIONS or (not after and _are_several(clause, reading.start - 1))
    if ends and reading.pattern.words == "meet":
        return _are_several(clause, reading.start - 1)
    return plural and (_opens_phrase(clause, reading.end) or (ends and alone))


def _are_several(clause: Clause, last: int) -> bool:
    """ "Leaders meet in Qant", "Iran, Chad sign deal": whether more than one act who end here."""
    number = clause.actor_at[last]
    return number >= 0 and (clause.words[last].endswith(_OF_SEVERAL) or bool(pair_before(clause, number, last + 1)))


def _tells_after_what(clause: Clause, last: int) -> bool:
    """ "Following the 2013 Qant attack the government joined": a noun with its place's name, and no verb."""
    first = clause.place_spans[clause.place_at[last]][0] if clause.place_at[last] >= 0 else 0
    while first > 0 and (clause.words[first - 1] in ("the", "a", "an") or clause.time_at[first - 1] >= 0):
        first -= 1
    return first > 0 and clause.words[first - 1] in _LED_BY_DEED


def _is_one_thing(clause: Clause, number: int) -> bool:
    """ "A direct military clash": after "a", an actor before the trigger only describes it."""
    first = clause.actor_spans[number][0]
    return any(clause.words[k] in ("a", "an") for k in range(max(first - 2, 0), first)) and (
        clause.actors[number].kind not in ("group", "person")
    )


def _opens_phrase(clause: Clause, i: int) -> bool:
    """Whether an object plainly begins here: a determiner, number, name or plural, not a verb."""
    while i < len(clause) and clause.words[i] in ADVERBS:
        i += 1
    i = clause.after_quantifier(i)
    if i >= len(clause):
        return False
    word = clause.words[i]
    if clause.actor_at[i] >= 0 or clause.place_at[i] >= 0 or word in DETERMINERS or word[0].isdigit() or word in QUOTES:
        return True
    if clause.is_capital(i) and word[0].isalpha() and not clause.is_verb(i):
        return True
    if clause.is_headline and word in _STRUCK:
        return True
    if word in PREPOSITIONS or word in AUXILIARIES or clause.is_verb(i) or not word[0].isalpha() or word in _STRIKES_DO:
        return False
    return (
        word in _NUMBERS
        or (word.endswith("s") and word not in ADVERBS)
        or clause.actor_at[min(i + 1, len(clause) - 1)] >= 0
    )


_NUMBERS = words(
    """
    one two three four five six seven eight nine ten eleven twelve dozens hundreds scores over
    half much nearly almost
    """
)


# What a headline says without an article that somebody strikes, storms or seizes.
_STRUCK = words(
    """
    village town city suburb hospital school university market mosque church temple base camp convoy depot airport
    airfield port refinery plant factory station hotel prison jail parliament building house home bus car train ship
    tanker boat checkpoint outpost bridge embassy consulate crowd position rally wedding funeral
    """
)
_LED_BY_DEED = frozenset(("after", "following", "since", "before", "during", "despite"))
_OF_SEVERAL = ("s", "men", "police")
_OF_PROTESTS = words(
    "camp camps leader leaders organiser organisers organizer organizers movement movements group groups"
)
_STRIKES_DO = words("kill hit injure wound destroy target leave pound")
_ARMS = frozenset(("bombs", "shells"))
_PLURALS = words(
    """
    attacks raids strikes assaults bombs targets protests clashes fights battles sanctions appeals forces orders calls
    claims charges plans demands offers requests talks visits supports backs arms funds pledges promises threats guards
    """
)


def _is_inside_phrase(clause: Clause, number: int) -> bool:
    """ "A protest at government plans to cut pay": after a preposition, an actor only owns the noun after it."""
    first = clause.actor_spans[number][0] if number >= 0 else 0
    return first > 0 and clause.words[first - 1] in PREPOSITIONS


def _fits_third(clause: Clause, reading: Reading) -> bool:
    before, after = word_before(clause, reading), word_after(clause, reading)
    if not before or before in DETERMINERS or before in PREPOSITIONS or before == "'s":
        return False
    word = clause.words[reading.start]
    if word == "shells" and before in WEAPONS and clause.actor_at[reading.start - 1] < 0:
        return False
    if word == "blocks" and clause.words[reading.start + 1] == "from":
        return False  # "a square in Oslo, blocks from the crossing"
    if word in _ARMS and after in ("that", "on", "from"):
        return False  # "killed by army bombs that fell on a camp"
    if word in ("is", "has") or (reading.start + 1 < reading.end and word not in _PLURALS):
        return True
    if word == "plans" and _is_inside_phrase(clause, clause.actor_at[reading.start - 1]):
        return False
    has_subject = clause.actor_at[reading.start - 1] >= 0 or clause.place_at[reading.start - 1] >= 0
    has_subject = (
        has_subject or before in RELATIVES or before in ADVERBS or before in (",", "and", ")", "he", "she", "it")
    )
    if reading.pattern.part_of_speech in ("light", "suffer") and clause.actor_at[reading.start - 1] >= 0:
        return True
    if word in _PLURALS:
        return has_subject and after not in QUOTES and _opens_phrase(clause, reading.end)
    if not _opens_phrase(clause, reading.end) and after not in ("to", "that", "on", "against", "with"):
        return False
    return has_subject or not before.endswith(("al", "ic", "ous", "ive", "ary"))
