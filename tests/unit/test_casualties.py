"""Casualties: numbers, bounds, and nothing where nothing is said."""

import pytest

from pipelines.coding.casualties import find_harms
from pipelines.coding.clauses import Clause
from pipelines.coding.counts import Count
from tests.marked_text import mark


def counts(text: str, kind: str) -> list[Count]:
    marked = mark(text)
    [sentence] = marked.article.passages[0].sentences
    clause = Clause(sentence, marked.actors, marked.places, marked.times, frozenset())
    return [harm.count for harm in find_harms(clause) if harm.kind == kind]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The blast killed 12 people.", (12, 12, 12)),
        ("The blast killed at least 12 people.", (12, 12, None)),
        ("More than 1,200 people were killed.", (1200, 1200, None)),
        ("Up to 30 people died.", (None, 30, 30)),
        ("About forty people were killed.", (None, 40, None)),
        ("Between 20 and 30 people were killed.", (20, None, 30)),
        ("The raid killed 20-30 fighters.", (20, None, 30)),
        ("Dozens of people were killed.", (24, None, None)),
        ("Two soldiers died.", (2, 2, 2)),
        ("Nine civilians killed 12 injured in a blast near Qant.", (9, 9, 9)),
        ("Nine civilians killed more than 12 injured in a blast near Qant.", (9, 9, 9)),
        ("The blast killed four people and 13 were injured.", (4, 4, 4)),
        ("The blasts killed four guards and 13 injured.", (4, 4, 4)),
        ("The raid killed 12 wounded fighters.", (12, 12, 12)),
        ("A man and his young daughter were killed.", (2, 2, 2)),
        ("Three guards and a civilian were killed.", (4, 4, 4)),
        ("They shot two guards and a driver was killed.", (1, 1, 1)),
        ("Several guards were wounded and a driver was killed.", (1, 1, 1)),
        ("A shell claimed the lives of a man and a woman.", (2, 2, 2)),
        ("The raid killed a man and a woman was hurt.", (1, 1, 1)),
        ("Three other rebels, one identified as an officer, were killed.", (3, 3, 3)),
        ("The raid killed civilians including three children.", (3, None, None)),
        ("The seventh was a driver, also 24, who was killed.", (1, 1, 1)),
        ("Twenty-five people were killed.", (25, 25, 25)),
        ("A soldier was killed.", (1, 1, 1)),
        ("Two gunmen shot dead seven people.", (7, 7, 7)),
        ("Two gunmen were shot dead.", (2, 2, 2)),
        ("The blast killed 40 soldiers and about 10 civilians.", (None, 50, None)),
        ("A 13-year-old boy was shot and killed.", (1, 1, 1)),
        ("No one was killed.", (0, 0, 0)),
        ("The fighting killed 20 soldiers and 5 civilians.", (25, 25, 25)),
        ("It led to the deaths of 14 people.", (14, 14, 14)),
        ("The bomb went off, killing 3 and wounding 9.", (3, 3, 3)),
        ("Six people, including four children, were killed.", (6, 6, 6)),
        ("At least half a million people have been killed.", (500_000, 500_000, None)),
        ("The war killed more than a quarter of a million people.", (250_000, 250_000, None)),
        ("A million people died.", (1_000_000, 1_000_000, 1_000_000)),
        ("Tens of thousands of people were killed.", (20_000, None, None)),
        ("The raid left 16 people dead.", (16, 16, 16)),
        ("Two women were among eight people killed.", (8, 8, 8)),
        ("The surgeon was one of two people killed in the raid.", (2, 2, 2)),
        ("One of two hostages was killed in the raid.", (1, 1, 1)),
        ("A man killed his wife and a neighbour.", (2, 2, 2)),
        ("The raid killed two guards and wounded seven.", (2, 2, 2)),
        ("Five children were among the dead.", (5, None, None)),
        ("The number of people killed in the raid has risen to 52.", (52, 52, 52)),
        ("The number of civilians killed in raids reached at least 300.", (300, 300, None)),
        ("Three children were among at least nine killed.", (9, 9, None)),
        ("The murder of 6 monks shocked the town.", (6, 6, 6)),
        ("Gunmen shot to death 3 guards.", (3, 3, 3)),
        ("Four clerks were shot to death.", (4, 4, 4)),
        ("The assassination of a mayor shocked the town.", (1, 1, 1)),
        ("The raid killed a separatist.", (1, 1, 1)),
        ("A woman fatally shot a farmer.", (1, 1, 1)),
        ("Four people were fatally shot.", (4, 4, 4)),
        ("He denied the fatal stabbing of two farmers.", (2, 2, 2)),
        ("Gunmen killed a farmer and his two sons.", (3, 3, 3)),
        ("Gunmen killed a farmer and two nuns were hurt.", (1, 1, 1)),
        ("Four of the nine captives were killed.", (4, 4, 4)),
        ("One of the 30 captives was shot dead.", (1, 1, 1)),
        ("A group of 30 people were killed.", (30, 30, 30)),
        ("At least 12 people, four of them women, were killed.", (12, 12, None)),
        ("Two men, 25 and 30, were killed.", (2, 2, 2)),
        ("A boy and a girl, both 12, were killed.", (2, 2, 2)),
        ("The mother of two was killed.", (1, 1, 1)),
        ("Eight officers shot a man dead.", (1, 1, 1)),
        ("The boy shot himself dead.", (1, 1, 1)),
        ("Three of the guards were hit, including the one who died.", (1, 1, 1)),
        ("The killing of girl, 5", (1, 1, 1)),
        ("At least two soldiers and five clerks were killed.", (7, 7, None)),
        ("Both women were killed.", (2, 2, 2)),
        ("The raid killed both of them.", (2, 2, 2)),
        ("A couple was killed.", (2, 2, 2)),
        ("The raid killed a couple of guards.", (None, 2, None)),
        ("A trio of gunmen were killed.", (3, 3, 3)),
        ("A couple of shells killed three people.", (3, 3, 3)),
        ("The raid killed a boy and his adopted mother.", (2, 2, 2)),
        ("The raid killed him and his wife.", (2, 2, 2)),
        ("The raid killed him.", (1, 1, 1)),
        ("He played with three children, among them the 6-month-old who was killed.", (1, 1, 1)),
    ],
)
def test_deaths(text: str, killed: tuple[int | None, int | None, int | None]) -> None:
    assert counts(text, "killed") == [Count(*killed)]


