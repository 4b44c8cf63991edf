"""Who did the harm that its own words tell without a known doer: whom words beside them name, or nobody known."""

import pytest

from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Ten rebels were killed and two lorries were destroyed in army strikes.", "killed", ["army"]),
        ("Ten nurses were killed and two clinics were destroyed by rebels.", "killed", ["rebels"]),
        ("Ten rebels were killed while others were injured in army strikes.", "killed", ["army"]),
        ("Three farmers were killed on Tuesday, shot by gunmen at a post.", "killed", ["gunmen"]),
        ("Three farmers were killed on Tuesday, shot during the night by gunmen.", "shot", ["gunmen"]),
        ("The mayor died on Monday, stabbed by an unknown man.", "died", ["unknown man"]),
        ("He was killed in a raid, and gunmen shot a nurse.", "killed", []),
        ("A bomb, allegedly planted by rebels, blew up a power tower.", "blew up", ["rebels"]),
        ("A bomb, which was found by soldiers, blew up a power tower.", "blew up", []),
        ("Ten nurses were killed in an attack blamed on rebels.", "killed", ["rebels"]),
        ("In a chemical attack blamed on the army, ten nurses were killed.", "killed", ["army"]),
        ("Ten rebels were killed in fighting as Islamic State overran a town.", "killed", ["Islamic State"]),
        ("Shells were launched by rebels posted in the hills, killing ten nurses.", "killing", ["rebels"]),
        ("Three workers were killed and seven injured in fighting at a mine.", "killed", []),
        ("A barrage near a hospital killed ten people.", "killed", []),
        ("Shelling by the army on a camp on Friday killed ten nurses a monitor said.", "killed", ["army"]),
        ("Ten people were killed in Syrian or Russian air raids.", "killed", ["Syrian", "Russian"]),
        ("Army Kills 20 Rebels in Hama Breaks Siege on Power Plant", "Breaks Siege", ["Army"]),
        ("A bomb exploded as a police convoy passed, killing two officers.", "exploded", []),
        ("A mine went off when troops entered the village, wounding six.", "wounding", []),
        ("Soldiers fired a shell as rebels entered the village.", "fired a shell", ["Soldiers"]),
        ("Karim Arkan is not charged with taking part in the attack, which killed three people.", "killed", []),
        ("Karim Arkan was cleared of taking part in the attack that killed three people.", "killed", []),
        ("A soldier killed and allegedly beheaded by rebels has been buried.", "killed", ["rebels"]),
        ("Two men shot and killed by police were buried on Friday.", "shot and killed", ["police"]),
        ("Rebels attacked and were later beaten by the army.", "attacked", ["Rebels"]),
        ("Three people died when a suicide bomber rammed a truck into a gate.", "died", ["suicide bomber"]),
        ("Three people were arrested when police found arms at a house.", "arrested", ["police"]),
        ("Three people were arrested after police said they had fled.", "arrested", []),
        ("Ten rebels were killed in a fire and two lorries were destroyed in army strikes.", "destroyed", ["army"]),
        ("Ten soldiers were killed and two lorries were destroyed by the army.", "killed", []),
        ("A depot was hit in army airstrikes that targeted hideouts of rebels.", "targeted", ["army"]),
        ("A depot was hit in airstrikes that targeted hideouts of rebels.", "targeted", []),
        ("Rebels attacked the army but were repelled.", "repelled", ["army"]),
        ("Rebels were repelled after the army attacked a post of nomads.", "repelled", []),
        ("Ten insurgents were killed as the army continued its advance.", "killed", ["army"]),
        ("Ten insurgents were killed in the hills as Kurdish forces advanced.", "killed", ["Kurdish forces"]),
        ("Ten insurgents killed as army pushes into hills", "killed", ["army"]),
        ("Ten people were killed in the shelling of a camp as Turkish troops advanced.", "killed", ["Turkish troops"]),
        ("Ten nurses died at the hands of rebels.", "died", ["rebels"]),
        ("Ten nurses were killed in a raid which he said was carried out by rebels.", "killed", ["rebels"]),
        ("Ten nurses were killed in a raid which he said was condemned by rebels.", "killed", []),
        ("Ten soldiers killed in jihadist advance", "killed", ["jihadist"]),
        ("Ten soldiers were killed in advance of the vote.", "killed", []),
        ("Jets shelled posts in the hills and the towns of the plain and the far end of the long and empty valley, "
         "which ended in mass destruction of rebel lorries.", "destruction", ["Jets"]),
        ("Ten insurgents were killed as the army pushed for talks.", "killed", []),
        ("Ten insurgents were killed as the rebels advanced.", "killed", []),
        ("Ten people were killed as the army advanced.", "killed", []),
        ("Ten soldiers were killed in a bombing as the rebels advanced.", "killed", []),
        ("Ten nurses were killed when rebels stormed the village on Monday.", "killed", ["rebels"]),
        ("Ten nurses were killed when a roof fell in a town that rebels left.", "killed", []),
        ("Ten soldiers were killed in fighting with the Taliban near a dam.", "killed", ["Taliban"]),
        ("Ten soldiers died in clashes with the Taliban.", "died in clashes", ["Taliban"]),
        ("Ten Turkish soldiers were killed in clashes between Turkish troops and rebels.", "killed", ["rebels"]),
        ("Ten nurses were killed in clashes between the army and rebels.", "killed in clashes", ["army", "rebels"]),
        ("Ten rebels died during an assault against the Taliban.", "died during an assault", ["Taliban"]),
        ("Ten policemen were killed in an operation against the army.", "killed in an operation", []),
        ("Rebel raids killed 30, including 10 when their bus was hit.", "hit", ["Rebel"]),
        ("Ten people were wounded, the minister said, blaming the attack on rebels.", "wounded", ["rebels"]),
        ("Ten people were wounded in a blast and a minister blamed the delay on police.", "wounded", []),
        ("A blast that killed ten nurses and was claimed by the Taliban shook the town.", "blast", ["Taliban"]),
        ("A blast that killed ten nurses and was condemned by the Taliban shook the town.", "blast", []),
        ("Turkey sent lorries over the hills in an incursion against the Taliban.", "incursion", ["Turkey"]),
        ("Turkey lost lorries over the hills in an incursion against the Taliban.", "incursion", []),
    ],
)  # fmt: skip
def test_passives_take_their_doer_from_the_words_beside_them(text: str, trigger: str, actors: list[str]) -> None:
    assert told(text, trigger)[0] == actors


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A drone hit a lorry in the hills.", {"drone"}),
        ("An unmarked helicopter hit a lorry, killing ten people.", {"unmarked helicopter"}),
        ("Ten people were killed when planes bombed a school.", {"planes"}),
        ("A Chadian helicopter hit a lorry.", {"Chadian"}),
        ("A helicopter crashed into a school, killing ten.", set()),
        ("A drone shot down by rebels fell on a school.", {"rebels"}),
        ("The school was hit by drones, killing ten people.", set()),
        ("The group executed ten hostages.", {"group"}),
        ("Another unit killed ten insurgents and destroyed their lorries.", {"unit"}),
        ("The group was quiet since it shot ten people.", set()),
        ("The group had killed people when it fired rockets at a school.", {"group"}),
        ("A group of doctors said ten people were killed.", set()),
        ("Before the troops left the port they executed ten men.", {"troops"}),
        ("Before the troops left the rebels they executed ten men.", set()),
        ("While Norway says its raids are on rebels, it has bombed schools.", {"Norway"}),
        ("While ten soldiers say the rebels fled, it has bombed schools.", set()),
        ("Ten people were killed by a separate group linked to the trade.", {"separate group"}),
        ("Ten people were killed in an ambush by a little-known group.", {"little-known group"}),
        ("Ten people were killed, a report by the group said.", set()),
        ("Ten people were killed by a unit's mine.", set()),
        ("Ten people were killed by group leaders.", set()),
        ("A coalition led by Norway killed ten people.", {"coalition"}),
        ("A patrol of the 18th brigade killed ten people.", {"18th brigade"}),
        ("The town came under the rebels' mortar attack.", {"rebels"}),
        ("The town came under a rebel rocket attack.", {"rebel"}),
        ("The town came under the mine's attack.", set()),
    ],
)
def test_doers_of_no_name(text: str, actors: set[str]) -> None:
    assert {actor.text for event in coded(text) for actor in event.actors} == actors


def test_bombs_that_fall_are_no_verb() -> None:
    triggers = [event.trigger_text for event in coded("Ten people were killed by army bombs that fell on a camp.")]
    assert triggers == ["killed"]
