"""No single deed is told by rates, laws, questions and what is only weighed; what happened stays told."""

import pytest

from tests.marked_text import events

REB, MIL, MEN = "[rebels|reb|REB]", "[army|SYR-MIL|MIL]", "[ten men||CVL]"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Kenya has one of the highest rates of [women|w|CVL] imprisoned.", "hypothetical"),
        ("It has the fourth highest number of [women|w|CVL] imprisoned in the world.", "hypothetical"),
        ("The highest number of [people|w|CVL] killed in a single attack was 300.", "actual"),
        ("The number of [people|w|CVL] killed in the attack rose to 34.", "actual"),
        ("For every [soldier|s|MIL] killed, two desert.", "hypothetical"),
        ("[Migrants|w|CVL] are arrested at five times the rate of others.", "hypothetical"),
        ("In an average year [ten men||CVL] are murdered there.", "hypothetical"),
        (f"[Gangs|g|CRM] kill {MEN} every year.", "hypothetical"),
        (f"The {MIL} has shelled the {REB} every year.", "actual"),
        (f"The {REB} kill {MEN} a year after the truce.", "actual"),
        (f"The {REB} kill {MEN} held for more than a year.", "actual"),
        ("[Migrants|w|CVL] who are arrested for any crime are sent home.", "hypothetical"),
        ("[Migrants|w|CVL] who were arrested for theft are sent home.", "actual"),
        (f"Anyone who kills {MEN} faces death.", "hypothetical"),
        (f"The man who killed {MEN} faces death.", "actual"),
        ("It helps parents whose [children|c|CVL] are killed.", "hypothetical"),
        ("It helps the ten parents whose [children|c|CVL] were killed.", "actual"),
    ],
)
def test_rates_and_habits_are_no_deeds(text: str, modality: str) -> None:
    assert events(text)[0].modality == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"Did the {MIL} shell the {REB}?", "hypothetical"),
        (f"Why did the {MIL} shell the {REB}?", "actual"),
        (f"Do you know that the {MIL} shelled the {REB}?", "actual"),
        (f"Was it an attack by {REB}?", "hypothetical"),
        (f"Will the attack by {REB} change the vote?", "actual"),
        (f"Does she nurse {MEN} wounded by {REB}?", "actual"),
        (f"It could have been an attack by {REB}.", "hypothetical"),
        (f"It looks like an attack by {REB}.", "hypothetical"),
        (f"The theory that {REB} attacked the {MIL} is false.", "hypothetical"),
        (f"The day that {REB} attacked the {MIL} is far off.", "actual"),
        (f"Nobody could prove that {REB} attacked the {MIL}.", "hypothetical"),
        ("Protests are part of a democracy.", "hypothetical"),
        ("Protests are spreading in {Qant|7}.", "actual"),
        (f"They will starve should {REB} attack the {MIL}.", "hypothetical"),
    ],
)
def test_what_is_asked_or_guessed_is_not_told(text: str, modality: str) -> None:
    assert events(text)[0].modality == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"Bombing the {MIL} never wins a war.", "hypothetical"),
        (f"He said that finding, arresting and deporting {MEN} would cost millions.", "hypothetical"),
        (f"Killing {MEN}, the {REB} said they would go on.", "actual"),
        (f"The aim is about defeating the {REB}.", "hypothetical"),
        (f"He advocated freezing wages and attacking the {MIL}.", "hypothetical"),
        (f"The rule prohibits the {MIL} from torturing {MEN}.", "negated"),
        (f"The law lets [police|p|COP] detain {MEN}.", "hypothetical"),
        (f"He spoke of the importance of attacking the {MIL}.", "hypothetical"),
        (f"The minister supported arresting {MEN}.", "hypothetical"),
        ("[The man||CVL] was never, ever arrested.", "negated"),
        (f"The {REB} would, within minutes, attack the {MIL}.", "hypothetical"),
        (f"The {REB} have, within a week, attacked the {MIL}.", "actual"),
    ],
)
def test_what_is_weighed_or_let_be_done_is_not_told(text: str, modality: str) -> None:
    assert events(text)[-1].modality == modality
