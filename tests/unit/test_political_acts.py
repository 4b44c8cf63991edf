"""Plain political acts: calls, ultimatums, arrivals of troops, protest notes, and words of force that are none."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "event_type", "doers", "recipients"),
    [
        ("President Ruto called his Ugandan counterpart, Rao Ban, to discuss a pact.", "CONSULT", 1, 1),
        ("Moscow issued an ultimatum to Damascus over a raid.", "THREATEN", 1, 1),
        ("Kenya called on Damascus to free a pilot.", "REQUEST", 1, 1),
        ("Chad received a first batch of missiles from France.", "AID", 1, 1),
        ("Nepalese peacekeepers arrived in Chad.", "AID", 1, 0),
        ("Kenyan troops arrived in Chad.", "MOBILIZE", 1, 0),
        ("The Kenyan ministry handed a protest note to the Chadian envoy.", "ACCUSE", 1, 1),
        ("The Kenyan premier and the Chadian president shook hands.", "CONSULT", 1, 1),
        ("The election commission disqualified an opposition leader.", "COERCE", 1, 1),
        ("Chad labelled the newspaper a foreign agent.", "COERCE", 1, 1),
        ("Chad ordered the arrest of 40 soldiers.", "COERCE", 1, 1),
        ("Anti-abortion groups called on senators to reject a bill.", "REQUEST", 1, 1),
        ("Rebels have committed mass executions.", "ASSAULT", 1, 0),
    ],
)
def test_acts_of_politics(text: str, event_type: str, doers: int, recipients: int) -> None:
    event = next(event for event in coded(text) if event.event_type == event_type)
    assert (len(event.actors), len(event.recipients) >= recipients) == (doers, True)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Kenya announced sanctions on Chad, targeting the state oil firm.", "ASSAULT"),
        ("The premier called President Ruto a liar.", "CONSULT"),
        ("A committee called President Ruto to testify.", "CONSULT"),
        ("Rebels arrived in Chad.", "MOBILIZE"),
        ("Chad ordered the arrest of 40 soldiers.", "MOBILIZE"),
        ("Nobody speaks of eight years of mass killing.", "ASSAULT"),
        ("The minister flew to Damascus.", "THREATEN"),
    ],
)
def test_words_that_are_no_such_act(text: str, event_type: str) -> None:
    assert event_type not in [event.event_type for event in coded(text)]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The US ambassador to Kenya criticised Chad.", ["US ambassador"]),
        ("Kenya's envoy for Chad criticised Niger.", ["Kenya's envoy"]),
    ],
)
def test_envoys_speak_and_not_where_they_are_sent(text: str, doers: list[str]) -> None:
    assert [party.text for event in coded(text) for party in event.actors if event.event_type == "ACCUSE"] == doers


def test_boycotts_are_no_visits() -> None:
    assert told("Teachers boycotted the inauguration of the minister.", "boycotted")[0] == ["Teachers"]
    assert coded("Teachers boycotted the inauguration of the minister.")[0].event_type == "PROTEST"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Iran, Saudi ministers meet in Qant", ["Iran", "Saudi ministers"]),
        ("Serbia, Kosovo sign deal", ["Serbia", "Kosovo"]),
        ("Britain, Chad impose sanctions on Iran", ["Britain", "Chad", "Iran"]),
        ("UN envoy urges Chad to vote", ["UN envoy", "Chad"]),
    ],
)
def test_headlines_pair_parties_by_a_comma(text: str, parties: list[str]) -> None:
    told = {p.text for event in coded(text, field="title") for p in (*event.actors, *event.recipients)}
    assert told == set(parties)
