"""ACLED's sub-event types: by words, by parties, and by the model where both leave them open."""

import csv
from collections import Counter
from io import StringIO

import pytest

from pipelines.coding.classifier import FEWEST_SENTENCES, features, load_classifier, training_digest, training_tables
from pipelines.coding.sub_events import Choice, choice_for, choose
from tests.marked_text import events, only


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("[Two suicide bombers||REB] killed [nine people||CVL] in {Qant|7}.", "Suicide bomb"),
        ("[Warplanes||MIL] bombed a clinic in {Qant|7}.", "Air/drone strike"),
        ("[Gunmen||UAF] came under a grenade attack in {Qant|7}.", "Grenade"),
        ("[Nine people||CVL] were killed by poisonous gas when [rebels|reb|REB] attacked {Qant|7}.", "Chemical weapon"),
        ("[A mob||CVL] killed [two men||CVL] in {Qant|7}.", "Mob violence"),
        ("[Rebels|reb|REB] attacked a military base near {Qant|7}.", "Armed clash"),
        ("[Six soldiers|NOR-MIL|MIL] were killed in an attack near {Qant|7}.", "Armed clash"),
        ("[The army|NOR-MIL|MIL] drove [rebels|reb|REB] out of the town of {Qant|7}.", "Government regains territory"),
        ("[Demonstrators||CVL] clashed with [police|NOR-COP|COP] in {Qant|7}.", "Violent demonstration"),
        ("[Police|NOR-COP|COP] killed [two protesters||CVL] in {Qant|7}.", "Excessive force against protesters"),
        ("[The army|NOR-MIL|MIL] redeployed to the border.", "Change to group/activity"),
        ("[The army|NOR-MIL|MIL] set up new observation posts near {Qant|7}.", "Headquarters or base established"),
    ],
)
def test_words_and_parties_tell_the_sub_event(text: str, sub_event: str) -> None:
    assert events(text)[0].acled_sub_event_type == sub_event


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("[The army|NOR-MIL|MIL] recaptured {Qant|7} from [rebels|reb|REB].", "Government regains territory"),
        ("[Rebels|reb|REB] recaptured {Qant|7} from the [army|NOR-MIL|MIL].", "Non-state actor overtakes territory"),
        ("[Rebels|reb|REB] seized a village near the border.", "Non-state actor overtakes territory"),
        ("[Rebels|reb|REB] took {Qant|7} without a fight.", "Non-violent transfer of territory"),
    ],
)
def test_who_takes_land_decides_what_the_taking_is(text: str, sub_event: str) -> None:
    assert only(text).acled_sub_event_type == sub_event


@pytest.mark.parametrize(
    "text",
    [
        "Twelve rifles and a box of ammunition were seized in {Qant|7}.",
        "[Police|NOR-COP|COP] found a cellar full of explosives.",
        "A stash of grenades was discovered near {Qant|7}.",
    ],
)
def test_arms_that_are_found_are_disrupted_weapons(text: str) -> None:
    assert only(text).acled_sub_event_type == "Disrupted weapons use"


def test_what_is_found_beside_no_arms_is_no_event() -> None:
    assert events("[Police|NOR-COP|COP] found the boy in {Qant|7}.") == []
    assert events("The child was found in her arms.") == []


def test_property_is_destroyed_only_by_people() -> None:
    assert only("Several shops were looted overnight.").acled_sub_event_type == "Looting/property destruction"
    assert events("Four houses were set ablaze by looters.")[0].acled_sub_event_type == "Looting/property destruction"
    assert events("Four houses were burned after the storm.") == []


def test_model_reads_the_sentences_beside_a_protest() -> None:
    calm = "[Students||EDU] marched through {Qant|7} and went home in the evening."
    assert only(calm).acled_sub_event_type == "Peaceful protest"
    broken_up = (
        "[Students||EDU] marched through {Qant|7}. The rally was broken up with water cannon and several were led away."
    )
    assert events(broken_up)[0].acled_sub_event_type == "Protest with intervention"


