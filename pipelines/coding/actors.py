"""Finds the actors that an article names and says who they are.

Names come from the dictionary, phrases from `noun_phrases.py`; short forms ("the group", surnames) are settled in
`coreference.py`. Places that merely locate something are not actors.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from pipelines.coding.actor_pieces import PLAIN_WORDS, scan, sentence_words
from pipelines.coding.coreference import Candidate, settle_short_forms
from pipelines.coding.dictionary import ActorDictionary, ActorRow, Word
from pipelines.coding.noun_phrases import Phrase, find_phrases
from pipelines.coding.text import ActorKind, ActorMention, ArticleText, Passage, PlaceMention, Token
from pipelines.coding.word_lists import word_list

_SECTOR_NAMES = {
    "GOV": "government",
    "MIL": "military",
    "COP": "police",
    "SPY": "intelligence services",
    "LEG": "parliament",
    "JUD": "judiciary",
    "REB": "rebels",
    "UAF": "unidentified gunmen",
    "PRM": "paramilitaries",
    "OPP": "opposition",
    "CVL": "civilians",
    "REF": "refugees",
    "CRM": "criminals",
    "EDU": "education",
    "LAB": "workers",
    "AGR": "farmers",
    "MED": "medical services",
    "JRN": "media",
    "REL": "religious organisations",
    "BUS": "businesses",
    "SOC": "civil society",
    "PTY": "political parties",
    "ELI": "former officials",
}
_LOCATIVE = word_list("locative")
_LANDMARKS = word_list("landmarks")
_SPEECH_OR_ACT = word_list("speech_or_act")
_ADDRESSED = word_list("addressed")
# Nouns after which an actor's name only says whose the thing is.
_THINGS = word_list("things")
_COMMON_TITLES = word_list("common_titles")


def find_actors(
    article: ArticleText, dictionary: ActorDictionary, places: Sequence[PlaceMention]
) -> list[ActorMention]:
    """All actor mentions of an article, sorted by field (title first) and start; no two overlap."""
    candidates: list[Candidate] = []
    for passage in article.passages:
        located = {place.start: place for place in places if place.field == passage.field}
        letters = letter_case(passage.text)
        for sentence in passage.sentences:
            candidates += _in_sentence(passage, sentence.index, letters, dictionary, located)
    home = _home_country(places)
    for candidate in candidates:
        _identify(candidate, dictionary, article.published, home)
    home = home or _leading(candidate.country for candidate in candidates)
    settle_short_forms(candidates, home)
    mentions = [mention for c in candidates if (mention := _as_mention(c, dictionary)) is not None]
    order = {"title": 0, "text": 1}
    return sorted(mentions, key=lambda m: (order[m.field], m.start))


def letter_case(text: str) -> str:
    """`lower` or `upper` where a passage's letters are (nearly) all so, else `mixed`."""
    capitals = sum(map(str.isupper, text))
    small = sum(map(str.islower, text))
    if capitals * 400 < small:
        return "lower"
    return "upper" if capitals > small * 4 else "mixed"


def _in_sentence(
    passage: Passage, index: int, letters: str, dictionary: ActorDictionary, located: dict[int, PlaceMention]
) -> list[Candidate]:
    sentence = passage.sentences[index]
    tokens = sentence.tokens
    words = sentence_words(tokens)
    pieces = scan(words, letters, dictionary)
    if not pieces and not any(w.parts in (("he",), ("she",)) for w in words):
        return []

    def is_place(at: int) -> bool:
        return tokens[at].start in located

    found = []
    for phrase in find_phrases(pieces, words, dictionary, is_place):
        place = located.get(tokens[phrase.head.first].start)
        if not _may_stand(phrase, words, place, dictionary):
            continue
        _take_place_country(phrase, words, tokens, located)
        if words[phrase.first].parts == ("the",) and phrase.last - phrase.first > 1:
            phrase.first += 1
        start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
        if passage.text[end - 1] == "." and not words[phrase.last - 1].is_dotted:
            end -= 1
        found.append(
            Candidate(
                passage.field,
                index,
                sentence.paragraph,
                start,
                end,
                passage.text[start:end],
                phrase,
                tuple(words[phrase.head.first : phrase.head.last]),
                words[phrase.last].text if phrase.last < len(words) else "",
                words[phrase.first - 1].text if phrase.first else "",
                in_name_context(phrase, words, dictionary),
            )
        )
    return _drop_descriptors(found, passage.text)


def _take_place_country(
    phrase: Phrase, words: Sequence[Word], tokens: Sequence[Token], located: dict[int, PlaceMention]
) -> None:
    """The country of "police in Gaza" is that of the place, where the phrase names none."""
    if phrase.kind != "role" or phrase.country or phrase.owner_ids or phrase.last + 1 >= len(words):
        return
    if words[phrase.last].parts == ("in",) and words[phrase.last + 1].is_capital:
        place = located.get(tokens[phrase.last + 1].start)
        phrase.country = place.country_code if place else None
        phrase.is_foreign = phrase.country is None