@pytest.mark.parametrize("text", ["Some of the 30 captives were killed.", "It took back an earlier toll of nine dead."])
def test_number_of_others_is_not_that_of_the_dead(text: str) -> None:
    assert counts(text, "killed") == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry gave no figure for the number of people killed.",
        "As well as those killed at least 160 people were injured.",
        "Both the army and the rebels were killed.",
    ],
)
def test_deaths_that_are_not_counted(text: str) -> None:
    assert not counts(text, "killed")


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("The blast wounded 12 people.", 12),
        ("20 people were killed and 30 injured.", 30),
        ("Nobody was injured.", 0),
        ("Eight pupils were killed and another 27 pupils and a teacher were injured.", 28),
        ("The shells hit houses, injuring a woman and a girl.", 2),
        ("The war has wounded a million people.", 1_000_000),
        ("A bomb killed 10 people and injured 44, 20 of them seriously.", 44),
        ("The man injured another policeman and a shopkeeper.", 2),
        ("The raid injured his wife and son.", 2),
        ("A man and child were injured.", 2),
        ("Two men were shot in the legs.", 2),
        ("He shot a clerk twice in the left leg.", 1),
        ("A girl was grazed by a stray bullet.", 1),
    ],
)
def test_injured(text: str, injured: int) -> None:
    assert [count.best for count in counts(text, "injured")] == [injured]


@pytest.mark.parametrize(
    "text",
    [
        "He hurt others - Channel 9 News",
        "He died of gunshot wounds in Ward 11.",
        "A boy was shot in the leg and died.",
        "A girl was shot in the head.",
        "A shell struck a house in the arms bazaar.",
    ],
)
def test_injured_that_are_not_counted(text: str) -> None:
    assert not counts(text, "injured")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A judge, 54, and a nun, 27, were killed.", 2),
        ("His relatives, a judge and a nun, were killed.", 2),
        ("Two officers, a captain and a colonel, were killed.", 2),
        ("The mayor, his wife and two guards were killed.", 4),
        ("Two soldiers, an official and a driver were killed.", 4),
        ("A woman and her three children as well as another child were killed.", 5),
        ("A soldier and two of his comrades were killed.", 3),
        ("A young couple and their baby were killed.", 3),
        ("Police said a nun and two guards were killed.", 3),
        ("A bomber attacked a guard and two officers were killed.", 2),
        ("In the raid 18 lorries were burnt and 20 civilians were killed.", 20),
        ("Officials and 12 civilians were killed.", 12),
        ("The gunmen and a guard were killed.", None),
    ],
)
def test_list_before_a_plural_verb_is_summed(text: str, killed: int | None) -> None:
    assert [count.best for count in counts(text, "killed")] == ([] if killed is None else [killed])


