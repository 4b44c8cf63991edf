"""Modality: actual, historical, future, hypothetical, negated."""

import pytest

from tests.marked_text import events

REB, MIL = "[rebels|reb|REB]", "[army|SYR-MIL|MIL]"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"The {REB} attacked the {MIL}.", "actual"),
        (f"The {REB} have been attacking the {MIL}.", "actual"),
        (f"The {REB} managed to attack the {MIL}.", "actual"),
        (f"The {REB} did not attack the {MIL}.", "negated"),
        (f"The {REB} denied attacking the {MIL}.", "negated"),
        (f"The {REB} failed to capture {{Qant|7}}.", "negated"),
        (f"The {REB} will attack the {MIL}.", "future"),
        (f"The {REB} planned to attack the {MIL}.", "future"),
        (f"The {REB} could attack the {MIL}.", "hypothetical"),
        (f"The {REB} tried to attack the {MIL}.", "hypothetical"),
        (f"If {REB} attack the {MIL}, talks are over.", "hypothetical"),
        (f"A planned attack by {REB} on the {MIL} worries them.", "future"),
        (f"Fears of an attack by {REB} on the {MIL} grew.", "hypothetical"),
        (f"The {REB} attacked the {MIL} in <2014|2014-01-01..2014-12-31>.", "historical"),
        (f"The {REB} had attacked the {MIL} before.", "historical"),
        (f"The {REB} had attacked the {MIL}, officials said.", "actual"),
        (f"The {REB} almost killed the {MIL}.", "negated"),
        (f"Neither the police nor the {REB} attacked the {MIL}.", "negated"),
        (f"None of the {REB} attacked the {MIL}.", "negated"),
        (f"No fewer than ten {REB} attacked the {MIL}.", "actual"),
        (f"With no warning the {REB} attacked the {MIL}.", "actual"),
        (f"The {MIL} stopped short of attacking the {REB}.", "negated"),
        (f"Stop bombing the {MIL}, the banner read.", "hypothetical"),
        (f"He told them to stop killing the {MIL}.", "hypothetical"),
        (f"Stopped at a gate, the {REB} began bombing the {MIL}.", "actual"),
        (f"There will not be any more bombings or murders of {MIL}.", "negated"),
        (f"Peace will not come by attacking the {MIL}.", "negated"),
        (f"A [US|us|GOV] strike on the {MIL} would start a war.", "hypothetical"),
        (f"Imagine that {REB} attack the {MIL}.", "hypothetical"),
        (f"The {REB} considered attacking the {MIL}.", "hypothetical"),
        (f"Having hoped to take {{Qant|7}} before attacking the {MIL}, they left.", "hypothetical"),
        (f"The {REB} since <May|2020-05-01..2020-05-31> have attacked the {MIL}.", "actual"),
        (f"The {REB} are weighing attacking the {MIL}.", "hypothetical"),
        (f"The {REB} dreamed of attacking the {MIL}.", "hypothetical"),
        (f"The {REB} were close to attacking the {MIL}.", "hypothetical"),
        (f"The {REB} avoided attacking the {MIL}.", "negated"),
        (f"The {REB} admitted attacking the {MIL}.", "actual"),
        (f"The {REB} have been accused of killing the {MIL}.", "hypothetical"),
        (f"The {REB} threatens air raids on the {MIL}.", "hypothetical"),
        (f"They fled in case {REB} attacked the {MIL}.", "hypothetical"),
        ("Workers voted to strike.", "future"),
        (f"A halt to [army|SYR-MIL|MIL] attacks on the {REB} was holding.", "negated"),
        (f"The freeze on shelling by the {MIL} ended.", "negated"),
        (f"The group renounced attacks on the {MIL}.", "negated"),
        (f"Had the {REB} attacked the {MIL}, the town would have fallen.", "hypothetical"),
        ("Talks between [Chad|CHA|GOV] and [Kenya|KEN|GOV] were called off.", "negated"),
        (f"The {REB} plan to cross the river and attack the {MIL}.", "future"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert events(text)[0].modality == modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"The {REB} considered attacking the {MIL}.", "hypothetical"),
        (f"Having hoped to take {{Qant|7}} before attacking the {MIL}, they left.", "hypothetical"),
        (f"She accuses the {REB} of attacking the {MIL}.", "hypothetical"),
        (f"The {REB} since <May|2020-05-01..2020-05-31> have attacked the {MIL}.", "actual"),
        (f"The {REB} have rockets capable of flying far and hitting the {MIL}.", "hypothetical"),
        (f"They began talks with a view to attacking the {MIL}.", "hypothetical"),
        (f"The {REB} are preparing to help in attacking the {MIL}.", "hypothetical"),
        (f"The {REB} helped in attacking the {MIL}.", "actual"),
        (f"The {REB} nearly succeeded in killing the {MIL}.", "negated"),
        (f"The {REB} succeeded in killing the {MIL}.", "actual"),
        (f"They fear the risk of {REB} attacking the {MIL}.", "hypothetical"),
        (f"It would be wrong to consider the {MIL} defeated.", "hypothetical"),
        (f"They promised to help kill the {MIL}.", "future"),
        (f"It has not reached its goal of killing the {MIL}.", "hypothetical"),
        (f"He prevented the mayor, a rich man, from killing the {MIL}.", "negated"),
        (f"A bomb was about to kill the {MIL}.", "future"),
        (f"Let them kill the {MIL}.", "hypothetical"),
        (f"Rockets could be used to kill the {MIL}.", "hypothetical"),
        (f"Rockets were used to kill the {MIL}.", "actual"),
        (f"It is likely to embolden {REB} in attacking the {MIL}.", "hypothetical"),
        (f"The mayor wants the {MIL} killed.", "hypothetical"),
        (f"The mayor saw the {MIL} killed.", "actual"),
        (f"If {REB}, with some help, kill the {MIL}, talks are over.", "hypothetical"),
        (f"If it rains, the mayor said, the {REB} killed the {MIL}.", "actual"),
        (f"The mayor says the way is to have the {MIL} killed.", "hypothetical"),
        (f"Lee would be the fifth of [five men||CVL] killed by {REB}.", "actual"),
        ("Lee would be the [fifth inmate||CVL] killed this year.", "hypothetical"),
        ("Lee was the [fifth inmate||CVL] killed this year.", "actual"),
        (f"They will wait until the {REB}, an old militia, have been killed.", "future"),
        (f"They left after the {REB}, an old militia, have been killed.", "actual"),
        (f"The {REB} marched in under the pretext that they were attacking the {MIL}.", "hypothetical"),
        (f"The {REB} marched in under the pretext of attacking the {MIL}.", "hypothetical"),
        (f"It goes on as long as {REB} attack the {MIL}.", "hypothetical"),
    ],
)
def test_verb_is_as_real_as_what_leads_to_it(text: str, modality: str) -> None:
    assert [event.modality for event in events(text) if event.event_type == "ASSAULT"] == [modality]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"The {REB} will be arrested and killed.", "future"),
        (f"The {REB} could be arrested and killed by the {MIL}.", "hypothetical"),
        (f"They will wait until the {REB} are surrounded and killed.", "future"),
        (f"The {REB} were arrested and killed by the {MIL}.", "actual"),
        (f"The {REB} did not capture or kill the {MIL}.", "negated"),
        (f"He said the {REB} would pay and killed the {MIL}.", "actual"),
    ],
)
def test_verbs_of_a_pair_share_what_leads_to_them(text: str, modality: str) -> None:
    assert [event.modality for event in events(text) if "kill" in event.trigger_text] == [modality]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"The {MIL} prepared an offensive against the {REB}.", "hypothetical"),
        (f"The {MIL} prepared a base after an attack by {REB}.", "actual"),
        (f"He gave no timetable for an attack on the {REB}.", "hypothetical"),
        (f"They must keep the option of an attack on the {REB}.", "hypothetical"),
        (f"They were readying for an attack on the {REB}.", "future"),
        (f"Clashes between the {MIL} and the {REB}, east of the dam, are now a possibility.", "hypothetical"),
        (f"Clashes between the {MIL} and the {REB} are a possible cause.", "actual"),
        (f"Clashes between the {MIL} and the {REB} are likely if it rains.", "hypothetical"),
        (f"It could trigger the {MIL} offensive against the {REB}.", "hypothetical"),
        (f"It triggered the {MIL} offensive against the {REB}.", "actual"),
        (f"The mayor would welcome an attack on the {REB}.", "hypothetical"),
        (f"The mayor would condemn an attack on the {REB}.", "actual"),
        (f"It leaves the {MIL} vulnerable to an attack by the {REB}.", "hypothetical"),
        (f"The march may lead to clashes between the {MIL} and the {REB}.", "hypothetical"),
        (f"The march led to clashes between the {MIL} and the {REB}.", "actual"),
        (f"The {REB} hope to encircle the town before launching an attack on the {MIL}.", "hypothetical"),
        (f"The {REB} fled after launching an attack on the {MIL}.", "actual"),
        (f"[Norvia|n|GOV] set Monday as the date for an attack on the {REB}.", "future"),
        (f"[Norvia|n|GOV] would respond with an attack on the {REB}.", "hypothetical"),
        (f"[Norvia|n|GOV] responded with an attack on the {REB}.", "actual"),
        (f"Clashes between the {MIL} and the {REB} are rare in the south.", "hypothetical"),
        (f"The clash between the {MIL} and the {REB} was due to a quarrel.", "actual"),
        (f"The attack on the {REB} by the {MIL} is due on Monday.", "future"),
        (f"The attack on the {REB} was planned and carried out by the {MIL}.", "actual"),
        (f"The attack on the {REB} was planned and paid for by the {MIL}.", "future"),
        (f"Clashes between the {MIL} and the {REB} were the worst since <May|2014-05-01..2014-05-31>.", "actual"),
    ],
)
def test_noun_is_as_real_as_the_verb_that_governs_it(text: str, modality: str) -> None:
    assert {e.modality.replace("historical", "actual") for e in events(text) if e.event_type == "ASSAULT"} == {modality}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Workers decided on a strike.", "future"),
        ("The union balloted 800 workers on strikes.", "future"),
        ("The council called for an end to the war and the release of the [ten hostages||CVL].", "hypothetical"),
        ("The council welcomed the end of the war and the release of the [ten hostages||CVL].", "actual"),
        ("[Norvia|n|GOV] drew up a list for its talks with [Ostria|o|GOV] later this year.", "future"),
        ("[Norvia|n|GOV] opened talks with [Ostria|o|GOV] later that year.", "actual"),
    ],
)
def test_what_somebody_decides_on_or_calls_for_is_to_come(text: str, modality: str) -> None:
    assert [e.modality for e in events(text) if e.event_type in ("PROTEST", "RETREAT", "CONSULT")] == [modality]


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        (f"They want to take the town, attack the {MIL} and leave.", ["hypothetical"]),
        (f"They took the town, then attacked the {MIL} and left.", ["actual"]),
        (f"He told the {REB} how to start bombing the {MIL}.", ["hypothetical"]),
        (f"The {REB} managed to start bombing the {MIL}.", ["actual"]),
        (f"The {REB} are able to attack the {MIL}.", ["hypothetical"]),
        (f"The {REB} were able to attack the {MIL}.", ["actual"]),
        (f"That could include jamming and bombing the {MIL}.", ["hypothetical"]),
        (f"The night included jamming and bombing the {MIL}.", ["actual"]),
        (f"Ideas include jamming and bombing the {MIL}.", ["hypothetical"]),
        (f"He considered jamming radios, bombing the {MIL} and leaving.", ["hypothetical"]),
        (f"He came for jamming radios, bombing the {MIL} on the way.", ["actual"]),
        (f"They want to go to the town and attack the {MIL}.", ["hypothetical"]),
        (f"They managed to get to the town and attack the {MIL}.", ["actual"]),
        (f"The [rebels|reb|REB] came to the town and hit the {MIL}.", ["actual"]),
        (f"That would indicate that the {REB} had bombed the {MIL}.", ["hypothetical"]),
        (f"Pictures indicate that the {REB} have bombed the {MIL}.", ["actual"]),
        (f"The {REB} simulated an attack on the {MIL}.", ["hypothetical"]),
        (f"A wall is insurance from attacks by {REB} on the {MIL}.", ["hypothetical"]),
        ("A law bans attacks on [doctors||MED].", ["hypothetical"]),
        ("He was charged with two counts of stabbing [two men||CVL].", ["hypothetical"]),
        ("[Two men||CVL] were charged with murder, kidnapping and fraud.", ["hypothetical"]),
        ("[Two men||CVL] were jailed for murder, kidnapping and fraud.", ["actual"]),
        ("Unions called for three days of massive, nationwide protests.", ["hypothetical"]),
        (f"Was it a raid, or shelling by {REB}?", ["hypothetical"]),
    ],
)
def test_lists_laws_and_charges_tell_no_deed(text: str, modalities: list[str]) -> None:
    told = [event.modality for event in events(text) if event.event_type in ("ASSAULT", "PROTEST")]
    assert told[-1:] == modalities


