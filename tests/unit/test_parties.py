"""Parties of hard sentences, from plain text to events: whose the verb is, what belongs together, who is meant."""

import pytest

from pipelines.coding.text import PlaceMention
from tests.plain_text import coded, named, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("The ridge was seized by rebels from government troops.", "seized", ["rebels"], ["government troops"]),
        ("Fighters from Hezbollah killed ten soldiers.", "killed", ["Fighters from Hezbollah"], ["ten soldiers"]),
        ("The villagers were rounded up and shot, then left in pits.", "shot", [], ["villagers"]),
        ("Rebels rounded up and shot ten soldiers.", "shot", ["Rebels"], ["ten soldiers"]),
        ("As the defence ministry said, those in the tank killed ten rebels.", "killed", [], ["ten rebels"]),
        ("The man, armed with a rifle, killed one farmer.", "killed", ["man"], ["one farmer"]),
        ("Syrian warplanes on Monday killed at least 39 people.", "killed", ["Syrian warplanes"], ["39 people"]),
        ("The lawyer accused police of beating a farmer.", "accused", ["lawyer"], ["police"]),
        ("French, Dutch and British airstrikes killed ten people.", "killed", ["French", "Dutch", "British"], None),
        ("U.S. forces destroyed one Iranian oil platform.", "destroyed", ["U.S. forces"], ["one Iranian oil platform"]),
        ("Chad says it repels Libyan attack.", "repels", ["Chad"], ["Libyan"]),
        ("Libya reported launching a new offensive against Chad.", "offensive", ["Libya"], ["Chad"]),
        ("Rebels and their allies seized the mine from the army.", "seized", ["Rebels", "allies"], ["army"]),
        ("The New People's Army killed two men.", "killed", ["New People's Army"], ["two men"]),
        ("The Lord’s Resistance Army killed two men.", "killed", ["Lord’s Resistance Army"], ["two men"]),
        ("Chad banned Taliban and the newly formed Boko Haram.", "banned", ["Chad"], ["Taliban", "Boko Haram"]),
        ("Four monks and two women who had fed them were murdered.", "murdered", [], ["Four monks", "two women"]),
        ("A banker, 61, and two nurses were murdered by rebels.", "murdered", ["rebels"], ["banker", "two nurses"]),
        ("A banker, a judge and at least six nurses were murdered.", "murdered", [], ["banker", "judge", "six nurses"]),
        ("Rebels killed a judge and two of his bodyguards.", "killed", ["Rebels"], ["judge", "bodyguards"]),
        ("Rebels killed a judge, a maid and two waiters.", "killed", ["Rebels"], ["judge", "maid", "two waiters"]),
        ("Rebels killed judges, cellists, and farmers.", "killed", ["Rebels"], ["judges", "farmers"]),
        ("Rebels killed a farmer, hurting his wife.", "killed", ["Rebels"], ["farmer"]),
        ("Rebels killed a farmer in a raid near the old mill, hurting his wife.", "hurting", ["Rebels"], ["wife"]),
        ("Rebels attacked ten soldiers and killed them.", "killed", ["Rebels"], ["ten soldiers"]),
        ("Dana Trask, 28, was wounded by rebels.", "wounded", ["rebels"], ["Dana Trask"]),
        ("Norway was willing to withdraw its troops.", "willing", ["Norway"], []),
        ("Norway began its withdrawal of troops from Chad.", "withdrawal", ["Norway"], ["Chad"]),
        ("Ten people most of them from the Union Front were killed by rebels.", "killed", ["rebels"], ["Ten people"]),
        (
            "Ten rebels had been killed as well as six nurses in army raids.",
            "killed",
            ["army"],
            ["Ten rebels", "six nurses"],
        ),
        ("The army, along with local militias, attacked rebels.", "attacked", ["army", "local militias"], ["rebels"]),
        (
            "The army, in close coordination with militias, attacked rebels.",
            "attacked",
            ["army", "militias"],
            ["rebels"],
        ),
        ("Militias allied to the regime stepped up attacks on rebels.", "attacks", ["Militias"], ["rebels"]),
        (
            "The attack by Turkish or Russian jets killed ten rebels.",
            "killed",
            ["Turkish", "Russian jets"],
            ["ten rebels"],
        ),
        ("Rebels accused the army of gassing villagers by firing rockets at a camp.", "firing", ["army"], ["camp"]),
        ("Rebels accused the army of killing ten nurses by shelling a camp.", "shelling", ["army"], ["camp"]),
        ("Army Kills over 20 Rebels in Hama Breaks Siege on Power Plant", "Breaks Siege", ["Army"], []),
        ("Army Kills 20 Rebels Destroy Their Posts", "Destroy", ["Army"], ["Their Posts"]),
        ("Army Says 20 Rebels Destroy Their Posts", "Destroy", ["20 Rebels"], ["Their Posts"]),
        ("Army Frustrates Terrorist Raid on Hama Kills 20 Rebels", "Kills", ["Army"], ["20 Rebels"]),
        (
            "Rebel groups including the Taliban have been shelling a camp.",
            "shelling",
            ["Rebel groups", "Taliban"],
            ["camp"],
        ),
        ("Rebels including six teachers attacked a camp.", "attacked", ["Rebels"], ["camp"]),
        (
            "Clashes erupted between the army and militias on one hand and rebels on the other.",
            "Clashes",
            ["army", "militias"],
            ["rebels"],
        ),
        ("Clashes erupted between the army and rebels on one side of the river.", "Clashes", ["army"], ["rebels"]),
        ("The guards opened fire on the rebels.", "opened fire", ["guards"], ["rebels"]),
        ("France voted to join the US in bombing rebels.", "bombing", ["France", "US"], ["rebels"]),
        (
            "He is accusing Chad, which supports a militia in the hills, of bombing rebels.",
            "bombing",
            ["Chad"],
            ["rebels"],
        ),
        ("The minister told Al-Arabiya condemning the rebels.", "condemning", ["minister"], ["rebels"]),
        ("A blast near a school which killed four nurses was heard.", "killed", [], ["four nurses"]),
        ("Militants fighting for the Union Front were also killed.", "killed", [], ["Militants"]),
        ("Two women dead, man injured in overnight shooting", "injured", [], ["man"]),
        (
            "Turkey Chad the United States and Mali condemned it.",
            "condemned",
            ["Turkey", "Chad", "United States", "Mali"],
            [],
        ),
        ("Troops backed by Libyan and Malian jets attacked rebels.", "backed", ["Libyan", "Malian jets"], ["Troops"]),
        ("Troops backed by Libyan and Malian jets attacked rebels.", "attacked", ["Troops"], ["rebels"]),
        ("Kenya was accused by Uganda and Togo denied it.", "accused", ["Uganda"], ["Kenya"]),
        ("Chad closed its border with Libya.", "closed", ["Chad"], ["Libya"]),
        ("Chad has banned all Libyan newspapers.", "banned", ["Chad"], ["Libyan newspapers"]),
        ("Norway reneged on a treaty with Iran.", "reneged", ["Norway"], ["Iran"]),
        ("Kenya announced the deployment of 90 troops to Chad.", "deployment", ["Kenya"], ["Chad"]),
        ("The rebels issued an ultimatum to the army.", "ultimatum", ["rebels"], ["army"]),
        ("Norway reduced military aid to the Libyan army.", "reduced", ["Norway"], ["Libyan army"]),
        (
            "The Nusra Front which includes Hezbollah and its allies killed ten men.",
            "killed",
            ["Nusra Front"],
            ["ten men"],
        ),
        ("Rebel attacks targeting the Chadian army killed two.", "killed", ["Rebel"], ["Chadian army"]),
        ("Several Chadians Killed Injured in Market Blasts", "Killed", [], ["Several Chadians"]),
        (
            "Soldiers and Hezbollah are engaged in fighting with rebels.",
            "engaged",
            ["Soldiers", "Hezbollah"],
            ["rebels"],
        ),
        ("The army killed scores of rebels in the hills and fled.", "killed", ["army"], ["scores of rebels"]),
        (
            "The Czech Republic mourns after a gunman fired shots into a hall, killing 14 people.",
            "killing",
            ["gunman"],
            None,
        ),
        (
            "Chad's regime is accused of regularly using barrel bombs on rebel-held areas.",
            "bombs",
            ["Chad's regime"],
            None,
        ),
        ("Israeli Drone Strike Kills 3 Fighters in the South", "Kills", ["Israeli"], ["3 Fighters"]),
        ("At least 94 journalists, mostly Chadians, have been killed in the war.", "killed", [], ["94 journalists"]),
        ("Senators endorsed Monday's U.S. attack on two Iranian ships.", "attack", ["U.S."], ["two Iranian ships"]),
        (
            "At least 27 civilians have been killed in fighting in the hills with rebels.",
            "killed",
            [],
            ["27 civilians"],
        ),
        ("The AFP correspondent said the army shelling went on.", "shelling", ["army"], []),
        ("The army fired heavy artillery shells at rebels.", "fired", ["army"], ["rebels"]),
        ("Leaders must stop the attack on the nuns by compelling the army to leave.", "attack", [], ["nuns"]),
        ("Chadian Coalition Condemns Attack on Rebels", "Attack", [], ["Rebels"]),
    ],
)
def test_party_is_that_of_the_verb(text: str, trigger: str, actors: list[str], recipients: list[str] | None) -> None:
    found = told(text, trigger)
    assert found[0] == actors
    assert recipients is None or found[1] == recipients


