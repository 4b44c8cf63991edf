"""What a single line of a page copied from a browser is, by its shape. Which of them make the article is decided
in `copied_text`."""

import re

from pipelines.reading.bylines import is_credit

SUBHEAD_WORDS = 12
CAPTION_WORDS = 45
MAX_FURNITURE = 400

_END = re.compile(r"[.!?…։。؟:;,][\"'”’»)\]]*$|[\"”»]$")
_FINAL = re.compile(r"[.!?…。؟][\"'”’»)\]]*$")
_SKIP_LINK = re.compile(
    r"^(?:\d+\.\s*)?(?:skip|jump|go|zum|zur|aller|ir|saltar)\s+(?:to|next|past|navigation|over|directly|inhalt|"
    r"navigation|hauptmen\w+|au contenu|al contenido)\b.{0,60}$",
    re.IGNORECASE,
)
_IMAGE_CREDIT = re.compile(
    r"^(?:image|images|photo|photos|photograph|photographs|picture|credit|illustration|graphic|map|video|bild|foto|"
    r"quelle|copyright|file photo)(?: (?:by|credit|source|caption|via))?\s*[:©]\s*\S.{0,100}$"
    r"|^(?:©|\(c\)|copyright)\s.{2,80}$",
    re.IGNORECASE,
)
_BRACKET_CREDIT = re.compile(r"[\[(](?:[^\[\]()]{2,60}/)[^\[\]()]{2,40}[\])]$|\[[^\[\]]{2,60}\]$")
_DURATION = re.compile(r"^(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s*(?:min\w*\.?|mins|/\s*(?:\d{1,2}:)?\d{1,2}:\d{2}))?$")
_PLAYER = re.compile(
    r"\b(?:browser|javascript|flash player|html5|video player|audio player|cookies)\b.*"
    r"\b(?:support|supported|enable|enabled|disabled|require|required|loading|accept|unterstützt|aktivieren)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"^(?:▶|►|»|>|-|•|\*)?\s*(?:read|also read|read also|see|see also|related|watch|listen|more on|more|learn more|"
    r"in pictures|opinion|analysis|explainer|mehr dazu|lesen sie|lire aussi|lea también)"
    r"(?: (?:more|also|now|next|here|on this|about this|this|auch))?\s*[:|>»]\s*\S",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"^(?:advertisement|advert|ad|sponsored|share|share this.{0,20}|save|print|email|copy link|play video|watch now|"
    r"listen|comments?|\d+ comments?|follow us.{0,30}|sign up.{0,60}|subscribe.{0,60}|log ?in|sign in|menu|search|"
    r"read more|show more|load more|close|facebook|twitter|x|whatsapp|telegram|send|anzeige|werbung|teilen|"
    r"\d+ min(?:ute)?s? read|\d+ shares?)$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"^(?:skip (?:next )?section\b.*|explore more.*|(?:\S+ ){0,3}top stor(?:y|ies)|"
    r"more (?:stories|news|articles|from|on)\b.{0,50}|related (?:stories|topics|articles|content|news|links).{0,20}|"
    r"most (?:read|popular|viewed|watched).{0,20}|recommended.{0,30}|read next|up next|trending(?: now)?|"
    r"latest (?:news|stories)|editors?['’]?s? picks?|you (?:may|might) (?:also )?(?:like|be interested).{0,20}|"
    r"topics? (?:in this article|mentioned).{0,10}|about the author.{0,20}|weitere themen|mehr zum thema|"
    r"die redaktion empfiehlt)$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-•*·–]|\d{1,2}[.)])\s+")


def words(line: str) -> int:
    """How many words a line has."""
    return len(line.split())


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_FINAL.search(line.rstrip()))


def is_sentence(line: str) -> bool:
    """Whether a line reads as running text: it ends as a sentence, or goes on for longer than a headline may."""
    count = words(line)
    return (ends_sentence(line) and count >= 4) or count > 25


def is_heading(line: str) -> bool:
    """A short line without the punctuation of a text: a subhead, a label, a teaser's headline."""
    return not _END.search(line.rstrip()) and words(line) <= SUBHEAD_WORDS and not _BULLET.match(line)


def is_image_credit(line: str) -> bool:
    """ "Image: Getty Images/AFP", "© Jane Doe"."""
    return bool(_IMAGE_CREDIT.match(line)) and words(line) <= 12 and not (words(line) > 6 and ends_sentence(line))


def is_credited_caption(line: str) -> bool:
    """ "Smoke rises over the old town [Jane Doe/Reuters]"."""
    return bool(_BRACKET_CREDIT.search(line)) and words(line) <= CAPTION_WORDS and "[" in line[-70:]


def is_duration(line: str) -> bool:
    """ "01:05", "2:31 min", "00:00 / 12:30"."""
    return bool(_DURATION.match(line))


def is_footer(line: str) -> bool:
    """The heading of what a page offers below its article."""
    return bool(_FOOTER.match(line)) and words(line) <= 10 and not ends_sentence(line)


def why_furniture(line: str) -> str | None:
    """What a line is that belongs to the page and to no article, if so."""
    if is_furniture(line):
        return "menu, player, button or pointer"
    if is_footer(line):
        return "heading of what the page offers below"
    return "image credit" if is_image_credit(line) else None


def is_furniture(line: str) -> bool:
    """Menus, players, buttons, pointers to other articles: never part of an article."""
    if len(line) > MAX_FURNITURE or words(line) > 40:
        return False
    return bool(
        _SKIP_LINK.match(line)
        or _CONTROL.match(line)
        or _POINTER.match(line)
        or is_duration(line)
        or is_credit(line)
        or (words(line) <= 25 and _PLAYER.search(line))
    )
