"""The thing that a party only owns, holds or is in: "army posts", "rebel-held towns", "the car of an official"."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ADVERBS, DETERMINERS, NUMBER_WORDS, words
from pipelines.coding.harm_words import PERSON_NOUN
from pipelines.coding.parsing import Span
from pipelines.coding.party_phrases import is_modifier
from pipelines.coding.struck_things import THINGS, may_lie_in

_REACH_OF_OWNED = 4
HELD = ("-held", "-controlled", "-occupied", "-ruled", "-run")
_PARTS = words("neighbourhoods neighborhoods suburbs districts quarters areas")
_AROUND = words("outskirts countryside region area province")
_PRIVATE = words(
    """
    car cars bus buses minibus minibuses taxi taxis van vans truck trucks lorry lorries shop shops store stores house
    houses home homes farm farms boat boats trawler trawlers ship ships vessel vessels tanker tankers freighter
    freighters restaurant restaurants hotel hotels property properties business businesses village villages airliner
    """
)
_HOLDING = frozenset(("of", "carrying", "transporting"))
_OWNED = (
    ["belonging", "to"],
    *([word, "by"] for word in ("owned", "used", "operated", "manned", "held", "occupied", "controlled")),
)
_STAFF = words("volunteers workers drivers medics paramedics rescuers recruits sailors")


def span_of_thing(clause: Clause, number: int) -> Span | None:
    """The tokens of the thing that a party only owns: "rebel-held town" for "rebel-held", "army posts" for "army"."""
    first, end = clause.actor_spans[number]
    if (thing := _thing_before(clause, number)) >= 0:
        return thing, end
    last = end + (clause.words[end : end + 1] == ["'s"])
    if clause.words[end - 1].endswith(HELD) and (held := _held_from(clause, end)) > end:
        return first, held
    while last < len(clause) and not _may_be_owned(clause.words[last]):
        ends = last == end + _REACH_OF_OWNED or clause.place_at[last] >= 0 or clause.words[last] in DETERMINERS
        if ends or clause.actor_at[last] >= 0 or not is_modifier(clause, last):
            return None
        last += 1
    is_owner = last < len(clause) and clause.actor_at[last] < 0 and clause.actors[number].kind != "person"
    return (first, last + 1) if is_owner else None


def is_private(thing: str) -> bool:
    """Whether people rather than states have such things: of a "Norvian car" only the country is known."""
    return thing in _PRIVATE


def _held_from(clause: Clause, start: int) -> int:
    """Where ends what a side holds: "rebel-held parts", "rebel-held eastern Homs"."""
    end = start
    while end < min(start + _REACH_OF_OWNED, len(clause)) and is_modifier(clause, end) and clause.time_at[end] < 0:
        if clause.words[end] in ADVERBS or clause.words[end] in DETERMINERS or clause.words[end].endswith("ing"):
            break
        if end > start and (clause.place_at[end - 1] >= 0 > clause.place_at[end] or clause.words[end - 1] in THINGS):
            break
        end += 1
    return end


def _thing_before(clause: Clause, number: int) -> int:
    """Where the thing begins that a party owns or is in: "the car of an official", "a boat carrying clerks"; or -1."""
    led = clause.actor_spans[number][0] - 1
    holding = _HOLDING | {"for"} if clause.actors[number].sector in ("REB", "UAF", "PRM") else _HOLDING
    while led > 1 and clause.words[led] not in holding and is_modifier(clause, led) and clause.place_at[led] < 0:
        if clause.words[led].endswith("ing"):
            return -1
        led -= 1
    if led < 1 or (clause.words[led] not in holding and clause.words[led - 1 : led + 1] not in _OWNED):
        return -1
    noun = led - 1 - (clause.words[led] not in holding)
    noun -= noun > 0 and clause.words[noun] in ADVERBS
    is_place = any(clause.place_at[k] >= 0 for k in range(*clause.actor_spans[number]))
    if clause.words[noun] not in (_PARTS if is_place else THINGS - _AROUND) or clause.actor_at[noun] >= 0:
        return -1
    first = noun
    while first > 0 and may_lie_in(clause, first - 1) and clause.words[first - 1] not in DETERMINERS:
        first -= 1
        if clause.words[first][0].isdigit() or clause.words[first] in NUMBER_WORDS:
            break
    return first


def _may_be_owned(word: str) -> bool:
    return word in THINGS or word in _STAFF or PERSON_NOUN.fullmatch(word) is not None
