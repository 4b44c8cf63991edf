"""Correct: what people say of events, as records that recoding leaves alone and that can be taken back.

A judgement is about mentions, whose ids no recoding changes; an event stands for the mentions that it has now.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from pipelines import records
from pipelines.coding.gazetteer import Gazetteer, Place, open_gazetteer
from pipelines.coding.place_references import place_precision
from pipelines.coding.text import PlaceMention
from pipelines.coding.toponyms import spelling_key
from pipelines.config import Settings
from pipelines.steps.folder import open_journal
from schemas.journal import canonical_json
from warehouse.connection import literal
from warehouse.query import query

NOWHERE = "none"
SHOWN = 8


class UnknownSubject(LookupError):
    """No event and no mention of the published warehouse has this id."""

    def __init__(self, subject: str) -> None:
        super().__init__(
            f"'{subject}' is no event and no mention of the warehouse. Ids are in fact_event.event_id and "
            "fact_mention.mention_id; `dateline build` brings them up to date."
        )


class UnknownPlace(LookupError):
    """The gazetteer has no such place, or several."""

    def __init__(self, name: str, namesakes: Sequence[Place] = ()) -> None:
        if not namesakes:
            super().__init__(f"The gazetteer has no place '{name}'. Give a GeoNames id, or '{NOWHERE}' for no place.")
            return
        shown = "; ".join(f"{p.place_id} {p.name}, {p.admin1}, {p.country_code}" for p in namesakes[:SHOWN])
        super().__init__(f"Several places are called '{name}'. Give the id of one: {shown}")


class UnknownJudgement(LookupError):
    """No judgement has this id, or it is taken back already."""

    def __init__(self, judgement_id: str) -> None:
        super().__init__(f"No judgement '{judgement_id}' is in force. `dateline correct list` shows those that are.")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement as the journal has it; `is_in_force` is false once it is taken back."""

    judgement_id: str
    verdict: str
    subject: tuple[str, ...]
    place: str | None
    author: str
    reason: str
    recorded_at: datetime
    is_in_force: bool


def judge(settings: Settings, verdict: str, subject: Sequence[str], author: str, reason: str, place: str = "") -> str:
    """Records a judgement of these events or mentions; its id. Saying the same again changes nothing.

    Of `not_same_event` the first stays, and all others leave its event together.
    """
    mentions = _mentions(settings, verdict, subject)
    found = _place(settings, place) if place else None
    said = canonical_json([verdict, mentions, found and found["place_id"]])
    judgement_id = sha256(said.encode()).hexdigest()[:12]
    now = datetime.now(UTC)
    open_journal(settings)[1].append(
        records.judgement(judgement_id, verdict, mentions, author, reason, now, place=found)
    )
    return judgement_id


def take_back(settings: Settings, judgement_id: str, author: str, reason: str) -> None:
    """Records that a judgement holds no more; raises `UnknownJudgement`."""
    if not any(each.is_in_force for each in judgements(settings) if each.judgement_id == judgement_id):
        raise UnknownJudgement(judgement_id)
    now = datetime.now(UTC)
    taken_back = records.judgement(judgement_id, "taken_back", [judgement_id], author, reason, now)
    open_journal(settings)[1].append(taken_back)


def judgements(settings: Settings) -> list[Judgement]:
    """Every judgement of the journal, in the order in which they were last given."""
    journal = open_journal(settings)[1]
    given: dict[str, Judgement] = {}
    for chunk in journal.records(kinds=["judgement"]):
        for record in journal.read(chunk["position"].to_list()):
            _take_in(given, record.stream.partition("/")[2], record.payload, record.recorded_at)
    return list(given.values())


def as_row(judgement: Judgement) -> dict[str, Any]:
    """A judgement as it is shown."""
    return asdict(judgement) | {"subject": ", ".join(judgement.subject)}


def _take_in(given: dict[str, Judgement], key: str, said: dict[str, Any], recorded_at: datetime) -> None:
    before = given.pop(key, None)
    if said["verdict"] != "taken_back":
        place = said["place"] and said["place"]["name"]
        subject = tuple(said["subject"])
        given[key] = Judgement(key, said["verdict"], subject, place, said["author"], said["reason"], recorded_at, True)
    elif before:
        given[key] = replace(before, is_in_force=False)


def _mentions(settings: Settings, verdict: str, subject: Sequence[str]) -> list[str]:
    """The mentions that ids of events and mentions stand for, each once."""
    folder = open_journal(settings)[0]
    groups = []
    for each in subject:
        rows = query(
            folder,
            f"select mention_id, event_id = {literal(each)} as is_event from fact_mention"
            f" where {literal(each)} in (event_id, mention_id) order by article_position, mention_id",
        )
        if rows.is_empty():
            raise UnknownSubject(each)
        groups.append(rows["mention_id"].to_list())
    if verdict == "not_same_event":
        leaving = [mention for group in groups[1:] for mention in group]
        stays = [mention for mention in groups[0] if mention not in leaving][:1]
        groups = [stays or groups[0][:1], leaving]
    return list(dict.fromkeys(mention for group in groups for mention in group))


def _place(settings: Settings, name: str) -> dict[str, Any]:
    """A place by its GeoNames id or its name, as a judgement names it; raises `UnknownPlace`."""
    if name == NOWHERE:
        fields = ("place_id", "name", "latitude", "longitude", "country_code", "admin1", "precision")
        return dict.fromkeys(fields)
    place = _found(open_gazetteer(settings.cache_folder), name)
    coordinates = (place.latitude, place.longitude)
    mention = PlaceMention(
        "text", 0, 1, name, place.place_id, place.name, *coordinates, place.country_code, place.admin1,
        place.feature_code, 1.0,
    )  # fmt: skip
    return {
        "place_id": place.place_id,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country_code": place.country_code,
        "admin1": place.admin1,
        "precision": place_precision(mention),
    }


def _found(gazetteer: Gazetteer, name: str) -> Place:
    if name.isdecimal():
        place = gazetteer.by_id(name)
        if place is None:
            raise UnknownPlace(name)
        return place
    namesakes = [place for place in gazetteer.named(spelling_key(name)) if place.rank == 2]
    if len(namesakes) != 1:
        raise UnknownPlace(name, namesakes)
    return namesakes[0]