# --- which phrases are actors ---


def _may_stand(phrase: Phrase, words: Sequence[Word], place: PlaceMention | None, dictionary: ActorDictionary) -> bool:
    before = words[phrase.first - 1].parts[:1] if phrase.first else ()
    if before == ("the",) and phrase.first > 1:
        before = words[phrase.first - 2].parts[:1]
    after = words[phrase.last] if phrase.last < len(words) else None
    if phrase.kind == "country":
        before = _before_list(phrase, words, dictionary) or before
        if (
            place
            and place.country_code
            and place.feature_code not in (None, "PCLI")
            and place.country_code != phrase.country
        ):
            return False
        if after and after.parts and after.parts[0] in _LANDMARKS:
            return False
        return not (before and before[0] in _LOCATIVE) and not _after_place_comma(phrase, words, dictionary)
    if phrase.kind == "capital":
        if (after and after.text == ",") or (before and before[0] in _LOCATIVE):
            return False
        speaks = after is not None and after.parts[:1] and after.parts[0] in _SPEECH_OR_ACT and not before
        return bool(speaks or (before and before[0] in _ADDRESSED and after and after.text != ","))
    if phrase.kind == "adjective":
        return _is_act(words, phrase.last, dictionary)
    if phrase.kind == "role":
        return _role_may_stand(phrase, words, after, dictionary)
    return True


