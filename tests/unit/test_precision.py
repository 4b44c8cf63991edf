"""Right parties and right type where sentences are long, garbled, or about something else."""

import pytest

from pipelines.coding.actors import find_actors
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.genres import is_fiction
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ActorMention, ArticleText
from tests.marked_text import events, ids, only


def _actor_texts(text: str) -> list[str]:
    article = ArticleText("a", (split_passage("text", text),), None)
    found: list[ActorMention] = find_actors(article, load_actor_dictionary(), ())
    return [actor.text for actor in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Russian and regime warplanes flew over the coast.", ["Russian", "regime warplanes"]),
        ("Russian Strikes Hit Three Villages", ["Russian"]),
        ("A US-led attack began at dawn.", ["US-led"]),
        ("Turkish and local food is sold there.", []),
        ("Chad fighting kills ten rebels", ["ten rebels"]),
        ("Chad clashes kill ten rebels", ["ten rebels"]),
        ("Chad strikes kill ten rebels", ["Chad", "ten rebels"]),
        ("Ten nurses died in the US terror attacks.", ["Ten nurses"]),
        ("Ten nurses died in the US attacks.", ["Ten nurses", "US"]),
    ],
)
def test_adjective_of_a_state_is_an_actor_where_forces_or_an_act_follow(text: str, names: list[str]) -> None:
    assert _actor_texts(text) == names


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("[Ten soldiers|s|MIL] were killed in clashes with [rebels|r|REB].", ["r"], ["s"]),
        ("[Seven children||CVL] died in [army|a|MIL] shelling.", ["a"], ["Seven children"]),
        ("[A woman||CVL] was killed after [rebels|r|REB] shelled the town.", ["r"], ["A woman", "town"]),
        ("[Two volunteers||CVL] killed fighting [rebels|r|REB] were named.", [], ["Two volunteers"]),
        ("Shells fired by [rebels|r|REB] hit a school, killing [five people||CVL].", ["r"], ["five people", "school"]),
        ("[Raiders|r|REB] have killed between 200 and [400 civilians||CVL].", ["r"], ["400 civilians"]),
    ],
)
def test_harm_has_those_who_did_it_and_whom_it_befell(text: str, actors: list[str], recipients: list[str]) -> None:
    event = only(text)
    assert (event.event_type, ids(event.actors), ids(event.recipients)) == ("ASSAULT", actors, recipients)


def test_participle_without_object_tells_what_befell_the_noun_before_it() -> None:
    found = events("[The network|n|JRN] gave a toll of [17 people||CVL] killed and said the strikes hit a school.")
    killed = next(event for event in found if event.trigger_text == "killed")
    assert (ids(killed.actors), ids(killed.recipients)) == ([], ["17 people"])


def test_police_within_the_trigger_are_the_other_side() -> None:
    event = only("[Mourners|m|CVL] clashed with [police|p|COP] at the gate.")
    assert (event.event_type, ids(event.actors), ids(event.recipients)) == ("PROTEST", ["m"], ["p"])


def test_siege_is_not_the_subject_of_what_is_targeted_after_it() -> None:
    found = events("{Ghol|7} is under a [government|g|GOV] siege and is targeted regularly by air strikes.")
    strikes = next(event for event in found if event.mode == "aerial")
    assert ids(strikes.actors) == []


def test_people_without_power_before_a_noun_of_assault_are_its_victims() -> None:
    found = events("Dozens died in the [evacuees|e|REF] bombing.")
    assert all("e" not in ids(event.actors) for event in found)


def test_second_victim_of_a_headline_does_not_make_the_first_a_killer() -> None:
    found = events("[Child|c|CVL] Killed [20 People|p|CVL] Injured in Rocket Attack on {Damas|7}")
    assert found
    assert all("c" not in ids(event.actors) for event in found)


