"""Plain sentences of reporters: who did what to whom, each with a twin in which the rule must not hold."""

import pytest

from tests.plain_text import coded, told


def _kinds(text: str) -> list[tuple[str, str | None]]:
    return [(event.event_type, event.mode) for event in coded(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Police used pepper spray and water cannon against students.", 1),
        ("Police fired tear gas and later used batons to disperse protesters.", 2),
        ("Security forces fired tear gas to disperse protesters.", 1),
        ("Police fired tear gas at students and, an hour later, dispersed a crowd in another town.", 2),
    ],
)
def test_means_against_a_crowd_and_their_purpose_are_one_act(text: str, events: int) -> None:
    assert _kinds(text) == [("ASSAULT", "crowd-control")] * events


@pytest.mark.parametrize(
    ("text", "trigger", "doers", "met"),
    [
        ("Chad and Niger each freed 75 prisoners.", "freed", ["Chad", "Niger"], ["75 prisoners"]),
        ("In each attack the rebels killed two men.", "killed", ["rebels"], ["two men"]),
        ("Kyiv and Moscow each handed over 75 prisoners.", "handed", ["Kyiv", "Moscow"], ["75 prisoners"]),
        ("Police arrested 20 students as they marched to a school.", "marched", ["20 students"], []),
        ("Students threw stones at police as they marched to a school.", "marched", ["Students"], []),
        ("Clashes between rival gangs killed ten people.", "killed", ["rival gangs"], ["ten people"]),
        ("Clashes between rebels and soldiers killed ten people.", "killed", ["rebels", "soldiers"], ["ten people"]),
        (
            "A suicide bomber targeting a police van killed five officers.",
            "killed",
            ["suicide bomber"],
            ["five officers", "police van"],
        ),
        (
            "Chad denied that its troops had shelled the camp and accused the rebels of the attack.",
            "accused",
            ["Chad"],
            ["rebels"],
        ),
        (
            "Chad said that its troops had shelled the camp and captured the rebels.",
            "captured",
            ["troops"],
            ["rebels"],
        ),
        ("Rebels killed two men and accused Chad of murder.", "killed", ["Rebels"], ["two men"]),
        ("Rebels killed two men and armed Chadians.", "killed", ["Rebels"], ["two men", "armed Chadians"]),
        ("The chief of Chad's army rejected a call by Niger.", "rejected", ["chief of Chad's army"], ["Niger"]),
        ("The president of Chad's decision angered the rebels, who attacked Niger.", "attacked", ["rebels"], ["Niger"]),
        (
            "The army fired 55 missiles and 21 drones at power plants.",
            "fired",
            ["army"],
            ["power plants"],
        ),
        ("Two aid workers from the Red Cross were abducted by gunmen.", "abducted", ["gunmen"], ["Two aid workers"]),
        (
            "A bomb exploded in a market, wounding seven people, and Defence Minister Ali Sow blamed the rebels.",
            "blamed",
            ["Defence Minister Ali Sow"],
            ["rebels"],
        ),
        ("Chad and Niger blamed the rebels.", "blamed", ["Chad", "Niger"], ["rebels"]),
        ("The bandits released the last of the 31 captives.", "released", ["bandits"], ["31 captives"]),
        ("The president lifted the ban after talks with the army.", "talks", ["president"], ["army"]),
        ("A soldier was hurt when a bomb planted by rebels went off.", "hurt", ["rebels"], ["soldier"]),
        ("Five pilgrims lost their lives when rebels fired upon a bus.", "lost", ["rebels"], ["Five pilgrims", "bus"]),
        ("Chad sacked its army chief and the governor of a province.", "sacked", ["Chad"], ["army chief", "governor"]),
        ("The drills drew a protest from Chad.", "protest from", ["Chad"], []),
        ("Rebels claimed responsibility for Thursday's attack on a base.", "attack", ["Rebels"], ["base"]),
        ("The president resigned on Monday.", "resigned", ["president"], []),
        (
            "The minister imposed a curfew after a night of rioting in which shops were looted.",
            "rioting",
            [],
            [],
        ),
        ("Chad scrambled jets after rebels shelled a town.", "scrambled", ["Chad"], []),
        ("Rebels handed two hostages to the Red Cross.", "handed", ["Rebels"], ["two hostages"]),
        ("The junta placed ousted president Ali Bongo under house arrest.", "placed", ["junta"], []),
        ("Soldiers looted livestock and abducted farmers.", "looted", ["Soldiers"], []),
        ("Soldiers looted livestock and abducted farmers.", "abducted", ["Soldiers"], ["farmers"]),
        ("Soldiers seized and tortured ten farmers.", "tortured", ["Soldiers"], ["ten farmers"]),
        ("A soldier was killed and another seriously wounded in an attack.", "killed", [], ["soldier", "another"]),
        ("Rebels blocked a road, burning fuel tankers.", "burning", ["Rebels"], ["fuel tankers"]),
        ("Gunmen suspected to be herdsmen invaded a village.", "invaded", ["Gunmen"], []),
        ("Police freed a soldier held by rebels and arrested two men.", "arrested", ["Police"], ["two men"]),
        ("A soldier was seized by rebels and killed two men.", "killed", ["soldier"], ["two men"]),
        ("Bandits from a rival community attacked soldiers.", "attacked", ["Bandits"], ["soldiers"]),
        ("The army shut a bank, and Belgrade accused Pristina of murder.", "accused", ["Belgrade"], ["Pristina"]),
        ("Two policemen were martyred in an attack by rebels.", "martyred", ["rebels"], ["Two policemen"]),
        ("Ten pilgrims were held at gunpoint by bandits.", "held", ["bandits"], ["Ten pilgrims"]),
        ("A device planted by rebels hit a bus on the road, killing six.", "hit", ["rebels"], ["bus", "six"]),
    ],
)
def test_parties(text: str, trigger: str, doers: list[str], met: list[str]) -> None:
    assert told(text, trigger)[0] == doers
    assert not met or told(text, trigger)[1] == met


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("The verdict prompted residents to attack a police station.", "attack", "actual"),
        ("The verdict could prompt residents to attack a police station.", "attack", "hypothetical"),
        ("Unions called for three days of protests.", "protests", "hypothetical"),
        ("Unions began three days of protests.", "protests", "actual"),
        ("Students marched through the streets to protest against the law.", "protest against", "actual"),
        ("Students were urged to take to the streets to protest against the law.", "protest against", "hypothetical"),
    ],
)
def test_what_a_cause_brings_about_and_a_call_does_not(text: str, trigger: str, modality: str) -> None:
    assert next(event for event in coded(text) if trigger in event.trigger_text).modality == modality


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Taliban officials flogged nine people.", ("ASSAULT", "beat")),
        ("Rebels handed over 50 women to the army.", ("RETREAT", "release")),
        ("The minister said the rebels had violated the ceasefire.", ("ACCUSE", None)),
        ("The junta suspended all party activities.", ("COERCE", "restrict")),
        ("Protesters blocked the entrances to the port.", ("PROTEST", "obstruct")),
        ("Rebels said they would resume attacks.", ("THREATEN", "violence")),
        ("The army began two days of drills around the island.", ("MOBILIZE", "weapons")),
        ("Students ended their sit-in after the cleric spoke.", ("CONCEDE", None)),
        ("Chad suspended the water treaty with Niger.", ("SANCTION", None)),
        ("Chad froze 110 million euros in aid to Niger.", ("SANCTION", "discontinue")),
        ("Rebels turned over 1,200 firearms to the army.", ("RETREAT", "disarm")),
        ("The government suspended mobile phone services.", ("COERCE", "restrict")),
    ],
)
def test_plain_verbs(text: str, event: tuple[str, str | None]) -> None:
    assert event in _kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rupee hit a five-year high.",
        "The band hit the road.",
        "Vessels entered restricted waters.",
        "Two soldiers swam as their boat sank.",
    ],
)
def test_plain_verbs_that_tell_no_event(text: str) -> None:
    assert not coded(text)


@pytest.mark.parametrize(
    ("text", "trigger", "mode"),
    [
        ("The minister fled by helicopter as rebels stormed the base.", "stormed", None),
        ("Rebels stormed the base with tanks and burned a house.", "stormed", "heavy-weapons"),
        ("Police beat the miners and destroyed an aircraft.", "beat", "beat"),
        (
            "Rebels detonated a car bomb outside a camp in Chad's deep south, killing one person.",
            "detonated",
            "explosives",
        ),
        ("Rebels beat two men to death.", "beat", "beat"),
        ("Rebels torched the huts and killed two men.", "killed", None),
        ("Police lobbed tear gas shells at farmers.", "lobbed", "crowd-control"),
        ("Rebels detonated explosives near a patrol.", "detonated", "explosives"),
        ("A man detonated his explosives near a patrol.", "detonated", "suicide-attack"),
    ],
)
def test_means_of_its_own_clause(text: str, trigger: str, mode: str | None) -> None:
    assert next(event for event in coded(text) if trigger in event.trigger_text).mode == mode
