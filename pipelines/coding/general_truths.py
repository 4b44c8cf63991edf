"""Words that tell of no single deed: rates, what happens year by year, whoever does it, and what is only asked."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import (
    BE,
    DETERMINERS,
    HAVE,
    NUMBER_WORDS,
    PREPOSITIONS,
    QUOTES,
    RELATIVES,
    SUBORDINATORS,
    words,
)
from pipelines.coding.patterns import Reading

_RATES = words("rate rates proportion percentage share likelihood odds probability risk")
_MOST = words("highest lowest largest higher lower second-highest")
_OF_ONE_DAY = words("single day since attack toll yet ever so")
_REACH_OF_RATE = 6
_PERIODS = words("year hour minute")
_LASTS = PREPOSITIONS | words("than half once")  # "held for more than a year"
_ORDERED = words("after before ago later earlier since old into from")
_EVERY = words("every each per")
_REACH_OF_NOUN = 4
_WHOEVER = words("any anyone anybody whoever")
_MANY = words("people men women children")
_ASK = words("did do does is are was were has have had can could would will should might must")
_MAY_OPEN = QUOTES | words("and but so then or well yes no , : -")
_LONGEST_SUBJECT = 5  # tokens
_NEW = words("a an any another some")


def is_general(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> bool:
    """Whether the trigger tells what is so in general, or is only asked for."""
    if _is_of_a_rate(clause, reading, led_by) or _is_of_anyone(clause, reading, group_start, led_by):
        return True
    is_present = not led_by and reading.form in ("base", "third")
    is_present = is_present or (led_by[:1] in (["is"], ["are"]) and "being" not in led_by and reading.form != "gerund")
    return (is_present and _is_ever_again(clause, reading)) or _is_asked(clause, reading)


def _is_of_a_rate(clause: Clause, reading: Reading, led_by: list[str]) -> bool:
    """ "One of the highest rates of women imprisoned", "for every soldier killed", "arrested at twice the rate"."""
    if reading.form not in ("participle", "past"):
        return False
    if not _RATES.isdisjoint(clause.words[reading.end : reading.end + 5]) and clause.words[reading.end] == "at":
        return True
    for i in range(reading.start - 1, max(reading.start - _REACH_OF_RATE, 0), -1):
        led = clause.words[i - 1]
        if clause.words[i] == "every" and led == "for":
            return not led_by
        if clause.words[i] == "of" and (led in _RATES or (led == "number" and _is_ranked(clause, i - 1))):
            return not led_by
        if clause.is_verb(i):
            break
    return False


def _is_ranked(clause: Clause, number: int) -> bool:
    """ "The fourth highest number of women imprisoned"; not "the highest number of people killed in a single day"."""
    ranked = not _MOST.isdisjoint(clause.words[max(number - 2, 0) : number])
    return ranked and _OF_ONE_DAY.isdisjoint(clause.words[number:])


def _is_ever_again(clause: Clause, reading: Reading) -> bool:
    """ "Smoking kills millions every year", "in an average year ten are murdered", "it kills one in three"."""
    padded = [*clause.words, ""]
    for before, word, after, then in zip(["", *clause.words], clause.words, clause.words[1:], padded[2:], strict=False):
        if after in _PERIODS and (word in _EVERY or (word in ("a", "average") and before not in _LASTS)):
            return then not in _ORDERED  # "ten a year", but "ten, a year after the truce"
        if word in ("annually", "whenever") or (word, after) in (("on", "average"), ("for", "every")):
            return True
    one, of, many = (*clause.words[reading.end : reading.end + 3], "", "", "")[:3]
    return one == "one" and of in ("in", "of") and (many in NUMBER_WORDS or many[:1].isdigit())


def _is_of_anyone(clause: Clause, reading: Reading, group_start: int, led_by: list[str]) -> bool:
    """ "Anyone who kills", "those arrested for any crime", "parents whose children are killed"."""
    passive_now = led_by in (["is"], ["are"])
    if passive_now and "any" in clause.words[reading.end : reading.end + 2]:
        return True
    opener = group_start - 1
    if clause.words[max(opener, 0)] in ("anyone", "anybody", "whoever") and reading.form != "gerund":
        return True
    if opener - 1 > 0 and clause.words[opener - 1] == "whose":
        opener -= 1
    if opener < 1 or clause.words[opener] not in RELATIVES - {"that", "whom"}:
        return False
    before = clause.words[max(opener - _REACH_OF_NOUN, 0) : opener]
    if clause.words[opener] == "who" and not _WHOEVER.isdisjoint(before[-2:]):
        return True
    return led_by == ["are"] and reading.pattern.is_harm and _is_bare_plural(before)


def _is_bare_plural(before: list[str]) -> bool:
    """ "Parents", "young men"; not "the ten men"."""
    noun = before[-1] if before else ""
    if not (noun in _MANY or (noun.endswith("s") and len(noun) > 3)):
        return False
    return not any(word in DETERMINERS or word in NUMBER_WORDS or word[0].isdigit() for word in before)


def _is_asked(clause: Clause, reading: Reading) -> bool:
    """ "Did the army bomb the hospital?", "Was it an attack?"; but "Who bombed it?" takes the deed as done."""
    if "?" not in clause.words[-2:]:
        return False
    opener = next((i for i, word in enumerate(clause.words) if word not in _MAY_OPEN), 0)
    if clause.words[opener] not in _ASK or clause.words[opener + 1 : opener + 2] in (["n't"], ["not"]):
        return False
    between = clause.words[opener + 1 : reading.start]
    if not (RELATIVES | SUBORDINATORS).isdisjoint(between):
        return False
    if reading.form == "noun":
        return not _NEW.isdisjoint(between[-_REACH_OF_NOUN:]) or between[-1:] == ["or"]
    if reading.form == "gerund":
        return "," not in between
    whole = clause.words[opener] in BE | HAVE and len(between) <= _LONGEST_SUBJECT
    return reading.form != "participle" or whole or between[-1:] == ["have"]
