"""People named by whom they are for or against: in "supporters of X" and "X's critics" X himself does nothing."""

from collections.abc import Sequence
from itertools import groupby

from pipelines.coding.dictionary import ActorDictionary, Word
from pipelines.coding.grammar import words
from pipelines.coding.named_before import Candidate
from pipelines.coding.phrases import Circle, Phrase
from pipelines.coding.text import ArticleText, Passage

_AGAINST = words("opponents opponent critics critic detractors foes enemies rivals")
FOLLOWERS = words("supporters followers fans sympathizers sympathisers voters")
_AROUND = FOLLOWERS | words("backers admirers loyalists")
_KNOWN_BY = _AGAINST | _AROUND
_POSSESSIVES = ("'s", "’s", "'", "’")
_OF = ("of",)
_GOVERNING = ("GOV", "MIL", "COP", "LEG", "JUD", "SPY")
_STATES = ("country", "adjective", "capital", "people")
_LONGEST_TITLE = 5
_BETWEEN = words("the former late then outgoing ousted exiled jailed deposed new")


def find_circle(phrase: Phrase, sentence: Sequence[Word], dictionary: ActorDictionary) -> Circle | None:
    """Who is named by the phrase: "opponents of the late President X", "X's supporters"; null for none."""
    after = phrase.last + (sentence[phrase.last : phrase.last + 1] != [] and sentence[phrase.last].text in _POSSESSIVES)
    if after < len(sentence) and (circle := _named(sentence[after], phrase.first, after + 1)):
        return circle
    t = phrase.first - 1
    if _OF not in [word.parts for word in sentence[max(t - _LONGEST_TITLE, 0) : phrase.first]]:
        return None
    while t > 0 and phrase.first - t <= _LONGEST_TITLE and _is_title(sentence[t], dictionary):
        t -= 1
    return _named(sentence[t - 1], t - 1, phrase.last) if t > 0 and sentence[t].parts == _OF else None


def _named(noun: Word, first: int, last: int) -> Circle | None:
    if not _KNOWN_BY.issuperset(noun.parts[-1:]) or not noun.parts:
        return None
    return Circle(first, last, noun.parts[-1] in _AGAINST, noun.parts[-1].endswith("s"))


def _is_title(word: Word, dictionary: ActorDictionary) -> bool:
    if _BETWEEN.issuperset(word.parts):
        return bool(word.parts)
    meaning = dictionary.lookup(word.text) if word.parts != _OF else None
    return meaning is not None and bool(meaning.roles or meaning.adjective)


def name_circles(candidates: Sequence[Candidate], article: ArticleText) -> None:
    """Let those who are known by whom they are for or against stand where he stood; those of a state are nobody's.

    The candidates of one sentence stand beside each other.
    """
    passages = {passage.field: passage for passage in article.passages}
    for (field, index), group in groupby(candidates, key=lambda c: (c.field, c.sentence)):
        beside = list(group)
        for candidate in beside:
            circle = candidate.phrase.circle
            if circle and not candidate.is_dropped and (circle.is_against or candidate.kind == "person"):
                _stand_in(candidate, circle, passages[field], index)
                for other in beside:
                    if other is not candidate and candidate.start <= other.start < candidate.end:
                        other.is_dropped = True


def _stand_in(candidate: Candidate, circle: Circle, passage: Passage, sentence: int) -> None:
    tokens, phrase = passage.sentences[sentence].tokens, candidate.phrase
    candidate.start, candidate.end = tokens[circle.first].start, tokens[circle.last - 1].end
    candidate.text = passage.text[candidate.start : candidate.end]
    candidate.is_dropped = phrase.kind in _STATES
    if circle.is_against:
        candidate.sector = "OPP" if candidate.sector in _GOVERNING else None
    else:
        candidate.sector = "CVL"
    phrase.kind, candidate.actor_id, candidate.name = "role", None, None
    candidate.kind = "group" if circle.is_plural else "person"
