"""Words of force about matters, contests and jobs tell of no force; the same words about people do."""

import pytest

from tests.marked_text import events, only

REB, MIL, COP, MEN = "[rebels|reb|REB]", "[army|SYR-MIL|MIL]", "[police|p|COP]", "[ten men||CVL]"


@pytest.mark.parametrize(
    ("matter", "people"),
    [
        ("The [Senate|s|LEG] killed the bill.", f"The {REB} killed the author of the bill."),
        ("The bill was killed by the [Senate|s|LEG].", f"The author of the bill was killed by {REB}."),
        ("The [bank|b|BUS] executed the trades.", f"The [junta|j|GOV] executed {MEN}."),
        ("More missions were executed by the [army|SYR-MIL|MIL].", f"More prisoners were executed by the {MIL}."),
        ("The [junta|j|GOV] executed the plan.", f"The [junta|j|GOV] executed {MEN} in a raid."),
        ("The [army|a|MIL] carried out and executed the order.", f"The {MIL} executed a raid on the {REB}."),
        ("[Hackers|h|CRM] hijacked the debate.", "[Gunmen|g|UAF] hijacked [a party's bus||PTY]."),
        ("[The bank|b|BUS] slashed 200 branches.", f"[The robber|r|CRM] slashed {MEN} with a knife."),
        ("[Ministers|m|GOV] raided the pension fund.", f"The {COP} raided the home of the fund's head."),
        ("[The firm|f|BUS] nabs a drone company.", f"The {COP} nabbed {MEN}."),
        ("The firing of [the chief|c|COP] shocked them.", f"The firing of rockets at the {MIL} went on."),
        (
            "The [party|p|PTY] was targeted in a hack blamed on [rebels|r|REB].",
            f"The {MIL} was targeted in a raid blamed on {REB}.",
        ),
        ("A battle fought on many fronts goes on.", f"A battle fought between {MIL} and {REB} goes on."),
        ("The clash of civilizations is a myth.", f"The clash between {MIL} and {REB} goes on."),
        ("[Ministers|m|GOV] fired an opening attack on the [party|p|PTY].", f"The {REB} fired rockets at the {MIL}."),
        ("[Ministers|m|GOV] vowed to fight against corruption.", f"[Ministers|m|GOV] vowed to fight {REB}."),
        ("[The judge|j|JUD] shot down the idea.", f"The {REB} shot down the jet of the {MIL}."),
        (
            "A shark killed [a surfer||CVL] with its teeth, as in a battle.",
            "A sniper killed [a surfer||CVL] in battle.",
        ),
        ("They fled the detention centre of [the police|p|COP].", f"They told of the detention of {MEN} by {COP}."),
        ("[The minister|m|GOV] hurt the [party|p|PTY] with voters.", f"[The gunman|g|UAF] hurt {MEN}."),
        ("A terror campaign is executed by [rebels|r|REB].", f"{MEN} were executed by [rebels|r|REB]."),
        ("[Hackers|h|CRM] targeted [the bank|b|BUS].", f"[Rebels|r|REB] targeted the {MIL}."),
        ("House prices have exploded in {Qant|7}.", f"A bomb exploded in {{Qant|7}}, killing {MEN}."),
        ("[Firemen|f|CVL] launched an attack on the flames.", f"The {REB} launched an attack on the {MIL}."),
        ("[Ministers|m|GOV] seized upon the report.", "[Customs officers|c|COP] seized ten rifles."),
        ("[One customer|c|CVL] walked out with a prize.", "[Workers|w|LAB] walked out over pay."),
        ("Skills are taught at demonstrations in {Qant|7}.", "Troops watched the demonstrations in {Qant|7}."),
        ("The plaster on the wall was struck through with red.", f"The wall was struck by shells of the {MIL}."),
        ("[The party|p|PTY] positioned itself alongside soldiers.", f"The {MIL} positioned soldiers in {{Qant|7}}."),
        ("Losses of ten million hit [the bank|b|BUS].", f"The {MIL} admitted the loss of {{Qant|7}} to {REB}."),
        ("They evacuate sick and wounded from {Qant|7}.", f"The shells of the {MIL} wounded {MEN}."),
        ("Despite their protests, they left {Qant|7}.", "Despite mass protests, they left {Qant|7}."),
        ("The loss of the election in {Qant|7} hurts.", "The army admitted the loss of {Qant|7} to [rebels|r|REB]."),
        ("Ten were killed by a wave in {Qant|7}.", "Ten were killed by [rebels|r|REB] in {Qant|7}."),
        ("A fitter was killed when the pump short-circuited.", "A fitter was killed when the [rebels|r|REB] fired."),
    ],
)
def test_force_against_matters_is_none(matter: str, people: str) -> None:
    assert events(matter) == []
    assert events(people) != []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("[The war|w|REB] threatened to spread.", []),
        ("[Chad|c|GOV] threatened to attack [Kenya|k|GOV].", ["THREATEN"]),
        ("[Chad|c|GOV] pledged to destroy its stockpile of mines.", []),
        ("[Chad|c|GOV] pledged to destroy [Kenya|k|GOV].", ["THREATEN"]),
        ("[Chad|c|GOV] warned that prices would rise.", []),
        ("[Chad|c|GOV] set a deadline for concluding the deal.", []),
        ("[Chad|c|GOV] set a deadline for [rebels|r|REB] to leave.", ["THREATEN"]),
        ("[Chad|c|GOV] expressed concern for the health of [the premier|k|GOV].", []),
        ("[Chad|c|GOV] expressed concern about the rule of [the premier|k|GOV].", ["ACCUSE"]),
        ("[The party|p|PTY] wants to protect democracy.", []),
        ("[The party|p|PTY] wants more democracy.", ["REQUEST"]),
        ("[Chad|c|GOV] warned that missiles would fly.", ["THREATEN"]),
        ("[Chad|c|GOV] warned that any raid would end in war.", ["THREATEN"]),
        ("[Chad|c|GOV] and [Kenya|k|GOV] formed an alliance.", ["SUPPORT"]),
        ("The arms technology was discovered.", []),
        ("[Police|p|COP] must clear up this threatening mess.", []),
        ("[Chad|c|GOV] issued a warning about fake letters.", []),
        ("[Chad|c|GOV] threatened [Kenya|k|GOV] with sanctions.", ["THREATEN"]),
        ("[Chad|c|GOV] issued a warning to [rebels|r|REB].", ["THREATEN"]),
        ("[Hackers|h|CRM] hijacked the account of [the party|p|PTY].", ["COERCE"]),
        ("We found rifles in houses.", ["COERCE"]),
        ("Police in the east have discovered rifles on a farm.", ["COERCE"]),
        ("[The minister|m|GOV] protested that he knew nothing.", []),
        ("[The minister|m|GOV] defended his decision.", []),
        ("[The minister|m|GOV] defended [Kenya|k|GOV].", ["SUPPORT"]),
        ("[An official|o|GOV] requested anonymity to discuss talks.", []),
        ("[The minister|m|GOV] spoke to an audience in [Kenya|k|GOV].", []),
        ("[The minister|m|GOV] held out the prospects of a pay rise for [the army|a|MIL].", []),
        ("[Kenya|k|GOV] released thousands of emails of [the party|p|PTY].", []),
        ("[Kenya|k|GOV] released [ten men||CVL].", ["RETREAT"]),
        ("[The party|p|PTY] forms part of [the coalition|c|GOV].", []),
        ("[The Greens|p|CVL] found weapons from the Bronze Age.", []),
        ("A bomb was found in a car.", ["COERCE"]),
    ],
)
def test_everyday_words_are_no_politics(text: str, types: list[str]) -> None:
    assert [event.event_type for event in events(text)] == types


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_plural_owns_what_stands_behind_its_apostrophe(apostrophe: str) -> None:
    event = only(f"The {REB} captured the [guards|g|MIL]{apostrophe} last territory in {{Qant|7}}.")
    assert event.event_type == "ASSAULT"


def test_closing_quotation_mark_owns_nothing() -> None:
    event = only(f"They wrote 'Stop the killings' after {REB} attacked the {MIL}.")
    assert event.trigger_text == "attacked"
