"""Whom an act meets: pronouns, people who are lent, prepositions within a trigger, persons who are described."""

import pytest

from pipelines.coding.text import PlaceMention
from tests.plain_text import coded, told


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Gunmen stopped the bus driver and shot him.", "shot", ["Gunmen"], ["bus driver"]),
        ("The gang kidnapped a businessman and killed him.", "killed", ["gang"], ["businessman"]),
        ("Police said the gang kidnapped a trader and killed him.", "killed", ["gang"], ["trader"]),
        ("Police chased the protesters and arrested them.", "arrested", ["Police"], ["protesters"]),
        ("The minister met union leaders and asked them to end it.", "asked", ["minister"], ["union leaders"]),
        ("Norway offered to send soldiers to help the Malian army.", "offered", ["Norway"], ["Malian army"]),
        ("Kenya is ready to contribute troops to the UN force.", "ready", ["Kenya"], ["UN force"]),
        ("A rebel commander surrendered to Chadian forces.", "surrendered", ["rebel commander"], ["Chadian forces"]),
        ("The rebels took 12 villagers captive on Monday.", "took", ["rebels"], ["12 villagers"]),
        ("Zubair Mansoor, a suspected smuggler, was shot dead by police.", "shot", ["police"], ["Zubair Mansoor"]),
        ("Gul Rahmat, 34, was killed by police on Monday.", "killed", ["police"], ["Gul Rahmat"]),
        ("Soldiers killed Jan Kowal, a farmer, and two women.", "killed", ["Soldiers"], ["Jan Kowal", "two women"]),
        ("Police raided the offices of a charity and detained five men.", "raided", ["Police"], ["charity"]),
        ("The gang abducted and killed citizens from Jordan and Iraq.", "killed", ["gang"], ["citizens"]),
        ("Police beat protesters in the port.", "beat", ["Police"], ["protesters"]),
        ("Thousands of people protested against the arrest of the mayor.", "protested", ["Thousands of people"], []),
        ("Workers protested against the killing of a trader by police.", "protested", ["Workers"], ["police"]),
        ("Residents burned tyres in protest.", "protest", ["Residents"], []),
        ("Norway gave aid, including food and tents, to refugees in Chad.", "gave", ["Norway"], ["refugees"]),
        ("A police helicopter attacked the port.", "attacked", ["police"], None),
        ("Norway will not free teachers and nurses who broke the law.", "will not", ["Norway"], ["teachers", "nurses"]),
        ("Kenya announced the deployment of 90 troops, including 5 nurses, to Chad.", "troops", ["Kenya"], ["Chad"]),
        ("Norway gave aid to farms in Kenya and other countries.", "gave", ["Norway"], ["Kenya", "other countries"]),
        ("Norway is sending aid, including tents, to help victims of a flood.", "sending", ["Norway"], ["victims"]),
        ("Egypt led a mediation effort to end war between Chad and Kenya.", "medi", ["Egypt"], ["Chad", "Kenya"]),
        ("Norway condemned military action by Chad.", "condemned", ["Norway"], ["Chad"]),
        ("The EU accused the bill of harming farmers.", "accused", ["EU"], []),
        ("The rebels received weapons from Chad.", "received", ["Chad"], ["rebels"]),
        ("Germany returned two bronze heads to Nigeria.", "returned", ["Germany"], ["Nigeria"]),
        ("Aid workers have been the target of rebel attacks.", "attacks", ["rebel"], ["Aid workers"]),
        ("The army repelled powerful terrorist attacks.", "attacks", ["terrorist"], ["army"]),
        ("The minister ordered the army to attack the rebels.", "ordered", ["minister"], ["army"]),
        ("The minister ordered the troops to advance on it.", "advance", ["troops"], ["it"]),
        ("Greece returned 200 migrants to Turkey.", "returned", ["Greece"], ["200 migrants"]),
        ("A British journalist was expelled from Chad.", "expelled", ["Chad"], ["British journalist"]),
        ("The rebels were expelled from Goma by the army.", "expelled", ["army"], ["rebels"]),
        ("India announced a halt to trade with Pakistan.", "announced", ["India"], ["Pakistan"]),
        ("Norway called for reforms in Jordan.", "called", ["Norway"], ["Jordan"]),
        ("A curfew was imposed in Srinagar on Monday.", "imposed", [], ["Srinagar"]),
        ("Sanctions were imposed on Chad by Norway.", "imposed", ["Norway"], ["Chad"]),
        ("Aid was delivered to Kenya by Norway.", "delivered", ["Norway"], ["Kenya"]),
        ("An activist was sentenced to death by a military court.", "sentenced", ["military court"], ["activist"]),
        ("The militia banned women from schools.", "banned", ["militia"], ["women"]),
        ("Norway held joint military exercises in May.", "held", ["Norway"], []),
        ("The rebels attacked soldiers as well as civilians.", "attacked", ["rebels"], ["soldiers", "civilians"]),
        ("Kenya as well as Chad imposed sanctions on Norway.", "imposed", ["Kenya", "Chad"], ["Norway"]),
        ("Malian troops backed by Chad attacked the rebels.", "backed", ["Chad"], ["Malian troops"]),
        ("Rebels attacked by night and killed ten soldiers.", "killed", ["Rebels"], ["ten soldiers"]),
        ("Israeli settlers attacked Palestinian farmers.", "attacked", ["Israeli settlers"], ["Palestinian farmers"]),
        ("Two men were charged with murder.", "charged", [], ["Two men"]),
        ("The cleric was convicted of murder.", "convicted", [], ["cleric"]),
        ("Rebels fighting the government and its allies attacked soldiers.", "attacked", ["Rebels"], ["soldiers"]),
        ("Men guarding the minister were killed by rebels.", "killed", ["rebels"], ["Men"]),
        ("Demonstrators demanding the release of the mayor blocked a road.", "blocked", ["Demonstrators"], []),
        ("Media close to the army, with police saying one person had been killed.", "killed", [], ["one person"]),
        ("Chad launched dozens of drones at Kenya overnight.", "drones", ["Chad"], ["Kenya"]),
        ("Protesters, angered by the deal, clashed with police.", "clashed", ["Protesters"], ["police"]),
        ("Three activists died after torture in a cell.", "died", [], ["Three activists"]),
        ("The rebels captured several army posts.", "captured", ["rebels"], ["several army"]),
        ("Norwegian troops based in Chad killed ten rebels.", "killed", ["Norwegian troops"], ["ten rebels"]),
        ("Thousands marched through the capital.", "marched", ["Thousands"], []),
        ("Tens of thousands have rallied in the capital.", "rallied", ["Tens of thousands"], []),
        ("More than 10,000 took to the streets of the port.", "took", ["10,000"], []),
        ("Kenya recalled its ambassador from Chad.", "recalled", ["Kenya"], ["Chad"]),
    ],
)  # fmt: skip
def test_recipients_are_those_whom_the_act_meets(
    text: str, trigger: str, actors: list[str], recipients: list[str] | None
) -> None:
    found = told(text, trigger)
    assert found == (actors, found[1] if recipients is None else recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Parliament passed a law banning protests.",
        "There is a ban on public protests.",
        "The minister wants to enter the race.",
        "The ministry released statements on Monday.",
        "The governor leads thanks to farmers.",
        "The golfer shot a 66 on Sunday.",
        "The plan hit the incomes of farmers.",
        "Army units equipped with tanks rested.",
        "The missile rocketed skyward.",
        "The sides formed a military operations room.",
        "The minister suggested that Chad may follow.",
        "The minister stood by his remarks.",
        "Farmers defended themselves from Chad.",
    ],
)
def test_ban_wish_poll_and_figure_of_speech_are_no_events(text: str) -> None:
    assert coded(text) == []