@pytest.mark.parametrize(
    "text",
    [
        "[The minister|m|GOV] pursued a settlement while the war went on.",
        "{Sudria|7} was hit by unrest last year.",
        "[Officials|o|GOV] destroyed evidence of the killings.",
        "[The premier|m|GOV] resigned in protest.",
        "Hunting with dogs would have ended had [the government|g|GOV] not waited.",
        "The case is battled out in court while [the army|a|MIL] waits.",
        "[The premier|m|GOV] set his talk to clash with a speech by [the chancellor|c|GOV].",
        "[The senator|s|LEG] has launched an attack on the cost of schools.",
        "She got praise for shooting her shot at [the singer|s|CVL].",
        "He has suffered a loss of face.",
        "The row blew up after [the premier|p|GOV] spoke.",
        "[A navy|n|MIL] battle group lies off the coast.",
        "[The premier|p|GOV] engaged in disputes with [the chancellor|c|GOV].",
        "They broke the riots law.",
        "[The premier|p|GOV] vowed to fight the plans.",
        "The plan was an attack on [Norvian|NOR-GOV|GOV] sovereignty.",
        "[People|p|CVL] throw rocks at you in that trade.",
        "Chief among the woes was [an insurgency|i|REB].",
        "[NATO forces|n|MIL] watch [Norvian|NOR-GOV|GOV] attack submarines.",
        "[The senator|s|LEG] said [the party's|p|PTY] first shot in the race had backfired.",
        "[Rebels|r|REB] fighting under the banner of the Front left the zone.",
        "A power outage hit {Qant|7}.",
        "The index has shot up to 881 points.",
        "[The coalition|c|MIL] came under fire from [a rights group|r|NGO] over the deaths.",
        "[Spies|s|SPY] have hunted [the general|g|MIL] for five years.",
        "[Ten women||CVL] accuse a famed singer and club owner.",
        "The rigs were still burning almost <24 hours|2017-11-02> later.",
    ],
)
def test_figures_of_speech_are_no_violence_or_protest(text: str) -> None:
    assert not [event for event in events(text) if event.event_type in ("ASSAULT", "PROTEST")]


def test_boycott_of_a_state_s_goods_is_a_sanction() -> None:
    assert only("[Norvia|NOR-GOV|GOV] will boycott Sudrian oil.").event_type == "SANCTION"


def test_games_and_films_are_told_from_news() -> None:
    assert is_fiction(["episode", "the", "villain", "fights", "protagonist", "characters", "hide"])
    assert not is_fiction(["gunmen", "attacked", "the", "film", "festival", "and", "killed", "two"])


@pytest.mark.parametrize(
    "text",
    [
        "[A man||CVL] was killed when he was struck by a locomotive at a mine.",
        "[Four boys||CVL] were killed in a head-on crash by [a drunk driver|d|CVL].",
        "[A military|m|MIL] helicopter crashed near {Qant|7}, killing [five soldiers|s|MIL].",
        "[The judge|j|JUD], who led the inquiry into the bombing, has died aged 93.",
        "[Ten children||CVL] have died in {Qant|7} because of a lack of medical care.",
        "[Ten people||CVL] have died in recent weeks owing to freezing weather.",
        "Leaflets spoke of revenge by bombs for the death of [two airmen|a|MIL] killed when their helicopter crashed.",
        "A gas explosion at a restaurant in {Qant|7} killed [seven people||CVL].",
        "A blast at a chemical plant in {Qant|7} killed [six workers||LAB].",
        "An explosion at a coal mine near {Qant|7} injured [12 miners||LAB].",
        "A fire in a garment factory killed [52 people||CVL].",
        "[Two people||CVL] died when [police|p|COP] came too late.",
        "[Seven militants|m|REB] were killed in two accidental explosions in {Qant|7}.",
        "When the story blew up, [the minister|g|GOV] denied it.",
        "[The senator|s|GOV] has gone after [his rival|r|OPP] over the emails.",
        "[The senator|s|GOV] was a Navy combat pilot.",
    ],
)
def test_accident_and_old_age_are_no_assault(text: str) -> None:
    assert [event for event in events(text) if event.event_type == "ASSAULT"] == []


def test_crash_that_a_gunman_caused_is_no_accident() -> None:
    found = events("[Three boys||CVL] were killed in a crash by [a gunman|g|UAF].")
    assert [(ids(event.actors), ids(event.recipients)) for event in found] == [(["g"], ["Three boys"])]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("A car bomb explosion at a factory in {Qant|7} killed [four workers||LAB].", [], ["four workers"]),
        ("[Two people||CVL] died when [police|p|COP] opened fire.", ["p"], ["Two people"]),
        ("[Ten demonstrators||CVL] were injured when [police|p|COP] used batons.", ["p"], ["Ten demonstrators"]),
        ("[Farmers|f|AGR] and [herders|h|AGR] clashed on Friday.", ["f", "h"], []),
        ("[Rebels|r|REB] overran a checkpoint.", ["r"], []),
        ("[Rebels|r|REB] machine-gunned a bus.", ["r"], []),
        ("[Rebels|r|REB] surrounded {Qant|7}.", ["r"], ["Qant"]),
    ],
)
def test_who_did_harm_on_purpose(text: str, actors: list[str], recipients: list[str]) -> None:
    [event] = [event for event in events(text) if event.event_type == "ASSAULT"]
    assert (ids(event.actors), ids(event.recipients)[: len(recipients)]) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("[Norvia|n|GOV] fired a ballistic missile into the sea.", ["MOBILIZE"]),
        ("[Norvia|n|GOV] launched two missiles toward the East Sea.", ["MOBILIZE"]),
        ("[Norvia|n|GOV] sent 30 warplanes into [Sorland|s|GOV]'s airspace.", ["MOBILIZE"]),
        ("[Norvia|n|GOV] fired missiles at [Sorland|s|GOV].", ["ASSAULT"]),
        ("[Villagers|v|AGR] and [herders|h|AGR] clashed over the fees.", []),
        ("[Norvian planes|NOR-MIL|MIL] carried out bombing raids against [rebels|r|REB].", ["ASSAULT"]),
        ("[Police|p|COP] carried out raids on [the gang|g|CRM].", ["COERCE"]),
        ("A firearm was found on the table.", []),
        ("A cache of grenades was found in {Qant|7}.", ["COERCE"]),
    ],
)
def test_raids_and_finds_are_what_their_words_say(text: str, types: list[str]) -> None:
    assert [event.event_type for event in events(text)] == types


