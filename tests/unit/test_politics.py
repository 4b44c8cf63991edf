"""Talk, help and yielding: events where they are politics, none in an everyday sense, and whom they are meant for."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    "text",
    [
        "A teacher accused his neighbour of stealing a car.",
        "A man accused of stealing a car fled.",
        "The firm criticised its suppliers.",
        "The company rejected an offer by its rival.",
        "Two friends met for dinner.",
        "Police met a man on the road.",
        "The prime minister spoke to the BBC.",
        "A tourist visited Nairobi.",
        "Rebels arrived in Nairobi.",
        "A student travelled to Syria.",
        "Asked if the ship would be freed, the minister laughed.",
        "The minister asked why the ship had sunk.",
        "An official, who asked not to be named, told the paper that the ship had sunk.",
        "The minister insisted that prices would fall.",
        "The party is standing by its statutes.",
        "The army is defending the city.",
        "Lawyers defending the minister laughed.",
        "The government released figures on trade.",
        "A video released by the rebels shows the ship.",
        "The government freed up money for schools.",
        "The teacher trained actors.",
        "Kenya contributed to the misery of Ghana.",
        "Labour is telephoning voters.",
        "Labour backed out.",
        "The minister withdrew his name.",
        "The act allows the government to sell land.",
        "The United Nations vowed to continue working in Ghana.",
        "The troops left as agreed with Kenya.",
        "Reporters were invited to visit the president.",
        "The minister spoke of the army's alleged theft.",
        "The minister visited the farm.",
        "Kenya pushed ahead on technology.",
        "The minister surrendered a veto.",
        "The cabinet agreed that Ghana has broken the law.",
        "The minister said that he was proud of his party's record.",
        "The government proposed to sell land.",
        "The release of his new book angered the king.",
        "The party demonstrated its skill to the voters.",
        "The minister came under attack over taxes.",
        "Local government has been under attack for its schools.",
        "Kenya law allows Ghana to sell land.",
        "The minister held out little hope.",
        "Both parties planned to cut the number of clerks.",
        "Kenya pushed its ship to the shore.",
    ],
)
def test_everyday_sense_is_no_event(text: str) -> None:
    assert coded(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("A teacher accused the government of stealing land.", "accused", ["teacher"], ["government"]),
        ("The workers called off the strike.", "called", ["workers"], []),
        ("President Ann Lee praised her rival.", "praised", ["President Ann Lee"], []),
        ("The foreign minister visited Kenya.", "visited", ["foreign minister"], ["Kenya"]),
        ("The minister asked Ghana to release the ship.", "asked", ["minister"], ["Ghana"]),
        ("The minister insisted that Ghana must pay.", "insisted", ["minister"], ["Ghana"]),
        ("The prime minister defended the police.", "defended", ["prime minister"], ["police"]),
        ("The government released ten prisoners.", "released", ["government"], ["ten prisoners"]),
        ("The minister was proud of Ghana.", "proud", ["minister"], ["Ghana"]),
        ("Kenya agreed that Ghana should join.", "agreed", ["Kenya"], ["Ghana"]),
        ("Ten prisoners released by the rebels went home.", "released", ["rebels"], ["Ten prisoners"]),
        ("The United States trained Ghanaian troops.", "trained", ["United States"], ["Ghanaian troops"]),
        ("Kenya is ready to hold talks with Ghana.", "ready", ["Kenya"], ["Ghana"]),
        ("Kenya agreed to send food to Ghana.", "agreed", ["Kenya"], ["Ghana"]),
        ("Kenya agreed to act against Ghana.", "agreed", ["Kenya"], []),
        ("Kenya opened an inquiry into claims by Ghana.", "inquiry", ["Kenya"], ["Ghana"]),
        ("Kenya opened an inquiry into the death of a reporter.", "inquiry", ["Kenya"], []),
        ("Kenya condemned the arrest of a Ghanaian minister by rebels.", "condemned", ["Kenya"], ["rebels"]),
        ("The minister opened an inquiry to see whether Ghana had lied.", "inquiry", ["minister"], []),
        ("The government urged allies such as Ghana to help.", "urged", ["government"], ["Ghana"]),
        ("Kenya hailed a deal bringing Ghana closer to peace.", "hailed", ["Kenya"], []),
        ("The senator sent a letter to the mayor asking for help.", "asking", ["senator"], ["mayor"]),
        ("The senator has written to the mayor demanding an answer.", "demanding", ["senator"], ["mayor"]),
        (
            "Kenya's president refused a request from the justice minister.",
            "refused",
            ["Kenya's president"],
            ["justice minister"],
        ),
        ("Kenya says it will not accept returned refugees.", "will not accept", ["Kenya"], ["refugees"]),
        ("The minister asked farmers not to leave.", "asked", ["minister"], ["farmers"]),
        ("The minister declined to answer reporters.", "declined", ["minister"], []),
        ("The judge rejected Ghana's request for the extradition of rebels.", "rejected", ["judge"], ["Ghana"]),
        ("Kenya requested the Ghanaian army to leave.", "requested", ["Kenya"], ["Ghanaian army"]),
        ("The party called on ministers to reassure the public.", "called on", ["party"], ["ministers"]),
        ("Kenya accepted a proposal submitted by Ghana.", "accepted", ["Kenya"], ["Ghana"]),
        ("Kenya blamed the attack on Ghanaian rebels.", "blamed", ["Kenya"], ["Ghanaian rebels"]),
        ("Unicef called on rich nations to help.", "called", ["Unicef"], ["rich nations"]),
        ("There was a Kenyan demand for Ghana to pay Chad.", "demand", ["Kenyan"], ["Ghana"]),
        ("Kenya urged an end to the war in Ghana.", "urged", ["Kenya"], []),
        ("The Senate is investigating the Iran arms scandal.", "investigating", ["Senate"], []),
        ("The party refused to talk according to Kenyan officials.", "refused", ["party"], []),
        ("The United States backs programmes of the US.", "backs", ["United States"], []),
        ("Kenya agreed a plan to rid the African Union of debt.", "agreed", ["Kenya"], []),
        ("The prime minister accused him of lying.", "accused", ["prime minister"], ["him"]),
        ("The minister urged them to leave.", "urged", ["minister"], ["them"]),
        ("The minister urged an increase in aid.", "urged", ["minister"], []),
        ("Kenya issued a statement condemning Ghana.", "condemning", ["Kenya"], ["Ghana"]),
        ("The union filed a complaint accusing the Ghanaian army of theft.", "accusing", ["union"], ["Ghanaian army"]),
        ("The government freed two former ministers.", "freed", ["government"], ["two former ministers"]),
        ("Kenya said that it will return the ship to Ghana.", "return", ["Kenya"], ["Ghana"]),
    ],
)
def test_words_are_meant_for_whom_they_lead_to(
    text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert told(text, trigger) == (actors, recipients)


@pytest.mark.parametrize("text", ["Kenya is ready to attack Ghana.", "Kenya agreed to veto the resolution."])
def test_agreeing_to_a_hostile_act_is_no_agreement(text: str) -> None:
    assert "AGREE" not in {event.event_type for event in coded(text)}


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("Kenya demands that the prisoners be freed.", "freed", "hypothetical"),
        ("The claims have to be investigated by the police.", "investigated", "hypothetical"),
        ("The police have continued to investigate the mayor.", "investigate", "actual"),
        ("Prime Minister Theresa May called on Ghana to leave.", "called", "actual"),
        ("The mayor will visit Ghana before chairing a meeting with the rebels.", "chairing", "future"),
        ("Kenya accused Ghana of stirring up the war and arming rebels.", "arming", "hypothetical"),
        ("The mayor is thinking of taking legal action.", "legal action", "hypothetical"),
        ("Ministers might be able to reach a deal.", "reach", "hypothetical"),
        ("Kenya accused the mayor of collaboration with rebels.", "collaboration", "hypothetical"),
        ("The mayor will sing when he visits Ghana.", "visits", "future"),
    ],
)
def test_what_is_demanded_or_still_to_come_is_not_told_as_fact(text: str, trigger: str, modality: str) -> None:
    assert {event.modality for event in coded(text) if trigger in event.trigger_text} == {modality}
