"""Who wrote it, and which agencies it comes from: bylines, sign-offs, wire openings ("BEIRUT (Reuters) - ...")."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipelines.reading.dates import parse_date

MAX_OPENING = 200
MAX_LOWER_CASE = 3
"""A byline is names; more words in lower case than this make a headline."""
_DASH = r"\s*(?:--|[-–—―])\s+"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_MONTH_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_CAPITALS = r"(?!\S*--)[A-ZÀ-Þ][A-ZÀ-Þ.'’ʼ-]*(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’ʼ-]*){0,4}"
_NAME = r"(?!\S*--)[A-ZÀ-Þ][\w.'’ʼ-]*(?:[ /](?:[a-z]{2,3}[ -])?[A-ZÀ-Þ][\w.'’ʼ-]*){0,4}"
_REGION = rf"(?:, (?!{_MONTH_DAY}){_NAME})?"
_DAY = rf"(?:[,.] (?P<day>{_MONTH_DAY}))?"
_WITH_AGENCY = re.compile(rf"(?:(?P<place>{_NAME}){_REGION}{_DAY},? )?\((?P<agency>[^()]{{2,40}})\)(?:{_DASH}|: )")
_WITHOUT_AGENCY = re.compile(rf"(?P<place>{_CAPITALS}){_REGION}{_DAY}{_DASH}(?=[A-Z\"“‘'])")
_AGENCY_FIRST = re.compile(rf"(?P<agency>[A-Z][\w-]+(?: [A-Z][\w-]+)?){_DASH}(?=[A-Z\"“])")
_NO_PLACES = re.compile(
    r"(?:UPDATE|EXCLUSIVE|BREAKING|WATCH|ANALYSIS|OPINION|CORRECTED|LIVE|VIDEO|FACTBOX|TIMELINE|EXPLAINER|NEW|WRAP|PHOTOS|FACT|NOTE|"
    r"EDITOR|ISIS|ISIL|NATO|OPEC|ECOWAS|UNICEF|UNHCR)\b"
)
_BY_LINE = re.compile(
    r"^By:? (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][\w'’.-]+(?:,? (?:[\w'’.-]+|\|)){0,12}(?<![.?!])$"
)
_LEADING_BY = re.compile(r"^(?:by|von|par|por|di|door|story by|written by|text by)[:\s]+", re.IGNORECASE)
_INITIALS = r"[A-Za-zÄÖÜäöü]{2,4}"
_BRACKETED_NAMES = r"(?:[A-Z][\w. -]{1,25}|[a-z]{2,4})(?:(?:,| and|/) ?[\w. -]{2,25}){0,6}"
_SIGN_OFF = re.compile(rf"^{_INITIALS}(?:[/,]\s?{_INITIALS}){{0,5}}(?: \({_BRACKETED_NAMES}\))?$")
_BRACKETED = re.compile(r"^\((?P<inside>[^()]{2,80})\)$")
_CREDITS = re.compile(
    r"^\(?(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written) by\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the opening of a wire story says; it stays in the text. A day without its year dates nothing."""

    place: str | None = None
    agencies: tuple[str, ...] = ()
    published_at: str | None = None


@cache
def _agency_names() -> dict[str, str]:
    table = files("seeds").joinpath("agencies.csv").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for row in csv.DictReader(table.splitlines()):
        for form in row["forms"].split("|"):
            names[form] = names[form.upper()] = row["name"]
        if row["initials"] == "yes":
            names[row["name"].lower()] = row["name"]
    return names


def agency_name(words: str) -> str | None:
    """The agency's usual name, if the words are one of its forms and nothing else."""
    return _agency_names().get(words.strip(" .").removeprefix("the "))