def test_owner_of_food_is_no_party_of_the_strike_after_it() -> None:
    found = coded("Dutch and local cheese was sold when British airstrikes killed ten people.")
    assert all("Dutch" not in [actor.text for actor in event.actors] for event in found)


@pytest.mark.parametrize(
    "text",
    [
        "The army executed a plan to build houses for soldiers.",
        "Police caught a man armed with a knife.",
        "The mother was burning with anger at the killing of her son.",
        "The rebels left behind dozens of dead and wounded members.",
    ],
)
def test_words_of_violence_in_another_sense_carry_no_event(text: str) -> None:
    assert [
        event for event in coded(text) if event.trigger_text.split()[0] in ("executed", "armed", "burning", "left")
    ] == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The mayor wasn't killed by rebels.", "negated"),
        ("The mayor wasn’t killed by rebels.", "negated"),
        ("The rebels won't attack the army.", "negated"),
        ("Ships protect the tankers from an attack by Iranian warplanes.", "hypothetical"),
        ("The soldier faced several charges of murder of rebels.", "hypothetical"),
        ("There were reports of an impending army attack on the rebels.", "future"),
        ("The two sides agreed to a halt in fighting between rebels and the army.", "negated"),
        ("The rebels launched an attack on the army from the hills.", "actual"),
        ("Rebels attacked the army to bring an end to its rule.", "actual"),
        ("Families feared that rebels had attacked the army.", "hypothetical"),
        ("The judge is investigating allegations that rebels attacked the army.", "hypothetical"),
        ("This does not mean that rebels attacked the army.", "hypothetical"),
    ],
)
def test_what_did_not_happen_is_no_fact(text: str, modality: str) -> None:
    event = next(event for event in coded(text) if event.event_type == "ASSAULT")
    assert event.modality == modality