def test_state_that_lasts_is_no_history() -> None:
    text = "The [rebels|reb|REB] have held {Qant|7} since <2014|2014-01-01..2014-12-31>."
    assert events(text)[0].modality == "actual"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (f"It is essential that the {REB} free [ten hostages||CVL].", "free"),
        ("The council recommended that [Norvia|n|GOV] expel the [envoy|e|GOV].", "expel"),
        ("The opposition called for mass protests against the [army|SYR-MIL|MIL].", "mass protests"),
        ("Union leaders urged a nationwide strike.", "nationwide strike"),
    ],
)
def test_what_is_asked_for_is_not_done(text: str, trigger: str) -> None:
    assert [event.modality for event in events(text) if event.trigger_text == trigger] == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        (f"The [town|t|CVL] is regularly bombed by {MIL}.", "hypothetical"),
        (f"The [town|t|CVL] was regularly bombed by {MIL}.", "actual"),
        (f"The {MIL} often clashes with {REB}.", "hypothetical"),
        (f"Terrorist attacks on {MIL} regularly occur in the hills.", "hypothetical"),
        (f"Terrorist attacks on {MIL} occurred in the hills.", "actual"),
    ],
)
def test_what_is_done_ever_again_is_no_one_deed(text: str, modality: str) -> None:
    assert {event.modality for event in events(text) if event.event_type == "ASSAULT"} == {modality}


def test_what_is_said_of_a_deed_leaves_it_one() -> None:
    text = f"The council called for an inquiry into the killing of [ten clerks||CVL] by {REB}."
    assert [event.modality for event in events(text) if event.event_type == "ASSAULT"] == ["actual"]