def test_rules_keep_their_label_where_the_model_is_not_sure() -> None:
    model = load_classifier()
    choice = Choice(("Attack", "Armed clash"), 1.1, wide=False)
    assert choose(model, "Rebels and soldiers clashed.", "Attack", choice) == "Attack"
    assert choice_for("Grenade", "explosives", frozenset()) is None


def test_capitals_throughout_are_words_and_no_names() -> None:
    assert features("POLICE ARREST TWO") == features("police arrest two")


def test_names_do_not_count_as_words() -> None:
    assert features("Police in Lagos shot a man") == features("Police in Quito shot a man")


def test_shares_add_up_to_one_whatever_the_text() -> None:
    for text in ("", "ÄÖÜ 123 !!!", "Rebels fired mortars at the camp."):
        assert sum(load_classifier().shares(text, ("Attack", "Armed clash", "Arrests")).values()) == pytest.approx(1)


def _sentences() -> list[dict[str, str]]:
    return [row for _, table in training_tables() for row in csv.DictReader(StringIO(table.decode("utf-8")))]


def test_every_sentence_of_the_training_tables_is_there_once() -> None:
    texts = Counter(row["text"].lower() for row in _sentences())
    assert [text for text, number in texts.items() if number > 1] == []


def test_every_type_that_the_model_may_choose_has_a_hundred_sentences() -> None:
    written = Counter(row["acled_sub_event_type"] for row in _sentences())
    offered = {name for label in written if (choice := choice_for(label, None, frozenset())) for name in choice.among}
    assert len(offered) > 15
    assert {name for name in offered if written[name] < 100} == set()


def test_stored_weights_were_trained_on_the_tables_beside_them() -> None:
    """When this fails: `python -m pipelines.training.sub_events` trains anew."""
    assert load_classifier().digest == training_digest(training_tables())


def test_stored_weights_were_trained_with_the_features_of_today() -> None:
    """When this fails: `python -m pipelines.training.sub_events` trains anew."""
    seen = Counter(feature for row in _sentences() for feature in features(row["text"]))
    assert set(load_classifier().vocabulary) == {f for f, number in seen.items() if number >= FEWEST_SENTENCES}


def test_model_has_learnt_its_own_sentences() -> None:
    model, rows = load_classifier(), _sentences()
    labels = [
        r["event_type"] if r["acled_sub_event_type"] in ("", "Other") else r["acled_sub_event_type"] for r in rows
    ]
    shares = [model.shares(row["text"], model.labels) for row in rows]
    right = sum(max(share, key=share.__getitem__) == label for share, label in zip(shares, labels, strict=True))
    assert right > 0.98 * len(rows)


@pytest.mark.parametrize(
    ("text", "mode", "sub_event"),
    [
        ("Shells damaged [a hospital||MED] in {Qant|7}.", "heavy-weapons", "Shelling/artillery/missile attack"),
        ("A convoy was destroyed during an air strike.", "aerial", "Air/drone strike"),
        ("[Rebels|reb|REB] shot down a [Norvian|NOR-GOV|GOV] jet.", None, "Shelling/artillery/missile attack"),
        ("A helicopter was shot down by [rebels|reb|REB] near {Qant|7}.", None, "Shelling/artillery/missile attack"),
        ("[Warplanes||MIL] fired missiles at {Qant|7}.", "aerial", "Air/drone strike"),
        ("Missiles hit {Qant|7}, destroying two helicopters.", "heavy-weapons", None),
        ("[Troops||MIL] destroyed a van rigged with explosives in {Qant|7}.", "destroy", None),
    ],
)
def test_what_was_hit_is_not_what_it_was_hit_with(text: str, mode: str | None, sub_event: str | None) -> None:
    event = events(text)[0]
    assert event.mode == mode
    assert sub_event in (None, event.acled_sub_event_type)