def test_the_rebels_are_none_of_several_groups_by_chance() -> None:
    two = coded("The group Hezbollah and the Nusra Front fought. On Monday the rebels attacked the army.")
    one = coded("The group Hezbollah fought. On Monday the rebels attacked the army.")
    assert named(two[-1].actors) == [None]
    assert named(one[-1].actors) == ["hezbollah"]


def test_terrorist_groups_are_no_single_group() -> None:
    event = coded("Islamic State shelled the town. The terrorist groups attacked the army.")[-1]
    assert named(event.actors) == [None]


def test_government_troops_are_those_of_the_country_of_the_article() -> None:
    text = (
        "Chadian officials met Chadian farmers in the Chadian hills. US troops watched. Government troops shot rebels."
    )
    assert named(coded(text)[-1].actors) == ["TCD-MIL"]


def test_capital_that_is_hit_is_a_town_and_no_government() -> None:
    text = "Rebels fired rockets at Damascus on Monday."
    place = PlaceMention("text", 24, 32, "Damascus", "170654", "Damascus", 33.5, 36.3, "SYR", "13", "PPLC", 0.9)
    assert text[place.start : place.end] == place.text
    event = coded(text, (place,))[0]
    assert [(recipient.text, recipient.sector) for recipient in event.recipients] == [("Damascus", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The donor James Smith attacked the government over its schools.",
        "The senator has clashed with Donald Trump over trade.",
        "People live in a dozen besieged towns.",
        "The rebels are in favour of shooting and running.",
        "He served as a combat medic in the war against rebels.",
        "The man was engaged by the aid authorities to help.",
    ],
)
def test_words_and_states_are_no_attack(text: str) -> None:
    assert [event for event in coded(text) if event.event_type in ("ASSAULT", "COERCE")] == []