def find_agencies(byline: str) -> tuple[str, ...]:
    """Agencies of a byline, in its order: "ap, tj/rt (AFP, dpa)" gives AP, AFP, dpa; "tj/rt" are people's initials."""
    found: dict[str, None] = {}
    for part in re.split(r"[,;()|]|\band\b|\bund\b|\bwith\b|\bmit\b|\bvia\b| - | – ", byline):
        name = agency_name(_LEADING_BY.sub("", part.strip())) or _slashed(part) or _trailing(part)
        found |= dict.fromkeys(name if isinstance(name, tuple) else (name,) if name else ())
    return tuple(found)


def _slashed(part: str) -> tuple[str, ...]:
    """ "Getty Images/AFP": but all-lower-case groups are initials."""
    pieces = part.split("/")
    if len(pieces) == 1 or part == part.lower():
        return ()
    return tuple(name for piece in pieces if (name := agency_name(piece)))


def _trailing(part: str) -> str | None:
    """ "Jane Doe Associated Press": a long form at the end of a name."""
    words = _LEADING_BY.sub("", part.strip()).split()
    for size in (4, 3, 2, 1):
        tail = " ".join(words[-size:])
        if len(words) >= size and len(tail) > 4 and (name := agency_name(tail)):
            return name
    return None


def find_opening(text: str) -> Opening:
    """Place and agency of an opening such as "BEIRUT (Reuters) - ", "(AP) — ", "KYIV, Ukraine — "."""
    head = text[:MAX_OPENING].lstrip()
    if match := _WITH_AGENCY.match(head):
        agencies = find_agencies(match["agency"])
        place = match["place"]
        if agencies or (place and place == place.upper() and match["agency"][:1].isupper()):
            return Opening(_spelt(place), agencies, parse_date(match["day"] or ""))
    if (match := _WITHOUT_AGENCY.match(head)) and not _NO_PLACES.match(head):
        place = match["place"]
        if name := agency_name(place):
            return Opening(None, (name,))
        return Opening(_spelt(place), (), parse_date(match["day"] or "")) if len(place) > 2 else Opening()
    if (match := _AGENCY_FIRST.match(head)) and (name := agency_name(match["agency"])):
        return Opening(None, (name,))
    return Opening()


def _spelt(place: str | None) -> str | None:
    """ "DEIR EZ-ZOR" as "Deir Ez-Zor"; a name in mixed case as it stands."""
    if not place:
        return None
    place = place.strip(" ,")
    if place != place.upper() or re.fullmatch(r"(?:[A-Z]\.)+", place):
        return place
    return re.sub(r"[^\W\d_]+(?:['’][A-ZÀ-Þ]{1,2}(?![A-ZÀ-Þ]))?", lambda word: word.group().capitalize(), place)


def is_byline(line: str) -> bool:
    """Whether a line names authors: "By Jane Doe in Beirut", "ap, tj/rt (AFP, dpa)", "(Reuters)"."""
    line = line.strip()
    if len(line) > 120 or not line:
        return False
    if _BY_LINE.match(line) and sum(word.islower() for word in line.split()) <= MAX_LOWER_CASE:
        return True
    bracketed = _BRACKETED.match(line)
    if bracketed and find_agencies(bracketed["inside"]):
        return True
    return is_sign_off(line) or all(agency_name(part) for part in re.split(r"[/,]", line))


def is_sign_off(line: str) -> bool:
    """Whether a line is authors' initials and agencies at the end of a story: more than one, or a known agency."""
    line = line.strip()
    if len(line) > 80 or not _SIGN_OFF.match(line):
        return False
    lowered = line.split(" (")[0]
    if find_agencies(line):
        return True
    return lowered == lowered.lower() and "/" in lowered


def is_credit(line: str) -> bool:
    """ "(Reporting by Jane Doe; Editing by John Doe)"."""
    return bool(_CREDITS.match(line.strip()))


def authors(byline: str | None) -> str | None:
    """A byline without its "By", or none."""
    cleaned = _LEADING_BY.sub("", " ".join((byline or "").split())).strip(" ,|·•-")
    return cleaned or None