def test_list_of_participles_has_one_auxiliary() -> None:
    assert told("The farmers were arrested, beaten, tortured and freed.", "tortured") == ([], ["farmers"])


def test_who_tells_of_a_deed_did_not_do_it() -> None:
    assert told("They shot two farmers, Mayor Ali Hassan said.", "shot") == ([], ["two farmers"])
    assert told("They shot two farmers, said Mayor Ali Hassan.", "shot") == ([], ["two farmers"])


def test_two_sides_share_one_act() -> None:
    assert told("Ten people were killed in heavy Chadian and Kenyan strikes.", "killed") == (
        ["Chadian", "Kenyan"], ["Ten people"],
    )  # fmt: skip
    assert told("Chadian and rebel shelling killed ten people.", "killed") == (["Chadian", "rebel"], ["ten people"])


def test_place_of_a_protest_is_not_whom_it_is_against() -> None:
    text = "Residents protested in Rafah."
    place = PlaceMention("text", 23, 28, "Rafah", "7", "Rafah", 31.3, 34.2, "PSE", None, "PPL", 0.9)
    (event,) = coded(text, (place,))
    assert (event.event_type, event.recipients) == ("PROTEST", ())


def test_nobody_urges_himself() -> None:
    """Where the subject is nobody known, the one whom "him" stands for does not become the doer."""
    urged = coded("Farah called the Turkish president on Monday and urged him to stay.")
    assert not [event for event in urged if "urged" in event.trigger_text]


def test_what_a_preposition_leads_to_is_not_the_object() -> None:
    """Aid suspended in protest is no protest that is suspended, and none that is held."""
    (event,) = coded("Norway suspended aid to Chad in protest at its new law.")
    assert (event.event_type, event.trigger_text) == ("SANCTION", "suspended aid")


def test_who_harmed_them_is_not_whom_a_clause_of_time_is_about() -> None:
    text = "The rebels hit the farmers with shells as the farmers were moving to army posts, killing 3 of them."
    assert told(text, "killing") == (["rebels"], ["3"])