def test_police_who_attack_a_politician_do_not_use_words() -> None:
    assert told("Police attacked James Smith with clubs.", "attacked") == (["Police"], ["James Smith"])


def test_crackdown_on_protests_is_none_of_them() -> None:
    found = coded("The government launched a violent crackdown on peaceful protests.")
    assert [event.event_type for event in found if event.actors] == ["COERCE"]


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("The clerk went home, where she was taken into custody.", "custody", ["she"]),
        ("Ali came to a clinic where he died after he was shot by gunmen.", "shot", ["he"]),
        ("A number of clerks have been arrested in the port.", "arrested", ["A number of clerks"]),
        ("The pair were detained by police.", "detained", ["The pair"]),
        ("Police arrested him at dawn.", "arrested", ["him"]),
        ("Police arrested the trio who had fled.", "arrested", ["the trio"]),
        ("All were arrested at dawn.", "arrested", ["All"]),
        ("Gunmen killed four and fled.", "killed", ["four"]),
        ("Bombs kill 11 in rebel town.", "kill", ["11"]),
        ("At least 19 executed by rebels in the hills.", "executed", ["At least 19"]),
        ("Over 100 militants including ten gunners were killed by soldiers.", "killed", ["100 militants"]),
        ("Four nurses, including a midwife, were killed by soldiers.", "killed", ["Four nurses"]),
        ("The court issued a warrant for John Smith's arrest.", "warrant", ["John Smith"]),
        ("The rebels withdrew as they faced an army attack.", "attack", ["rebels"]),
        ("Troops repelled the attack, killing and wounding ten rebels.", "killing", ["ten rebels"]),
        ("It said troops repelled an attack killing and wounding ten rebels in the hills.", "killing", ["ten rebels"]),
        ("The car bomb hits refugees.", "hits", ["refugees"]),
        ("Chad attacked and destroyed an Iranian oil platform.", "attacked", ["Iranian oil platform"]),
        ("The army told a nurse that rebels shelled at dawn the hills.", "shelled", []),
        ("The rebels find themselves encircled in the hills.", "encircled", ["rebels"]),
        ("It was a fierce assault, with hundreds of civilians killed since May.", "killed", ["hundreds of civilians"]),
        ("Eight killed, 25 injured by rebel rocket attacks on the town.", "killed", ["Eight", "25", "town"]),
        ("King was arrested by police and charged.", "arrested", ["King"]),
        ("Five civilians were reported wounded in the shelling.", "wounded", ["Five civilians"]),
        ("French troops protect the rebels that the army is fighting.", "fighting", ["rebels"]),
    ],
)
def test_whom_it_befell_is_said_by_the_verb_s_own_words(text: str, trigger: str, recipients: list[str]) -> None:
    assert told(text, trigger)[1] == recipients


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Twenty sheep were killed in the bombing.", "killed"),
        ("The army killed time in the bombing.", "killed"),
        ("There were ICC arrest warrants for rebels.", "arrest"),
    ],
)
def test_what_is_no_person_is_no_victim(text: str, trigger: str) -> None:
    found = [event for event in coded(text) if trigger in event.trigger_text]
    assert [party.text for event in found for party in event.recipients if party.confidence < 0.4] == []


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        ("Russia has lost at least 12 soldiers in the war.", "lost", []),
        ("25 civilians killed 80 injured in rebel rocket attacks on the town.", "killed", ["rebel"]),
        ("One person killed 16 others injured in rebel attacks.", "killed", ["rebel"]),
        ("Two killed scores injured in rebel attacks.", "killed", ["rebel"]),
        ("Strikes by Chadian warplanes according to the Red Cross hit the village.", "hit", ["Chadian warplanes"]),
        ("The Red Cross determines what planes shelled the rebels.", "shelled", []),
        ("He rejected the rebels, who tortured him.", "tortured", ["rebels"]),
        ("The town was hit by the army fighting the rebels.", "fighting", ["army"]),
        ("The Syrian military conflict has killed ten people.", "killed", []),
        ("The regime jet fighters attacked the town.", "attacked", ["regime jet fighters"]),
        ("A gas attack killed ten people a year ago, when John Smith ordered a strike on rebels.", "killed", []),
        ("Two civilians were killed as rebels broke the truce by shelling the town.", "killed", ["rebels"]),
        ("Chad dealt a blow to rebels, driving them out of the hills and killing ten.", "killing", ["Chad"]),
        ("Chad declared war after rebels stormed across the border and kidnapped ten people.", "kidnapped", ["rebels"]),
        ("In Turkish airstrikes on two villages 40 civilians were killed.", "killed", ["Turkish"]),
        ("No person or group claimed responsibility for the attack on the rebels.", "attack", []),
        ("Chad gave in to mounting protests from workers.", "protests", ["workers"]),
        ("A meeting was boycotted by the official Syrian opposition.", "boycotted", ["Syrian opposition"]),
        ("Soldiers foiled a rebel attack in the hills, ten gunmen killed.", "killed", []),
        ("Ten people were killed in US airstrike on the town.", "killed", ["US"]),
        ("The spokesman said an army unit shelled the rebels.", "shelled", ["army unit"]),
        ("Ten men were killed by soldiers after they stormed the town.", "stormed", ["soldiers"]),
        ("Rebels fired shells on the town killing two people injuring eight.", "injuring", ["Rebels"]),
        ("Clashes broke out on Friday between Hezbollah and rebels.", "Clashes", ["Hezbollah"]),
    ],
)
def test_who_did_it_is_neither_reporter_nor_victim_nor_bystander(text: str, trigger: str, actors: list[str]) -> None:
    assert told(text, trigger)[0] == actors


