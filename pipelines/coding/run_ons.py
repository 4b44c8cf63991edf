"""Where a sentence ends without a full stop in text that lost its line breaks: at a page's tags, after a dateline.

Reads the tokens of a text in mixed case; what a stop ends is decided in `sentences.py`.
"""

from collections.abc import Sequence

from pipelines.coding.grammar import AUXILIARIES, words
from pipelines.coding.text import Sentence, Token
from pipelines.coding.timex_words import MONTHS

_ROWS = (("Related", "News"), ("Category", "News"))  # headings of other articles' headlines, with which a page ends
_COUNTED = (("Related",), ("Topic",))  # after the number of a page's readers or articles: "370 Related Oslo Votes"
_MENUS = (("Tags",), ("READ", "MORE"), ("Get", "short", "URL"), ("Print", "Tweet"), *_ROWS, *_COUNTED)
_MENU_OPENERS = frozenset(menu[0] for menu in _MENUS)
_LONGEST_MENU = 100
_OPENING = words(
    """
    at the a an in on as after more over some several hundreds dozens thousands it he she they this these two
    three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
    """
)
_DAYS = words("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun")


def may_run_on(tokens: Sequence[Token]) -> bool:
    """Whether any of the tokens is what `runs_on` goes by: a page's own word, or a year in figures."""
    texts = {token.text for token in tokens}
    return not texts.isdisjoint(_MENU_OPENERS) or any(len(text) == 4 and text.isdigit() for text in texts)


def runs_on(tokens: Sequence[Token], first: int, i: int) -> bool:
    """Whether a new sentence begins after token `i` of the one that began at `first`, though no stop ends it."""
    if i + 2 >= len(tokens):
        return False
    if opens_menu(tokens, i + 1):
        return not (tokens[i].text.isdigit() and (tokens[i + 1].text,) in _COUNTED)  # the number opens it
    if opens_menu(tokens, first) and i - first < _LONGEST_MENU and not _is_row(tokens, first):
        return i > first and _opens_text(tokens, i + 1, 2 if tokens[first].text.isdigit() else 1)
    return len(tokens[i].text) == 4 and _ends_dateline(tokens, first, i) and tokens[i + 1].text[0].isupper()


def opens_menu(tokens: Sequence[Token], i: int) -> bool:
    """Whether a page's own words ("Tags Norway Oslo", "370 Related Oslo Votes") begin at the token."""
    i += tokens[i].text.isdigit() and i + 1 < len(tokens) and (tokens[i + 1].text,) in _COUNTED
    if tokens[i].text not in _MENU_OPENERS:
        return False
    for menu in _MENUS:
        end = i + len(menu)
        if end < len(tokens) and all(tokens[i + k].text == word for k, word in enumerate(menu)):
            counted = menu not in _COUNTED or i == 0 or tokens[i - 1].text == ")" or tokens[i - 1].text.isdigit()
            return counted and (not tokens[end].text[0].islower() or _is_first_tag(tokens, end))
    return False


def _is_first_tag(tokens: Sequence[Token], i: int) -> bool:
    """ "Tags airstrikes Norway"."""
    tags = tokens[i - 1].text == "Tags" and tokens[i].text not in AUXILIARIES
    return tags and any(token.text[0].isupper() for token in tokens[i + 1 : i + 3])


def _is_row(tokens: Sequence[Token], i: int) -> bool:
    return tuple(token.text for token in tokens[i : i + 2]) in _ROWS


def is_menu(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but a page's own words."""
    is_own = opens_menu(sentence.tokens, 0)
    return is_own and (_is_row(sentence.tokens, 0) or (len(sentence.tokens) < _LONGEST_MENU and not _tells(sentence)))


def _tells(sentence: Sentence) -> bool:
    """Whether a verb in small letters stands in it."""
    texts = (token.text for token in sentence.tokens)
    return any(text in AUXILIARIES or (text.islower() and text.endswith("ed") and "-" not in text) for text in texts)


def _opens_text(tokens: Sequence[Token], i: int, small: int) -> bool:
    """Whether running text begins at `i`: so many words without a capital follow "The"; titles have "At the Port"."""
    word = tokens[i].text
    opens = word[0].isupper() and word.lower() in _OPENING
    return opens and not any(token.text[0].isupper() for token in tokens[i + 1 : i + 1 + small])


def _ends_dateline(tokens: Sequence[Token], first: int, i: int) -> bool:
    """ "Reuters Friday 3 March 2017", which no preposition leads."""
    year = tokens[i].text
    if len(year) != 4 or i - first < 2 or not year.isdigit():
        return False
    if tokens[i - 1].text.lower().rstrip(".") not in MONTHS or not tokens[i - 2].text.isdigit():
        return False
    before = i - 3
    if before >= first and tokens[before].text.lower().rstrip(".") in _DAYS:
        before -= 1
    return before < first or tokens[before].text[0].isupper()
