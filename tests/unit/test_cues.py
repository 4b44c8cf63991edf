"""Which words recall an event that was told before, which add another, and which tell what happens often."""

from typing import Any

import polars as pl
import pytest

from pipelines.linking.cues import add_cues
from pipelines.linking.events import link_mentions
from tests.mention_rows import actor, frame, row


def told(text: str, trigger: str, mention_id: str = "m1", **stated: Any) -> dict[str, Any]:
    """A mention of article "a" whose sentence is the one of the text that holds the trigger."""
    at = text.index(trigger)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    return row(
        mention_id, trigger_start=at, trigger_end=at + len(trigger), trigger_text=trigger, sentence_start=start,
        sentence_end=text.index(".", at) + 1, sentence_index=text[:at].count(". "), **stated,
    )  # fmt: skip


def article(text: str) -> pl.DataFrame:
    return pl.DataFrame([{"article_id": "a", "title": "", "text": text}])


@pytest.mark.parametrize(
    ("text", "trigger", "recalls"),
    [
        ("Nobody has claimed the attack.", "attack", True),
        ("The group claimed responsibility for the kidnapping.", "kidnapping", True),
        ("He spoke of this savage bombing.", "bombing", True),
        ("Two guards died in the blast.", "died", True),
        ("Three men were wounded in the clash.", "wounded in the clash", True),
        ("A clerk was killed during the armed raid.", "killed", True),
        ("An attack shook the town.", "attack", False),
        ("The latest attack shook the town.", "attack", False),
        ("The attack on the convoy came at dawn.", "attack", False),
        ("The murder of two nuns is not solved.", "murder", False),
        ("Two guards died in a blast.", "died", False),
        ("Two guards died in the attack on the bank.", "died", False),
        ("The rebels lost ten men.", "lost", False),
        ("He fled in the raid and struck a guard.", "struck", False),
        ("The offensive began in May.", "offensive", False),
    ],
)
def test_definite_noun_of_a_deed_recalls_what_was_told(text: str, trigger: str, recalls: bool) -> None:
    found = add_cues(frame(told(text, trigger)), article(text))
    assert found["recalls"].to_list() == [recalls]


@pytest.mark.parametrize(
    ("text", "trigger", "adds"),
    [
        ("The army also shelled Qant.", "shelled", True),
        ("A man was killed in a separate air strike.", "killed", True),
        ("Two died in another raid on the port.", "died", True),
        ("Meanwhile, jets struck Qant.", "struck", True),
        ("Her cousin was also shot.", "shot", False),
        ("The raid also killed two guards.", "killed", False),
        ("Another man was shot.", "shot", False),
        ("The army shelled Qant, the other side said.", "shelled", False),
    ],
)
def test_words_add_an_event_to_what_was_told(text: str, trigger: str, adds: bool) -> None:
    assert add_cues(frame(told(text, trigger)), article(text))["adds"].to_list() == [adds]


@pytest.mark.parametrize(
    ("text", "trigger", "often"),
    [
        ("Rebels regularly fire rockets, often killing civilians.", "killing", True),
        ("The town has been shelled almost every day.", "shelled", True),
        ("Its leaders were targeted in the past.", "targeted", True),
        ("The army continues to shell Qant.", "shell", True),
        ("The school had been hit repeatedly.", "hit", True),
        ("The group claimed previous bombings.", "bombings", True),
        ("Clashes killed 40 fighters in the past two days.", "killed", False),
        ("Jets struck Qant on Monday. The port was regularly shelled.", "struck", False),
    ],
)
def test_words_tell_what_happens_often(text: str, trigger: str, often: bool) -> None:
    assert add_cues(frame(told(text, trigger)), article(text))["often"].to_list() == [often]


@pytest.mark.parametrize(
    ("second", "is_one"),
    [
        ("The army shelled the port.", True),
        ("The army also shelled the port.", False),
        ("The army regularly shelled the port.", False),
    ],
)
def test_what_is_added_and_what_is_often_are_not_the_event_before(second: str, is_one: bool) -> None:
    text = "The army shelled Qant. " + second
    mentions = (told(text, part, part, recipients=[]) for part in ("shelled Qant", "shelled the"))
    links = link_mentions(frame(*mentions), article(text)).links
    assert (links["event_id"].n_unique() == 1) is is_one


def test_without_its_text_nothing_is_known_of_its_words() -> None:
    found = add_cues(frame(told("Nobody has claimed the attack.", "attack")), None)
    assert found.select("recalls", "adds", "often").row(0) == (False, False, False)


@pytest.mark.parametrize(
    ("second", "mode", "is_one"),
    [
        ("Twelve soldiers were wounded in the blast.", "explosives", True),
        ("Twelve soldiers were wounded in the attack.", None, True),
        ("Twelve soldiers were wounded in an attack.", None, False),
        ("Twelve soldiers were wounded in the shooting.", "firearms", False),
    ],
)
def test_who_was_hurt_in_the_blast_was_hurt_by_the_one_before(second: str, mode: str | None, is_one: bool) -> None:
    text = "A bomb shook Riverton. " + second
    nowhere = {"place_id": None, "place_precision": None, "country_code": None, "date_precision": "publication"}
    bomb = told(text, "bomb", actors=[], recipients=[], mode="explosives", **nowhere)
    hurt = told(
        text, "wounded", "m2", actors=[], recipients=[actor("COL-MIL", "Twelve soldiers", sector="MIL")], injured=12,
        mode=mode, **nowhere,
    )  # fmt: skip
    links = link_mentions(frame(bomb, hurt), article(text)).links
    assert (links["event_id"].n_unique() == 1) is is_one
