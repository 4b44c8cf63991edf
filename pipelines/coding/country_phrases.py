"""Whether a country's or a capital's name stands for its state: in a list, after what opens a sentence, before a verb.

"In Syria", "Raqqa, Syria" and "snow fell on Moscow" only say where.
"""

from collections.abc import Container, Sequence

from pipelines.coding.dictionary import ActorDictionary, Meaning, Word
from pipelines.coding.grammar import PREPOSITIONS
from pipelines.coding.phrases import Phrase
from pipelines.coding.place_words import MONTHS_AND_DAYS
from pipelines.coding.word_lists import word_list

_LOCATIVE = word_list("locative")
_SPEECH_OR_ACT = word_list("speech_or_act")
_ADDRESSED = word_list("addressed")
_MEASURES = ("sanctions", "tariffs", "pressure", "embargo")
_ADDRESSED_WITH = {
    "to": ("ultimatum", "warning", "appeal", "message", "plea", "apology", "apologised", "apologized", "appealed"),
    "on": ("called", "calls", "calling", "call", *_MEASURES),
    "against": _MEASURES,
}
_TIMES = frozenset(("week", "month", "year"))
_BEFORE_SUBJECTS = frozenset((",", "that", "which", "whom", "said", "says")) | MONTHS_AND_DAYS
_ADVERBS = frozenset(
    ("also", "then", "later", "both", "each", "have", "still", "again", "now", "never", "soon", "even", "since")
)
_ASIDES = [f", {aside} ,".split() for aside in ("meanwhile", "however", "too", "though", "in turn", "for its part")]
_MACHINES = frozenset(("bombers", "warships", "planes", "jets", "helicopters", "aircraft", "ships"))
_WITHDRAWALS = frozenset(
    (
        *("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing", "withdrawal", "pull", "pulls", "pulled"),
        *("pulling", "pullout", "evacuate", "evacuated", "evacuation", "removal", "remove", "removed", "expel"),
        *("expelled", "expulsion", "return", "departure"),
    )
)
_REACH_OF_WITHDRAWAL = 7
_LONGEST_LIST = 40  # tokens that one list of countries may take


def is_party(phrase: Phrase, words: Sequence[Word], of_places: Container[int], dictionary: ActorDictionary) -> bool:
    """Whether a country is more than where something is; `of_places` are the words of the sentence's place names."""
    before = _before_list(phrase, words, dictionary) or _before(words, phrase.first)
    if before[:1] == ("from",) and _is_origin(words, _first_of_list(phrase, words, dictionary), dictionary):
        return False
    return not (before and before[0] in _LOCATIVE) and not _after_place_comma(phrase, words, of_places, dictionary)


def _is_origin(words: Sequence[Word], first: int, dictionary: ActorDictionary) -> bool:
    """ "Soldiers from Chad", "migrants from Eritrea and Sudan": whose country it is, and no second party."""
    at = first - 1 - (words[first - 1].parts != ("from",))
    meaning = dictionary.lookup(words[at - 1].text) if at > 0 else None
    before = {part for word in words[max(at - _REACH_OF_WITHDRAWAL, 0) : at] for part in word.parts}
    if not before.isdisjoint(_MACHINES | _WITHDRAWALS):
        return False
    return meaning is not None and any(role.kind in ("group", "person") for role in meaning.roles.values())