@pytest.mark.parametrize(
    ("text", "captured"),
    [
        ("Police arrested 25 protesters.", (25, 25, 25)),
        ("At least 40 people were detained.", (40, 40, None)),
        ("Gunmen kidnapped a priest.", (1, 1, 1)),
        ("Rebels took a soldier prisoner.", (1, 1, 1)),
        ("Rebels took three soldiers hostage.", (3, 3, 3)),
        ("Police made 12 arrests.", (12, 12, 12)),
        ("The arrest of three editors was condemned.", (3, 3, 3)),
        ("Rebels took nine pupils hostage.", (9, 9, 9)),
        ("The army took 30 prisoners.", (30, 30, 30)),
        ("Troops captured [14 fighters|X] near the bridge.", (14, 14, 14)),
        ("Police shot two men and arrested five others.", (5, 5, 5)),
        ("Nobody was arrested.", (0, 0, 0)),
    ],
)
def test_captured(text: str, captured: tuple[int | None, int | None, int | None]) -> None:
    assert counts(text, "captured") == [Count(*captured)]


@pytest.mark.parametrize(
    "text",
    [
        "Troops captured 3 towns.",
        "Troops captured two hills with 14 tanks.",
        "The group freed 12 hostages.",
        "The ministry wants 50 prisoners back.",
        "He was arrested in <2014|2014-01-01>.",
    ],
)
def test_what_is_not_captured(text: str) -> None:
    assert [count for count in counts(text, "captured") if count.best != 1] == []


@pytest.mark.parametrize(
    ("text", "displaced"),
    [
        ("The fighting displaced 20,000 people.", (20000, 20000, 20000)),
        ("About 5,000 villagers were displaced.", (None, 5000, None)),
        ("Shelling forced 3,000 residents from their homes.", (3000, 3000, 3000)),
        ("The raid left 400 people homeless.", (400, 400, 400)),
        ("More than 1.2 million people fled the fighting.", (1200000, 1200000, None)),
        ("Over 600,000 people have fled to the border.", (600000, 600000, None)),
    ],
)
def test_displaced(text: str, displaced: tuple[int | None, int | None, int | None]) -> None:
    assert counts(text, "displaced") == [Count(*displaced)]


@pytest.mark.parametrize(
    "text",
    [
        "Three gunmen fled.",
        "500 inmates fled through a tunnel.",
        "Rebels raided a camp for 2,000 displaced people.",
        "The town shelters 9,000 internally displaced women.",
        "Some 900 families fled their homes.",
    ],
)
def test_who_is_not_displaced(text: str) -> None:
    assert counts(text, "displaced") == []


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers were killed.",
        "The blast destroyed 12 houses.",
        "The 45-year-old killed time.",
        "Civilians were killed in <2014|2014-01-01>.",
        "He was killed 20 km from the border.",
    ],
)
def test_unstated_is_not_counted(text: str) -> None:
    assert [count for count in counts(text, "killed") if count.best != 1] == []


@pytest.mark.parametrize(
    "text",
    [
        "Seven soldiers were killed or wounded.",
        "Seven soldiers were killed and wounded.",
        "The shells killed or wounded 40 soldiers.",
        "Mortar attack kills, injures 70 people.",
        "Mortar attack kills injures over 70 people.",
    ],
)
def test_killed_and_hurt_told_together_give_neither(text: str) -> None:
    assert counts(text, "killed") == counts(text, "injured") == []


def test_group_of_fighters_is_no_single_person() -> None:
    assert counts("Nine members of the militant group were killed.", "killed") == [Count(9, 9, 9)]
