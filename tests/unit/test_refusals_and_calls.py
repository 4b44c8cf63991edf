"""Refusals, calls and what they were made to say, orders that nobody is named for, military things."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "event_type", "modality"),
    [
        ("Kenya will not hold talks with Uganda, a minister said.", "REJECT", "actual"),
        ("The rebels said they would not begin direct talks with the Kenyan government.", "REJECT", "actual"),
        ("Kenya will hold talks with Uganda.", "CONSULT", "future"),
        ("Denmark said it would not send weapons to Ukraine.", "REJECT", "actual"),
        ("President Museveni phoned President Ruto to congratulate him.", "SUPPORT", "actual"),
        ("President Museveni plans to phone President Ruto to congratulate him.", "SUPPORT", "hypothetical"),
        ("President Museveni wrote to President Ruto to thank him for the aid.", "SUPPORT", "actual"),
        ("A Kenyan delegation called on President Museveni to discuss trade.", "CONSULT", "actual"),
        ("A Kenyan delegation called on President Museveni to resign.", "REQUEST", "actual"),
        ("Residents were ordered to evacuate.", "COERCE", "actual"),
        ("The ambassador was ordered to leave the country.", "SANCTION", "actual"),
        ("A prisoner died in custody in Kenya after torture.", "ASSAULT", "actual"),
        ("The rebels established control of several villages.", "ASSAULT", "actual"),
    ],
)
def test_what_is_told(text: str, event_type: str, modality: str) -> None:
    assert (event_type, modality) in [(event.event_type, event.modality) for event in coded(text)]


@pytest.mark.parametrize(
    ("text", "trigger", "doers", "recipients"),
    [
        ("Kenya suspended UN-brokered military talks with Uganda.", "suspended", ["Kenya"], ["Uganda"]),
        ("President Museveni called President Ruto a puppet.", "called", ["President Museveni"], ["President Ruto"]),
        ("Denmark levelled sharp criticism at Hungary.", "criticism", ["Denmark"], ["Hungary"]),
        ("The rebels received weapons and training from Kenya.", "received", ["Kenya"], ["rebels"]),
        ("Men armed with rifles clashed with police in Nairobi.", "clashed", ["Men"], ["police"]),
        ("Protesters carrying sticks clashed with police.", "clashed", ["Protesters"], ["police"]),
        ("The prosecutor ordered an investigation against two officers.", "ordered", ["prosecutor"], ["two officers"]),
    ],
)
def test_who_and_whom(text: str, trigger: str, doers: list[str], recipients: list[str]) -> None:
    assert told(text, trigger) == (doers, recipients)


@pytest.mark.parametrize(
    ("text", "is_actor"),
    [
        ("Kenya joined military exercises.", False),
        ("Kenya approved military aid.", False),
        ("The Kenyan military attacked rebels.", True),
        ("On Monday military and police raided a mosque.", True),
    ],
)
def test_military_as_a_word_and_as_a_body(text: str, is_actor: bool) -> None:
    named = [actor.text for event in coded(text) for actor in (*event.actors, *event.recipients)]
    assert any("military" in name for name in named) == is_actor


def test_an_order_to_ones_own_is_no_coercion_by_nobody() -> None:
    assert not any(event.event_type == "COERCE" for event in coded("It ordered the sheriff to exhume the graves."))
