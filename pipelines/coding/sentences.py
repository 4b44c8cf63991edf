"""Cuts a title or a text into paragraphs, sentences and tokens by rule, with exact offsets.

No names, places or dates are looked for here.
"""

import re
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from pipelines.coding.run_ons import may_run_on, runs_on
from pipelines.coding.text import FieldName, Passage, Sentence, Token

MAX_SENTENCE_TOKENS = 400  # tables and running text without full stops are cut here, so that no reader goes quadratic

_WORD = r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652]+[^\W_]*)*"  # letters and figures, those with combining marks too
_TOKEN = re.compile(
    rf"""
      (?:[^\W\d_]\.){{2,}}(?:-{_WORD})*               # U.S., a.m., U.S.-led
    | \d+(?:[.,:/]\d+)+(?:[^\W_]+)?(?:-{_WORD})*      # 1,200  3.5bn  10:30  3/11/2017
    | {_WORD}(?:['’‘`\-‑](?!s\b|S\b){_WORD})*         # al-Qaim, Qa'im, F-16, 20-year-old
    | ['’][sS]\b                                      # the possessive
    | \.{{2,}} | \S
    """,
    re.VERBOSE,
)
_ASCII = re.compile(r"[\x00-\x7f]+")
_CAPITALS, _SMALL = ascii_uppercase.encode(), ascii_lowercase.encode()
_CONTRACTION = re.compile(r"(\w+?)(n['’]t|['’](?:ll|re|ve))", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    mr mrs ms messrs dr prof gen lt col maj capt cmdr adm sgt cpl pvt brig rev fr hon gov sen sens rep reps
    pres pte supt insp const det asst dep st ste mt ft vs no nos fig art vol ed eds approx dist cf al
    """
)
_MAY_END = _words(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp co
    ltd bros llc plc jr sr etc ave blvd rd est govt dept univ assn intl int'l minn mich mass conn calif ariz
    ala ark colo del fla ill ind kan ky md miss mo mont neb nev okla ore pa penn tenn tex vt va wash wis wyo
    ga la
    """
)
_WRITTEN_SMALL = _words("vs etc approx cf al ed eds")
_ALSO_WORDS = _words(
    """
    no nos art mar sat sun fig ill miss mass wash ind pa ed al fr mo la col del fri est
    """
)
_STARTERS = _words(
    """
    the a an this that these those it its he she they we i you his her their our my in on at by for from
    with after before but and or if when while as since although though however meanwhile there here what
    who where why how some many most several one two no not all both each every another other then now also
    earlier later last
    """
)
_STOPS = frozenset((".", "!", "?", "…"))
_CLOSERS = frozenset("\"'”’»)]}`")
_OPENERS = frozenset("\"'“‘«([{`")


def split_passage(field: FieldName, text: str) -> Passage:
    """Cut `text` into sentences; every character that is no white space stands in exactly one token."""
    case = letter_case(text)
    sentences: list[Sentence] = []
    start = paragraph = 0
    for end in [*(match.start() for match in _BLANK_LINE.finditer(text)), len(text)]:
        tokens = _tokens(text, start, end, case)
        for piece in _sentences(text, tokens, case):
            words = tuple([token.text.lower() for token in piece])
            span = piece[0].start, piece[-1].end
            sentences.append(Sentence(len(sentences), *span, paragraph, tuple(piece), words))
        paragraph += bool(tokens)
        start = end
    return Passage(field, text, tuple(sentences))


def letter_case(text: str) -> str:
    """`lower` or `upper` where a passage's letters are (nearly) all so, else `mixed`."""
    letters = count_letters(text)
    if letters.capital * 400 < letters.all:
        return "lower"
    return "upper" if letters.capital * 10 > letters.all * 8 else "mixed"


class Letters(NamedTuple):
    """How many letters a text has, and how many of them are capital or small."""

    all: int
    capital: int
    small: int


@lru_cache(maxsize=8)
def count_letters(text: str) -> Letters:
    """The letters of a passage; asked for by several parts of the coder, one after another."""
    plain, others = text.encode("ascii", "ignore"), _ASCII.sub("", text)
    capital, small = (len(plain) - len(plain.translate(None, kind)) for kind in (_CAPITALS, _SMALL))
    return Letters(
        capital + small + sum(map(str.isalpha, others)),
        capital + sum(map(str.isupper, others)),
        small + sum(map(str.islower, others)),
    )