def _before_list(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> tuple[str, ...]:
    """What stands before the first country of a list ("in Syria, Iraq and Iran"); empty where there is no list."""
    t = phrase.first
    while t > 1 and (words[t - 1].text == "," or words[t - 1].parts == ("and",)):
        before = t - 2 if words[t - 2].parts else t - 3
        first = before
        while first > 0 and before - first < 3 and not _is_country(words, first, before + 1, dictionary):
            first -= 1
        if first < 0 or not _is_country(words, first, before + 1, dictionary):
            break
        t = first
    return words[t - 1].parts[:1] if 0 < t < phrase.first else ()


def _is_country(words: Sequence[Word], first: int, last: int, dictionary: ActorDictionary) -> bool:
    meaning = dictionary.lookup(" ".join(w.text for w in words[first:last])) if words[first].is_capital else None
    return meaning is not None and meaning.country is not None


def _after_place_comma(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> bool:
    """Whether a country follows "Raqqa," as the place's own country, and not another country of a list."""
    if phrase.first < 2 or words[phrase.first - 1].text != "," or not words[phrase.first - 2].is_capital:
        return False
    return not _before_list(phrase, words, dictionary)


def _is_act(words: Sequence[Word], at: int, dictionary: ActorDictionary) -> bool:
    """Whether an act noun ("airstrikes", "military offensive") stands at a token or one after it."""
    for t in (at, at + 1):
        if t < len(words) and words[t].parts and not words[t].is_capital:
            phrase = words[t].text
            if t + 1 < len(words) and words[t + 1].parts:
                meaning = dictionary.lookup(f"{phrase} {words[t + 1].text}")
                if meaning and "act" in meaning.roles:
                    return True
            meaning = dictionary.lookup(phrase)
            if meaning and "act" in meaning.roles:
                return True
    return False


def _role_may_stand(phrase: Phrase, words: Sequence[Word], after: Word | None, dictionary: ActorDictionary) -> bool:
    role, head = phrase.role, phrase.head
    if role is None or role.scope == "courtesy":
        return False
    if role.scope == "foreign" and not phrase.is_foreign:
        return False
    if phrase.is_modified or phrase.has_number or phrase.last > head.last:
        if role.kind == "person" or role.scope in ("civil", "person"):
            return role.is_plural or _ends_phrase(after) or after is None or after.parts[0].endswith("s")
        return role.is_plural or after is None or not after.parts or after.parts[0] not in _THINGS
    if phrase.role_class == "weak" and not phrase.is_modified and not role.is_plural and role.sector == "MIL":
        return False
    if phrase.role_class == "weak" and role.sector is None:
        return phrase.determiner == "the" and _ends_phrase(after)
    common = words[head.first].parts[0] in _COMMON_TITLES and head.last - head.first == 1
    if phrase.role_class == "title" and (common or role.scope in ("rank", "civil", "person", None)):
        return phrase.determiner in ("the", "a", "an") and _ends_phrase(after)
    if role.is_plural:
        return True
    if role.kind == "organisation" and role.sector != "BUS":
        return after is None or not after.parts or after.parts[0] not in _THINGS
    if _ends_phrase(after):
        return True
    phrase.is_described = True
    adjectival = words[head.first].parts[0].startswith(("terror", "extrem", "islamis", "criminal"))
    return role.scope in ("state", "armed") and not adjectival and _is_act(words, phrase.last, dictionary)


def _ends_phrase(after: Word | None) -> bool:
    """Whether the next word cannot be a noun that the phrase would only modify ("police station")."""
    if after is None or not after.parts or (after.is_capital and not after.is_upper):
        return True
    first = after.parts[0]
    return first in PLAIN_WORDS or first.endswith(("ed", "ly")) or (first.endswith("ing") and len(first) > 5)


def in_name_context(phrase: Phrase, words: Sequence[Word], dictionary: ActorDictionary) -> bool:
    """Whether an unknown capitalised name is surely a person's: a given name, a title, speech, or an age beside it."""
    if phrase.kind != "person":
        return True
    if phrase.role is not None:
        return True
    head = phrase.head
    length = head.last - head.first
    if length < 2 or length > 5:
        return False
    if any(part in dictionary.given_names for part in words[head.first].parts):
        return True
    after = words[head.last] if head.last < len(words) else None
    before = words[head.first - 1] if head.first else None
    says = {"said", "says", "told", "added"}
    return bool((after and after.text in says) or (before and before.text in says))


def _drop_descriptors(found: list[Candidate], text: str) -> list[Candidate]:
    """Drop "militant group" after '"Islamic State" (IS)': it only says what the name before it is."""
    kept: list[Candidate] = []
    for candidate in found:
        last = kept[-1] if kept else None
        if last and last.phrase.kind in ("name", "organisation") and _is_descriptor(candidate.phrase):
            gap = text[last.end : candidate.start].strip()
            if gap in (")", '"', "”", "''", '")', '",', ',"', "'", "’"):
                continue
        kept.append(candidate)
    return kept


def _is_descriptor(phrase: Phrase) -> bool:
    return (
        phrase.kind == "role"
        and phrase.determiner is None
        and phrase.role is not None
        and phrase.role.scope in (None, "armed")
    )


# --- who a phrase is ---


def _identify(candidate: Candidate, dictionary: ActorDictionary, day: date | None, home: str | None) -> None:
    """Give the candidate what its own words say: ids, country, sector."""
    phrase = candidate.phrase
    owner = dictionary.role_on(choose(phrase.owner_ids, dictionary, day, home), day) if phrase.owner_ids else None
    candidate.country = phrase.country or (owner.country if owner else None)
    if phrase.kind == "name":
        _identify_name(candidate, dictionary, day, home)
    elif phrase.kind in ("country", "capital", "adjective"):
        candidate.kind, candidate.sector = "country", "GOV"
        candidate.actor_id = f"{phrase.country}-GOV"
    elif phrase.kind == "people":
        candidate.kind, candidate.sector = "group", "CVL"
    elif phrase.role is not None:
        _identify_role(candidate, owner, dictionary, day)
    elif phrase.kind == "person":
        candidate.kind = "person"
    if phrase.kind == "person":
        candidate.name = " ".join(w.text for w in candidate.head_words)


def _identify_name(candidate: Candidate, dictionary: ActorDictionary, day: date | None, home: str | None) -> None:
    phrase = candidate.phrase
    known = _of_country(phrase.actor_ids, candidate.country, dictionary)
    row = dictionary.role_on(choose(known or phrase.actor_ids, dictionary, day, home), day)
    generic = phrase.head.meaning.roles if phrase.head.meaning else {}
    if candidate.country and row.kind != "person" and not known and generic:
        phrase.kind, phrase.role_class = "role", "head"
        phrase.role = generic.get("head") or next(iter(generic.values()))
        _identify_role(candidate, None, dictionary, day)
    elif row.kind == "person" and _is_before_his_time(candidate, row, dictionary, day):
        phrase.kind, phrase.actor_ids = "person", []
        candidate.kind, candidate.is_sure_name = "person", phrase.role is not None
        candidate.sector = phrase.role.sector if phrase.role else None
    else:
        _take_row(candidate, row)


def _of_country(actor_ids: Sequence[str], country: str | None, dictionary: ActorDictionary) -> list[str]:
    return [a for a in actor_ids if any(row.country == country for row in dictionary.rows[a])]


def _is_before_his_time(candidate: Candidate, row: ActorRow, dictionary: ActorDictionary, day: date | None) -> bool:
    """Whether a mere surname stands in an article written years before its bearer held any role (another Abe)."""
    if day is None or len(candidate.head_words) > 1:
        return False
    starts = [dated.from_date for dated in dictionary.rows[row.actor_id] if dated.from_date]
    return bool(starts) and day.year < min(starts).year - 8


def choose(actor_ids: Sequence[str], dictionary: ActorDictionary, day: date | None, home: str | None) -> str:
    """The actor that a form most likely means: of the article's country, in a role on that day, else the first."""
    if len(actor_ids) == 1:
        return actor_ids[0]

    def rank(actor_id: str) -> tuple[bool, bool]:
        rows = dictionary.rows[actor_id]
        return not any(row.country == home for row in rows), not any(day and row.holds_on(day) for row in rows)

    return min(actor_ids, key=rank)


def _take_row(candidate: Candidate, row: ActorRow) -> None:
    candidate.actor_id, candidate.name, candidate.kind = row.actor_id, row.name, row.kind
    candidate.country, candidate.sector = row.country or candidate.country, row.sector
    if row.sector is None and candidate.phrase.role and row.kind == "person":
        candidate.sector = candidate.phrase.role.sector


def _identify_role(candidate: Candidate, owner: ActorRow | None, dictionary: ActorDictionary, day: date | None) -> None:
    phrase = candidate.phrase
    role = phrase.role
    assert role is not None
    candidate.kind = "person" if phrase.kind == "person" else _kind(phrase)
    candidate.sector = _sector(phrase)
    if phrase.kind in ("person", "organisation"):
        candidate.sector = candidate.sector or (owner.sector if owner else None)
        return
    if candidate.sector is None and candidate.country and role.scope is None:
        candidate.sector = "GOV"
    if (owner is not None and owner.kind != "person" and owner.country not in dictionary.adjectives) or (
        owner is not None
        and owner.kind != "person"
        and owner.sector not in ("GOV", "MIL", None)
        and role.scope != "civil"
    ):
        _owned(candidate, owner)
    elif role.office and candidate.country and phrase.determiner != "a" and not role.is_plural:
        row = dictionary.officer(candidate.country, role.office, day)
        if row is not None and not phrase.sector:
            _take_row(candidate, row)


def _owned(candidate: Candidate, owner: ActorRow) -> None:
    """Fighters, officials and leaders of a group or an IGO count as the group."""
    candidate.actor_id, candidate.name = owner.actor_id, owner.name
    candidate.sector = owner.sector or (candidate.sector if owner.country else None)
    if owner.sector is None and owner.kind == "group" and candidate.sector == "MIL":
        candidate.sector = "REB"


def _kind(phrase: Phrase) -> ActorKind:
    role = phrase.role
    kind = role.kind if role else None
    return "group" if kind == "person" and role and role.is_plural else kind or "group"


def _sector(phrase: Phrase) -> str | None:
    """The noun's own sector, or that of what modifies it ("rebel forces", "police spokesman")."""
    role, given = phrase.role, phrase.sector
    if role is None or given is None:
        return role.sector if role else given
    if phrase.role_class == "weak" or (role.kind == "person" and role.scope in ("state", "igo", "person", None)):
        if role.scope == "armed" and given in ("GOV", "CVL"):
            return "MIL"
        if role.scope == "armed" and given == "OPP":
            return "REB"
        return given if given != "CVL" or role.sector is None else role.sector
    if (role.sector == "CVL" and given == "REB") or (role.scope == "person" and given in _SECTOR_NAMES):
        return given
    return role.sector


def _home_country(places: Sequence[PlaceMention]) -> str | None:
    """The country that most of the article's places lie in, where one clearly leads."""
    return _leading(place.country_code for place in places)


def _leading(countries: Iterable[str | None]) -> str | None:
    ranked = Counter(country for country in countries if country).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] * 2):
        return None
    return ranked[0][0]


