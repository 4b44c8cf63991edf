"""Whose the thing is that an act meets, where no actor stands in the slot itself."""

from datetime import date

import pytest

from pipelines.coding.actors import find_parties
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.events import EventDraft
from pipelines.coding.holders import as_holders
from pipelines.coding.patterns import load_event_patterns
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ArticleText, EventMention, PlaceMention


def events(text: str, *towns: tuple[str, str]) -> list[EventMention]:
    """Events of a text whose towns are given with their countries."""
    article = ArticleText("a1", (split_passage("text", text),), date(2019, 5, 6))
    places = [
        PlaceMention("text", at, at + len(name), name, f"p{at}", name, 1.0, 1.0, country, None, "PPL", 0.9)
        for name, country in towns
        for at in (text.index(name),)
    ]
    parties = find_parties(article, load_actor_dictionary(), places)
    holders = [*parties.holders, *as_holders(places)]
    return EventDraft(article, parties.actors, places, [], [], load_event_patterns(), holders=holders).mentions()


def parties(event: EventMention) -> tuple[list[str], list[tuple[str, str | None, str | None]]]:
    return [a.text for a in event.actors], [(r.text, r.country, r.sector) for r in event.recipients]


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Al-Shabaab stormed a Kenyan army base at dawn.", ("Kenyan army base", "KEN", "MIL")),
        ("Peru rejected a Chilean proposal on fishing.", ("Chilean", "CHL", "GOV")),
        ("Syrian troops shelled a rebel-held suburb.", ("rebel-held suburb", None, "REB")),
        ("Protesters burned a Chinese-owned factory.", ("Chinese-owned factory", None, None)),
        ("Turkey bombarded an ISIS-controlled village.", ("ISIS-controlled village", "IMG", "REB")),
        ("A Chilean base was attacked by rebels.", ("Chilean base", "CHL", "GOV")),
        ("The court convicted Orlando Brask of fraud.", ("Orlando Brask", None, None)),
    ],
)
def test_owner_of_the_thing_is_who_the_act_meets(text: str, recipient: tuple[str, str | None, str | None]) -> None:
    found = [entry for event in events(text) for entry in parties(event)[1]]
    assert recipient in found


def test_place_is_met_by_an_act_on_it_and_gives_way_to_people() -> None:
    (event,) = events("The Houthis launched rocket attacks on Orsk.", ("Orsk", "SAU"))
    assert parties(event) == (["Houthis"], [("Orsk", "SAU", None)])
    (event,) = events("A bomb exploded in Orsk, killing 12 civilians.", ("Orsk", "SAU"))
    assert [r.text for r in event.recipients] == ["12 civilians"]


def test_place_cannot_be_killed_or_arrested() -> None:
    for event in events("Rebels killed two near Orsk. Police arrested a Chilean in Orsk.", ("Orsk", "CHL")):
        assert "Orsk" not in [r.text for r in event.recipients]


def test_doer_of_a_condemned_deed_is_not_read_off_its_place() -> None:
    (event, *_) = events("France condemned the bombing in Orsk.", ("Orsk", "PAK"))
    assert (event.event_type, list(event.recipients)) == ("ACCUSE", [])


def test_owner_is_no_actor() -> None:
    article = ArticleText("a1", (split_passage("text", "The army barracks caught fire."),), None)
    assert find_parties(article, load_actor_dictionary(), []).actors == []


def test_two_who_sign_stand_on_either_side() -> None:
    (event,) = events("Peru and Chile signed a treaty.")
    assert ([a.country for a in event.actors], [r.country for r in event.recipients]) == (["PER"], ["CHL"])


def test_actor_may_stand_among_the_words_of_a_pattern() -> None:
    event = next(e for e in events("Peru said on Friday that Chile must leave.") if e.event_type == "REQUEST")
    assert ([a.country for a in event.actors], [r.country for r in event.recipients]) == (["PER"], ["CHL"])


def test_unknown_words_between_a_people_and_its_noun_do_not_part_them() -> None:
    article = ArticleText("a1", (split_passage("text", "The Chilean surveillance company was sued."),), None)
    (company,) = find_parties(article, load_actor_dictionary(), []).actors
    assert (company.text, company.country, company.sector) == ("Chilean surveillance company", "CHL", "BUS")


def test_verb_before_an_actor_is_no_part_of_it() -> None:
    article = ArticleText("a1", (split_passage("text", "Peru has accused rebels of theft."),), None)
    assert [a.text for a in find_parties(article, load_actor_dictionary(), []).actors] == ["Peru", "rebels"]