def _tokens(text: str, start: int, end: int, case: str) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        begin, after = match.span()
        if (
            word == "."
            and tokens
            and tokens[-1].end == begin
            and _takes_stop(tokens[-1].text, text[begin + 1 : begin + 3], case)
        ):
            tokens[-1] = Token(tokens[-1].text + ".", tokens[-1].start, begin + 1)
        elif ("'" in word or "’" in word) and (contraction := _CONTRACTION.fullmatch(word)):
            joint = begin + contraction.end(1)
            tokens += (Token(contraction[1], begin, joint), Token(contraction[2], joint, match.end()))
        else:
            tokens.append(Token(word, begin, after))
    return tokens


def _takes_stop(word: str, after: str, case: str) -> bool:
    """Whether the full stop after `word` marks an abbreviation and so belongs to the token."""
    key = word.lower()
    if key not in TITLES and key not in _MAY_END:
        return False
    if key in ("no", "nos"):
        return after[-1:].isdigit()
    if case == "lower":
        return key not in _ALSO_WORDS
    return word[0].isupper() or key in _WRITTEN_SMALL


def _sentences(text: str, tokens: list[Token], case: str) -> list[list[Token]]:
    pieces: list[list[Token]] = []
    first, i = 0, 0
    lacks_stops = case == "mixed" and may_run_on(tokens)
    while i < len(tokens):
        may_end = tokens[i].text[-1] in _STOPS
        after = _end_of_sentence(text, tokens, first, i, case) if may_end else None
        if after is None and lacks_stops and runs_on(tokens, first, i):
            after = i + 1
        if after is None and i + 1 - first >= MAX_SENTENCE_TOKENS:
            after = i + 1
        if after is None:
            i += 1
            continue
        pieces.append(tokens[first:after])
        first = i = after
    if first < len(tokens):
        pieces.append(tokens[first:])
    return pieces


def _end_of_sentence(text: str, tokens: list[Token], first: int, i: int, case: str) -> int | None:
    """The index after the last token of the sentence that token `i`, a stop, ends, or None where it ends none."""
    word = tokens[i].text
    after = i + 1
    while after < len(tokens) and tokens[after].text in _STOPS and tokens[after].start == tokens[after - 1].end:
        after += 1
    quoted = after
    while after < len(tokens) and tokens[after].text in _CLOSERS and tokens[after].start == tokens[after - 1].end:
        after += 1
    if after == len(tokens):
        return after
    gap = text[tokens[after - 1].end : tokens[after].start]
    if not gap:
        return after if after == quoted and _runs_on(tokens, i) else None
    if len(word) > 1 and word[0].isalnum():
        return after if _abbreviation_ends(word, tokens, after, case) else None
    if word == "." and _is_initial_or_number(tokens, first, i):
        return None
    if "\n" in gap or (case == "lower" and after == quoted):
        return after
    return after if _opens_sentence(tokens, after) else None


def _runs_on(tokens: list[Token], i: int) -> bool:
    """A full stop with no space after it still ends a sentence in "ended.The army"."""
    if not 0 < i < len(tokens) - 1 or tokens[i].text not in _STOPS:
        return False
    before, after = tokens[i - 1].text, tokens[i + 1].text
    return before.islower() and len(before) > 2 and after.istitle() and after.lower() in _STARTERS


def _abbreviation_ends(word: str, tokens: list[Token], after: int, case: str) -> bool:
    if word.rstrip(".").lower() in TITLES:
        return False
    follower = tokens[after].text
    if follower in _OPENERS and after + 1 < len(tokens):
        return follower not in "([" and tokens[after + 1].text[0].isupper()
    if case != "mixed":
        return follower.lower() in _STARTERS and follower.lower() not in (
            "and",
            "in",
            "on",
            "for",
            "at",
            "or",
        )
    return follower[0].isupper() and follower.lower() in _STARTERS


def _is_initial_or_number(tokens: list[Token], first: int, i: int) -> bool:
    """The stop of "John F. Kennedy", or of a list's "1." at the head of a sentence."""
    if i == first or tokens[i - 1].end != tokens[i].start:
        return i == first
    before = tokens[i - 1].text
    if len(before) == 1 and before.isalpha():
        return before.isupper() or i - 1 == first
    return i - 1 == first and before.isdigit()


def _opens_sentence(tokens: list[Token], i: int) -> bool:
    """Whether a sentence may begin at token `i`: a capital, a number, or an opening mark before one."""
    for token in tokens[i : i + 3]:
        if token.text[0].isalnum():
            return not token.text[0].islower()
        if token.text not in _OPENERS and token.text not in "-–—*•·_":
            return False
    return True