def test_nobody_attacks_himself() -> None:
    assert told("Syrian army units attacked military posts near the plant.", "attacked")[1] == ["military posts"]


def test_army_units_of_a_town_are_the_state_s() -> None:
    assert [actor.sector for actor in coded("Homs Army units killed ten rebels.")[0].actors] == ["MIL"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Two children and their father were killed by a gunman.", 3),
        ("A husband, his wife and their two children were shot dead.", 4),
        ("The bomb killed 12 people and a police officer.", 13),
        ("The attack killed five people and wounded a child.", 5),
        ("Two people, including a soldier and a nurse, were killed.", 2),
        ("Man who murdered young girl had a record.", 1),
        ("At least five women and a child were killed.", 6),
        ("The driver was killed, and the judge's bodyguard was wounded.", 1),
        ("The car bomb claimed the life of a soldier.", 1),
        ("A twenty-five-day-old baby was killed by a gunman.", 1),
        ("Twenty-five soldiers were killed by a gunman.", 25),
    ],
)
def test_victims_of_one_act_are_counted_together(text: str, killed: int) -> None:
    assert max(event.fatalities_best or 0 for event in coded(text)) == killed


def test_attack_is_not_by_whom_another_clause_names() -> None:
    found = coded("Ten people died. The rebel attack comes despite a campaign by Chad.")
    assert all("Chad" not in [actor.text for actor in event.actors] for event in found)