@pytest.mark.parametrize(
    ("title", "actors", "recipients"),
    [
        ("Army shells town near the border", ["Army"], ["town"]),
        ("Troops shell town near the border", ["Troops"], ["town"]),
        ("Gunmen storm hotel in the capital", ["Gunmen"], ["hotel"]),
        ("Police free hostages in raid", ["Police"], ["hostages"]),
        ("Police clear protest camp", None, None),
        ("Police search of house ends", None, None),
    ],
)
def test_headline_in_the_present_tense(title: str, actors: list[str] | None, recipients: list[str] | None) -> None:
    found = [([a.text for a in e.actors], [a.text for a in e.recipients]) for e in coded(title, field="title")]
    assert found == ([] if actors is None else [(actors, recipients)])


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Markets will produce an explosion of economic forces.", []),
        ("The explosion of a bomb killed ten soldiers.", ["ASSAULT"]),
        ("In 2011, decades of frustration exploded.", []),
        ("The slump hurt many investors after attacks on ships.", []),
        ("Chad said that it had destroyed its stocks of chemical weapons.", []),
        ("Rebels raided a farm in the north.", ["ASSAULT"]),
        ("Police raided a farm in the north.", ["COERCE"]),
        ("Rebels fired on government buildings.", ["ASSAULT"]),
        ("A car bomb exploded in the port.", ["ASSAULT"]),
        ("Turkish troops backed by tanks crossed the border.", []),
        ("The diplomat was expelled from Moscow.", []),
    ],
)
def test_blows_in_a_figure_of_speech_and_raids_by_rebels(text: str, types: list[str]) -> None:
    assert [event.event_type for event in coded(text)] == types


def test_experts_battle_with_a_ministry_in_words() -> None:
    assert coded("Health experts battle with the government over money.") == []


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("Norway sent arms to the militia within Chad that Kenya is fighting.", "fighting", ["militia"]),
        ("The army shot members of a militia it has been battling in Chad.", "battling", ["militia"]),
        ("The convoy left the two villages which are besieged by rebels.", "besieged", ["two villages"]),
        ("The rebels have besieged two villages since March.", "besieged", ["two villages"]),
        ("The militia sent aid to besieged districts.", "besieged", None),
        ("The army fled the rebels encircling the district.", "encircling", ["district"]),
        ("Soldiers encircled the east cutting the road into it.", "encircled", []),
        ("The army tried to besiege it.", "besiege", ["it"]),
        ("Survivors of the massacre who were raped fled.", "raped", ["Survivors"]),
        ("Friends of the judge who was shot fled.", "shot", ["judge"]),
        ("Chad began the assault on Monday, aiming to force the rebels out of it.", "assault", ["rebels"]),
        ("Chad began an offensive aimed at weakening the rebels south of it.", "offensive", ["rebels"]),
        ("Rebels began an offensive to break through government lines.", "offensive", ["government lines"]),
        ("Rebels began an offensive to take the town.", "offensive", ["town"]),
        ("Rebels began an offensive to win the vote.", "offensive", []),
        ("The navy fired dozens of cruise missiles against the base.", "fired", ["base"]),
        ("The army targeted with two mortar rounds a village.", "targeted", ["village"]),
        ("The army targeted the village with two mortar rounds.", "targeted", ["village"]),
        ("The army attacked with tanks on Monday.", "attacked", []),
        ("The jets pounded a supply route and areas north of it.", "pounded", ["supply route", "areas"]),
        ("Rebels seized 60 Kurdish villages.", "seized", ["60 Kurdish villages"]),
        ("Chad has deployed two warships in the Gulf of Aden.", "deployed", []),
        ("Chad has deployed two warships against Kenya.", "deployed", ["Kenya"]),
    ],
)
def test_whom_grammar_gives_at_a_distance(text: str, trigger: str, recipients: list[str] | None) -> None:
    found = [[a.text for a in e.recipients] for e in coded(text) if e.trigger_text.startswith(trigger)]
    assert found == ([] if recipients is None else [recipients])


def test_a_deed_that_tells_when_is_no_verb() -> None:
    assert [e.event_type for e in coded("Following the Qant attack the Norwegian government joined the pact.")] == [
        "SUPPORT"
    ]


@pytest.mark.parametrize(
    ("text", "trigger", "met"),
    [
        ("The army captured a senior commander.", "captured", ["a senior commander"]),
        ("Rebels captured a pilot and two clerks.", "captured", ["a pilot", "two clerks"]),
        ("The government agreed to pull back troops from the border.", "agreed to", []),
        ("The government agreed to meet troops at the border.", "agreed to", ["troops"]),
        ("The army retook the ministry's compound from the rebels.", "retook", ["rebels"]),
    ],
)
def test_who_is_captured_and_what_the_doer_moves(text: str, trigger: str, met: list[str]) -> None:
    assert told(text, trigger)[1] == met


def test_a_camera_captures_nobody() -> None:
    assert coded("The camera captured a pilot in the crowd.") == []
