"""The table of rules for time expressions: a pattern each over lower-case text, and the reading it leads to.

`times.py` tries them at each word that may open an expression; the longest match that is not declined wins.
"""

import re

from pipelines.coding.timex_lengths import (
    read_duration,
    read_long,
    read_next_to,
    read_past,
    read_set,
    read_vague,
)
from pipelines.coding.timex_moment import Handler
from pipelines.coding.timex_readings import (
    HOLIDAYS,
    REFERENCES,
    read_century,
    read_clock,
    read_decade,
    read_deictic,
    read_full_date,
    read_holiday,
    read_iso_date,
    read_month,
    read_month_year,
    read_numeric_date,
    read_quarter,
    read_reference,
    read_relative,
    read_season,
    read_september_11,
    read_start,
    read_weekday,
    read_year,
)
from pipelines.coding.timex_words import DEICTIC_DAYS, EARLY, ORD, ORDINALS, PART, SETS, M, N, U, W, Y, any_of

_WHICH = r"(?P<which>(?:last|next|this past|this|the past|the following|the coming|the previous|past) )?"
_RELATIVE = (
    r"(?P<which>last|next|this past|this|the past|the last|the next|the same|the following|the previous|the coming|"
    r"previous|following|coming|that|past|the(?= weekend\b)) (?P<u2>day|week|month|year|quarter|weekend|decade|"
    r"century|morning|afternoon|evening|night)\b(?!-)"
)
_ZONE = r"(?: (?:[ecmp][sd]t|gmt|utc|local time)\b)?"
_PATTERNS: tuple[tuple[str, Handler], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)\b", read_iso_date),
    (r"(\d{1,2})([/.])(\d{1,2})[/.](\d{4}|\d\d)\b", read_numeric_date),
    (rf"(?:{W},? )?{EARLY}{M} (?P<d>\d\d?){ORD}(?![,.:]\d|-[a-z])(?:,? {Y})?,?(?<!,)", read_full_date),
    (rf"(?:{W},? )?(?:the )?(?P<d>\d\d?){ORD}(?: of)? {M}(?:,? {Y})?", read_full_date),
    (rf"{EARLY}{M}(?:,| of)? {Y}", read_month_year),
    (rf"{EARLY}{_WHICH}{M}(?:,? (?:of )?(?P<rel>last year|this year|next year)\b)?", read_month),
    (rf"{EARLY}(?:the )?(?:(?P<tens>(?:1[5-9]|20)\d)0s|'(?P<short>\d)0s)\b", read_decade),
    (r"(?:the )?(?:early |late |mid-)?(?P<c>\d\d?)(?:st|nd|rd|th)[ -]century\b", read_century),
    (rf"{EARLY}(?:fiscal (?:year )?)?{Y}", read_year),
    (
        rf"(?:the )?(?P<q>{any_of(ORDINALS)})(?: fiscal)?[- ]quarter\b"
        rf"(?: of (?:{Y}|(?P<rel>last year|this year|next year)))?",
        read_quarter,
    ),
    (
        rf"{EARLY}(?:(?P<which>last|next|this past|this|the past|the coming|the) )?"
        rf"(?P<s>spring|summer|autumn|fall|winter)\b(?:(?: of)? {Y})?",
        read_season,
    ),
    (rf"{EARLY}{_WHICH}{W}{PART}", read_weekday),
    (rf"(?P<deictic>{any_of(DEICTIC_DAYS)})\b{PART}", read_deictic),
    (rf"{EARLY}{_RELATIVE}", read_relative),
    (
        rf"(?P<which>(?:the )?(?:past|last|next|first|coming|previous|following) |every |each )?{N}"
        rf"(?: more| consecutive| straight| full| long)?[- ]{U}(?P<s>s)?\b(?!'s)"
        r"(?: (?P<dir>ago|earlier|later|(?:before|after)(?=[,.;]|$)|from now)\b)?",
        read_duration,
    ),
    (rf"the {U} (?P<dir>before|after|earlier)(?=[,.;]|$)", read_next_to),
    (rf"{U}s\b(?: (?P<dir>ago|later|earlier))?", read_vague),
    (r"(?:the )?(?:past|last) (?P<u>day|week|month|year)s\b(?! of)", read_past),
    (r"(?:the )?(?:start|beginning) of (?:the|this) (?P<u3>year|month|week)\b", read_start),
    (rf"{U}(?P<s>s)?-?long\b", read_long),
    (
        rf"(?P<adverb>{any_of(SETS)})\b|(?:every|each) (?P<other>other )?(?:{W}|{M}|"
        r"(?P<u>day|night|week|month|year|hour|morning|evening|weekend|decade|quarter|minute))s?\b",
        read_set,
    ),
    (
        r"(?:(?P<h>\d\d?)(?::(?P<min>\d\d))?\s?(?P<half>[ap]\.m\.|[ap]m\b)|(?P<named>noon|midnight)\b)"
        rf"{_ZONE}(?:,? (?:on )?{W})?",
        read_clock,
    ),
    (rf"(?P<h>\d\d):(?P<min>\d\d)(?!:)(?P<half>)(?P<named>)(?P<w>){_ZONE}\b", read_clock),
    (rf"(?P<holiday>{any_of(HOLIDAYS)})\b(?:,? {Y})?", read_holiday),
    (rf"(?P<ref>{any_of(REFERENCES)})\b(?!-)", read_reference),
    (r"9/11\b", read_september_11),
)
RULES = tuple((re.compile(pattern), handler) for pattern, handler in _PATTERNS)