# --- the mention ---


def _as_mention(c: Candidate, dictionary: ActorDictionary) -> ActorMention | None:
    if c.is_dropped:
        return None
    actor_id, name = c.actor_id, c.name
    if c.phrase.kind == "organisation" and name is None:
        name = c.text
    if actor_id is None and c.country and c.sector and c.phrase.kind in ("role", "people"):
        actor_id = f"{c.country}-{c.sector}"
    if name is None and actor_id and c.country:
        name = _composed_name(c, dictionary)
    return ActorMention(
        c.field,
        c.start,
        c.end,
        c.text,
        actor_id,
        name,
        c.kind,
        c.country,
        c.sector,
        _confidence(c),
        c.phrase.count,
        c.phrase.kind == "pronoun",
    )


def _composed_name(c: Candidate, dictionary: ActorDictionary) -> str | None:
    adjective = dictionary.adjectives.get(c.country or "", c.country)
    return f"{adjective} {_SECTOR_NAMES[c.sector]}" if c.sector in _SECTOR_NAMES else adjective


def _confidence(c: Candidate) -> float:
    if c.phrase.kind in ("capital", "adjective", "pronoun"):
        return 0.5
    if c.is_inferred:
        return 0.7
    if c.actor_id and c.name and c.phrase.kind == "name":
        return 0.95
    if c.country:
        return 0.9
    return 0.6 if c.sector or c.phrase.kind == "person" else 0.4