def stands_for_state(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> bool:
    """Whether a capital, or the capitals and countries of a list that it is in, speak, act or are spoken to."""

    def is_named(t: int) -> bool:
        meaning = _meaning(words, t, t + 1, dictionary) if 0 <= t < len(words) else None
        return meaning is not None and (meaning.capital or meaning.country) is not None

    first, last = phrase.first, phrase.last
    while first > 1 and words[first - 1].parts == ("and",) and is_named(first - 2):
        first -= 2
    while last < len(words) and words[last].parts == ("and",) and is_named(last + 1):
        last += 2
    before = _before(words, first)
    last += _length_of_aside(words, last)
    if (last < len(words) and words[last].text == ",") or (before and before[0] in _LOCATIVE):
        return False
    goes_on = [w.text for w in words[max(first - 2, 0) : first]] == [",", "and"]
    opens = not before or before[0] in _BEFORE_SUBJECTS or goes_on
    speaks = _speaks(words, last) and opens
    return speaks or (last < len(words) and _is_addressed(words, first))


def _is_addressed(words: Sequence[Word], first: int) -> bool:
    """ "Accused Moscow", "an ultimatum to Damascus", "called on Kyiv": what is said or done to whom begins here."""
    if first == 0:
        return False
    lead, led = words[first - 1].text.lower(), words[max(first - 2, 0)].text.lower()
    return lead in _ADDRESSED or led in _ADDRESSED_WITH.get(lead, ())


def _length_of_aside(words: Sequence[Word], at: int) -> int:
    """How many tokens ", meanwhile," and its like take."""
    said = [w.text.lower() for w in words[at : at + 5]]
    return next((len(aside) for aside in _ASIDES if said[: len(aside)] == aside), 0)


def _speaks(words: Sequence[Word], at: int) -> bool:
    """Whether a verb of speech or act follows, over "on Tuesday", "this week" and an adverb."""
    texts = [w.text.lower() for w in words[at : at + 4]] + ["", ""]
    if (texts[0] == "on" and texts[1] in MONTHS_AND_DAYS) or (texts[0] in ("this", "last") and texts[1] in _TIMES):
        texts = texts[2:]
    if texts[0].endswith("ly") or texts[0] in _ADVERBS:
        texts = texts[1:]
    return texts[0] in _SPEECH_OR_ACT


def _before_list(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> tuple[str, ...]:
    """What stands before the first country of a list ("in Syria, Iraq and Iran"); empty where there is no list."""
    first = _first_of_list(phrase, words, dictionary)
    return _before(words, first) if first < phrase.first else ()


def _first_of_list(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> int:
    """Where the list of countries begins that a phrase stands in: at the phrase itself where there is none."""
    t = phrase.first
    while t > 1 and phrase.first - t < _LONGEST_LIST and (words[t - 1].text == "," or words[t - 1].parts == ("and",)):
        before = t - 2 if words[t - 2].parts else t - 3
        first = before
        while first > 0 and before - first < 3 and not _is_country(words, first, before + 1, dictionary):
            first -= 1
        if first < 0 or not _is_country(words, first, before + 1, dictionary):
            break
        t = first
    return t


def _before(words: Sequence[Word], at: int) -> tuple[str, ...]:
    """The word before token `at`, over "the" and "both"."""
    while at and words[at - 1].parts in (("the",), ("both",)):
        at -= 1
    return words[at - 1].parts[:1] if at else ()


def _is_country(words: Sequence[Word], first: int, last: int, dictionary: ActorDictionary) -> bool:
    meaning = _meaning(words, first, last, dictionary)
    return meaning is not None and meaning.country is not None


def _meaning(words: Sequence[Word], first: int, last: int, dictionary: ActorDictionary) -> Meaning | None:
    return dictionary.lookup(" ".join(w.text for w in words[first:last])) if words[first].is_capital else None


def _after_place_comma(
    phrase: Phrase, words: Sequence[Word], of_places: Container[int], dictionary: ActorDictionary
) -> bool:
    """Whether a country follows "Raqqa," as the place's own country, and not another country of a list.

    It is the subject after a comma that ends what opens the sentence: "Meanwhile," "On Friday," "In Ankara,".
    """
    at = phrase.first - 2
    if at < 0 or words[at + 1].text != "," or not words[at].is_capital:
        return False
    if at not in of_places and (at == 0 or words[at].text.lower() in MONTHS_AND_DAYS):
        return False
    opens = words[0].text.lower() in PREPOSITIONS and all(w.text != "," for w in words[:at])
    return not (opens and _speaks(words, phrase.last)) and _first_of_list(phrase, words, dictionary) == phrase.first