def test_what_would_only_begin_has_not() -> None:
    assert [e.modality for e in events("[The chief|c|MIL] said he would begin moving troops.")] == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[Norvia|n|GOV] protested over the decision of [Ostria|o|GOV].", [("ACCUSE", "disapprove")]),
        ("[Students|s|CVL] protested over the decision of [Ostria|o|GOV].", [("PROTEST", "demo")]),
        ("[Norvia|n|GOV] has blockaded the territory.", [("COERCE", "restrict")]),
        ("[Farmers|f|AGR] have blockaded the territory.", [("PROTEST", "obstruct")]),
        ("[Norvia|n|GOV] had stepped up engagement with [Kurdish forces|k|REB].", []),
        ("[Norvia|n|GOV] warned [Ostria|o|GOV] against raising tension.", [("THREATEN", None)]),
        ("[The lobby|l|BUS] warned [ministers|m|GOV] against raising taxes.", []),
        ("[Police|p|COP] warned [drivers||CVL] against crossing the river.", []),
        ("[The party|p|PTY] issued an ultimatum to [ministers|m|GOV].", [("THREATEN", None)]),
        ("[Ten people||CVL] died because of shelling in {Qant|7}.", [("ASSAULT", "heavy-weapons")]),
        ("The [army|a|MIL] destroyed depots with weapons of the [rebels|r|REB].", [("ASSAULT", "destroy")]),
        ("[Police|p|COP] destroyed landmines.", [("COERCE", "seize")]),
        ("The [army|a|MIL] forced the [rebels|r|REB] to retreat.", [("ASSAULT", None)]),
        ("The [army|a|MIL] pushed the [rebels|r|REB] to the border.", [("ASSAULT", None)]),
        ("[Norvia|n|GOV] is negotiating a deal with [Ostria|o|GOV].", [("CONSULT", None)]),
        ("[Norvia|n|GOV] negotiated a deal with [Ostria|o|GOV].", [("SUPPORT", None)]),
        ("[Norvia|n|GOV] lobbied for a tax.", [("REQUEST", None)]),
        ("She was shooting weddings and portraits.", []),
        ("Rescue workers came after the Idlib strikes.", []),
        ("[A gunman|g|UAF] killed himself on the balcony.", []),
        ("[Ministers|m|GOV] attacked [Labour|l|PTY] plans for a tax.", []),
        ("He dismissed the latest [Labour|l|PTY] attack.", []),
        ("An armed uprising against [Norvia|n|GOV] began.", [("ASSAULT", None)]),
        ("[Rebels|r|REB] detonated two car bombs.", [("ASSAULT", "explosives")]),
        (
            "A gas attack hit {Qant|7}, days after [Norvia|n|GOV] accused the [army|a|MIL] of using chemical weapons.",
            [("ASSAULT", "unconventional"), ("ACCUSE", None), ("ASSAULT", "unconventional")],
        ),
        ("[A man||CVL] was killed in a {Qant|7} shooting on Monday.", [("ASSAULT", "firearms")]),
        ("[Rebels|r|REB] fired on and killed [a boy||CVL].", [("ASSAULT", "firearms")]),
        (
            "[Two civilians||CVL] were killed in shelling <earlier Wednesday|2020-03-04>.",
            [("ASSAULT", "heavy-weapons")],
        ),
        ("The fire at the depot of the [army|a|MIL] was still burning.", []),
        ("[Rebels|r|REB] were burning homes.", [("ASSAULT", "destroy")]),
        ("Chiefs of staff saw the [Norvian|n|GOV] strike against a platform.", [("ASSAULT", None)]),
        ("The [Greens|g|PTY] attacked asylum plans of the [Reds|r|PTY].", []),
        ("The [ministry|m|GOV] destroyed many files.", []),
        ("[A boy||CVL] hacked [a firm|f|BUS].", []),
        ("The [union|u|LAB] said strike talks had failed.", []),
        ("The [union|u|LAB] faced a barrage of angry questions.", []),
    ],
)
def test_object_and_subject_tell_the_sense_of_a_verb(text: str, told: list[tuple[str, str | None]]) -> None:
    assert [(event.event_type, event.mode) for event in events(text)] == told
