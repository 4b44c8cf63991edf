"""Linking: which mentions are one event, within an article and across articles."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from pipelines.linking.events import link_mentions
from schemas.contracts import empty
from schemas.frames import EventLinks, Mentions
from tests.mention_rows import DAY, actor, frame, row

TOWN_AWAY = {"place_id": "9", "place_name": "Far", "latitude": 36.5, "longitude": 41.5}


def is_one_event(first: dict[str, Any], second: dict[str, Any], *texts: str) -> bool:
    """Whether the two are linked; `texts` are those of articles "a" and "b"."""
    articles = pl.DataFrame(
        [{"article_id": name, "title": "", "text": text} for name, text in zip("ab", texts, strict=False)]
    )
    if texts:
        return link_mentions(frame(first, second), articles).links["event_id"].n_unique() == 1
    return link_mentions(frame(first, second)).links["event_id"].n_unique() == 1


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"actors": [], "fatalities_best": 12},
        {"recipients": [], "fatalities_best": 12},
        {"date_precision": "publication", "date_start": DAY + timedelta(1), "date_end": DAY + timedelta(1)},
        {"place_id": "8", "place_name": "Qant East", "latitude": 35.05},
        {"place_id": "1", "place_precision": "admin1", "fatalities_best": 12},
        {"fatalities_best": 14},
    ],
)
def test_reports_in_two_articles_that_agree_are_one_event(change: dict[str, Any]) -> None:
    assert is_one_event(row("m1", "a", fatalities_best=12), row("m2", "b", **change))


@pytest.mark.parametrize(
    "change",
    [
        TOWN_AWAY,
        {"actors": [actor("police")], "recipients": [actor("gang")]},
        {"date_start": DAY - timedelta(2), "date_end": DAY - timedelta(2)},
        {"fatalities_best": 120},
        {"mode": "aerial"},
        {"event_type": "PROTEST"},
        {"actors": []},
        {"fatalities_best": 250_000},
        {"date_text": "since 2015", "date_precision": "year", "date_start": DAY - timedelta(900)},
        {"date_text": "2014 and 2019", "date_precision": "year", "date_start": DAY - timedelta(900)},
        {"modality": "future"},
        {"actors": [], "recipients": [], "place_id": None, "place_precision": None, "country_code": None},
    ],
)
def test_reports_in_two_articles_that_differ_are_two_events(change: dict[str, Any]) -> None:
    assert not is_one_event(row("m1", "a", fatalities_best=12, mode="firearms"), row("m2", "b", **change))


def test_vague_echo_in_the_same_article_joins_what_was_told() -> None:
    echo = {"actors": [], "recipients": [], "place_id": None, "place_precision": None, "country_code": None}
    assert is_one_event(row("m1", "a"), row("m2", "a", trigger_start=50, sentence_index=1, **echo))
    assert not is_one_event(row("m1", "a"), row("m2", "b", **echo))
    planned = {"modality": "future", "date_precision": "publication"}
    first = row("m1", "a", **planned)
    assert not is_one_event(first, row("m2", "a", trigger_start=50, sentence_index=9, **planned, **echo))


LONG_AFTER = {"date_start": DAY + timedelta(90), "date_end": DAY + timedelta(90), "date_precision": "publication"}


@pytest.mark.parametrize(
    ("victims", "is_one"),
    [
        (("six old priests", "the priests"), True),
        (("Colonel Juan Arce", "Arce's"), True),
        (("six old priests", "the judge"), False),
        (("six people", "the people"), False),
    ],
)
def test_in_one_article_victims_are_known_again_long_after(victims: tuple[str, str], is_one: bool) -> None:
    first, second = ([actor(None, told)] for told in victims)
    dated = row("m1", actors=[], recipients=first)
    undated = row("m2", actors=[], recipients=second, sentence_index=2, **LONG_AFTER)
    assert is_one_event(dated, undated) is is_one


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({"mode": "destroy"}, True),
        ({"mode": "destroy", "sentence_index": 2}, False),
        ({"mode": "destroy", "actors": [actor("gang")], "recipients": [actor("school")]}, False),
        ({"mode": "abduct"}, False),
        ({"mode": "suicide-attack", "sentence_index": 2}, True),
    ],
)
def test_what_a_bomb_destroyed_is_of_the_bombing(change: dict[str, Any], is_one: bool) -> None:
    bombing = row("m1", mode="explosives")
    assert is_one_event(bombing, row("m2", trigger_start=50, **{"sentence_index": 1, **change})) is is_one


NOWHERE: dict[str, Any] = {"place_id": None, "place_precision": None, "country_code": None, "actors": []}


@pytest.mark.parametrize(("second", "is_one"), [("Juan Arce", True), ("Luis Vega", False), ("people", False)])
def test_one_person_is_attacked_once_in_an_article(second: str, is_one: bool) -> None:
    told = [
        row(
            f"m{at}", sentence_index=at * 9, trigger_text="attack", date_precision="publication", **NOWHERE,
            recipients=[{**actor(None, name), "name": name, "sector": None, "country": None}],
        )
        for at, name in enumerate(("Juan Arce", second))
    ]  # fmt: skip
    assert is_one_event(*told) is is_one


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        (("murder", "six old priests"), ("were killed", "the priests"), True),
        (("murder", "six old priests"), ("were beaten", "the priests"), False),
        (("killed", "ten terrorists"), ("killed", "terrorists"), False),
        (("killed", "people of the town"), ("killed", "the town"), False),
    ],
)
def test_nobody_dies_twice_in_an_article(first: tuple[str, str], second: tuple[str, str], is_one: bool) -> None:
    told = [
        row(
            f"m{at}", sentence_index=at * 9, trigger_text=word, recipients=[actor(None, victims)],
            date_precision="publication", **NOWHERE,
        )
        for at, (word, victims) in enumerate((first, second))
    ]  # fmt: skip
    assert is_one_event(*told) is is_one


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({"mode": "heavy-weapons", "fatalities_best": 21}, True),
        ({"mode": "heavy-weapons"}, False),
        ({"mode": "abduct", "fatalities_best": 21}, False),
        ({"mode": "heavy-weapons", "fatalities_best": 12}, False),
    ],
)
def test_one_toll_tells_of_one_blow_whatever_it_was_struck_with(change: dict[str, Any], is_one: bool) -> None:
    headline = row("m1", field="title", mode="firearms", fatalities_best=21, actors=[], recipients=[])
    assert is_one_event(headline, row("m2", sentence_index=1, actors=[], recipients=[], **change)) is is_one


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({"sentence_index": 1}, True),
        ({"sentence_index": 8}, False),
        ({"sentence_index": 8, "mode": "aerial"}, True),
        ({"sentence_index": 8, "recipients": [actor("SYR-MIL", sector="MIL", country="SYR")]}, True),
    ],
)
def test_amid_a_war_one_town_is_not_enough_for_one_event(change: dict[str, Any], is_one: bool) -> None:
    undated = {"date_precision": "publication", "actors": []}
    first = row("m1", mode="aerial", **undated)
    assert is_one_event(first, row("m2", **{"recipients": [], **undated, **change})) is is_one


LAST_WEEK = {"date_start": DAY - timedelta(9), "date_end": DAY - timedelta(9)}


@pytest.mark.parametrize(
    ("told", "change", "is_one"),
    [
        ({"fatalities_best": 13}, {**TOWN_AWAY, "trigger_text": "shot"}, True),
        ({"fatalities_best": 13}, {**TOWN_AWAY, "sentence_index": 6}, False),
        ({"fatalities_best": 13}, {**TOWN_AWAY, "fatalities_best": 12, "trigger_text": "shot"}, False),
        ({"fatalities_best": 1}, {**TOWN_AWAY, "trigger_text": "shot"}, False),
        ({"fatalities_best": 13, "injured": 40}, {"injured": 72}, True),
        ({"trigger_text": "Bombs"}, {**LAST_WEEK, "trigger_text": "bombs"}, True),
        ({"trigger_text": "Bombs"}, {**LAST_WEEK, "trigger_text": "shells"}, False),
    ],
)
def test_first_sentences_tell_of_the_headline(told: dict[str, Any], change: dict[str, Any], is_one: bool) -> None:
    assert is_one_event(row("m1", field="title", **told), row("m2", **{**told, **change})) is is_one


@pytest.mark.parametrize(("start", "is_one"), [(DAY - timedelta(2_000), True), (DAY - timedelta(1_300), False)])
def test_what_goes_on_since_another_year_is_another_thing(start: date, is_one: bool) -> None:
    nobody = {**NOWHERE, "recipients": [], "date_precision": "year"}
    siege = row("m1", date_start=DAY - timedelta(2_000), date_text="since 2012", trigger_text="siege", **nobody)
    killed = row("m2", date_start=start, date_text="since then", trigger_text="killed", fatalities_best=900, **nobody)
    assert is_one_event(siege, killed) is is_one


SIDES: dict[str, Any] = {"place_id": None, "place_precision": None, "country_code": None, "recipients": []}


@pytest.mark.parametrize(
    ("change", "is_one"),
    [
        ({"trigger_text": "strikes", "sentence_index": 2}, True),
        ({"trigger_text": "fighting", "sentence_index": 2}, False),
        ({"trigger_text": "recaptured", "sentence_index": 2}, False),
        ({"trigger_text": "strikes", "sentence_index": 9, "mode": "aerial"}, False),
        (
            {
                "trigger_text": "strikes",
                "sentence_index": 9,
                "mode": "aerial",
                "recipients": [actor(None, "the market")],
            },
            True,
        ),
    ],
)
def test_one_side_strikes_more_than_once(change: dict[str, Any], is_one: bool) -> None:
    undated = {"date_precision": "publication"}
    first = row(
        "m1", trigger_text="struck", mode="aerial", **{**SIDES, **undated, "recipients": [actor(None, "a market")]}
    )
    assert is_one_event(first, row("m2", **{**SIDES, **undated, **change})) is is_one


GUNMEN, POLICE = actor(None, "gunmen", sector="UAF"), actor("SYR-COP", "police", sector="COP")


@pytest.mark.parametrize(
    ("actors", "recipients", "triggers", "is_one"),
    [
        ([POLICE], [actor(None, "four of the assailants")], ("stormed", "killed"), False),
        ([POLICE], [actor(None, "two gunmen", sector="UAF")], ("stormed", "shot"), False),
        ([], [actor(None, "two gunmen", sector="UAF")], ("stormed", "killed"), False),
        ([], [actor("SYR-COP", "three officers", sector="COP")], ("stormed", "killed"), True),
        ([GUNMEN], [], ("stormed", "killed"), True),
        ([POLICE], [GUNMEN], ("clashed", "clash"), True),
        ([POLICE], [GUNMEN], ("stormed", "shot"), False),
    ],
)
def test_whoever_strikes_back_does_another_deed(
    actors: list[dict[str, Any]], recipients: list[dict[str, Any]], triggers: tuple[str, str], is_one: bool
) -> None:
    attack = row("m1", actors=[GUNMEN], recipients=[POLICE], trigger_text=triggers[0])
    answer = {"trigger_text": triggers[1], "sentence_index": 1, "trigger_start": 50}
    assert is_one_event(attack, row("m2", actors=actors, recipients=recipients, **answer)) is is_one


def test_vague_mention_joins_no_war_event_that_has_the_other_side() -> None:
    rebels, army = actor("rebels", sector="REB"), actor("SYR-MIL", sector="MIL")
    told = [
        row("m1", actors=[rebels], recipients=[army]),
        row("m2", actors=[], recipients=[], trigger_text="attack", sentence_index=1, trigger_start=50),
        row("m3", actors=[army], recipients=[rebels], sentence_index=2, trigger_start=90),
    ]
    links = link_mentions(frame(*told)).links["event_id"].to_list()
    assert links[0] == links[1] != links[2]


def test_where_no_war_is_fought_a_town_and_a_stated_day_are_enough() -> None:
    nobody = {"actors": [], "recipients": []}
    assert is_one_event(row("m1", "a", **nobody), row("m2", "b", **nobody))
    assert not is_one_event(row("m1", "a", **nobody), row("m2", "b", **nobody, date_precision="publication"))


def test_two_days_are_not_joined_by_an_article_without_a_date() -> None:
    undated = {"date_precision": "publication", "date_start": DAY, "date_end": DAY}
    links = link_mentions(
        frame(
            row("m1", "a"),
            row("m2", "b", date_start=DAY - timedelta(1), date_end=DAY - timedelta(1)),
            row("m3", "c", **undated),
        )
    ).links
    found = dict(links.select("mention_id", "event_id").iter_rows())
    assert found["m1"] == found["m3"] != found["m2"]


def test_event_keeps_its_id_while_it_gains_mentions() -> None:
    positions = {"a": 1, "b": 2, "c": 3}
    first = link_mentions(frame(row("m1", "b"), positions=positions)).links
    later = link_mentions(frame(row("m2", "c"), row("m1", "b"), positions=positions)).links
    assert first["event_id"].to_list() == ["ev-m1"]
    assert later["event_id"].to_list() == ["ev-m1", "ev-m1"]


def test_holding_a_place_is_not_the_taking_of_it() -> None:
    def change(status: str) -> dict[str, Any]:
        return {"place_id": "7", "from_actor_id": None, "to_actor_id": "rebels", "status": status}

    assert not is_one_event(
        row("m1", "a", control_change=change("taken")), row("m2", "b", control_change=change("held"))
    )


def test_no_mentions_give_no_links_but_all_columns() -> None:
    links = link_mentions(empty(Mentions)).links
    assert links.schema == empty(EventLinks).schema


def test_ten_thousand_reports_of_one_event_are_one_event() -> None:
    reports = [row(f"m{i}", f"a{i}") for i in range(10_000)]
    assert link_mentions(frame(*reports)).links["event_id"].n_unique() == 1


def test_undated_reports_need_more_in_common_than_a_town() -> None:
    undated = {"date_start": None, "date_end": None, "date_precision": None, "date_text": None}
    assert is_one_event(row("m1", "a", **undated), row("m2", "b", **undated))
    assert not is_one_event(row("m1", "a", **undated), row("m2", "b", **undated, actors=[], recipients=[]))


NOBODY_NOWHERE: dict[str, Any] = {
    "actors": [], "recipients": [], "place_id": None, "place_name": None, "place_precision": None,
    "country_code": None, "admin1": None, "latitude": None, "longitude": None,
    "date_precision": "publication", "mode": "firearms",
}  # fmt: skip
SHOT = "A man was shot near the old mill in Grafton while he walked with Marta Velloso, a baker, on Plum Lane."
TRIAL = "Marta Velloso told the jury how her friend was shot near the mill in Grafton. Ivo Plum denies it."
ELSEWHERE = "A man was shot outside a bar in Norwich. Officers took Dan Keogh to the station for questioning."


def told_in(text: str, mention_id: str, article_id: str, **stated: Any) -> dict[str, Any]:
    start = text.index("shot")
    return row(
        mention_id, article_id, trigger_start=start, trigger_end=start + 4, trigger_text="shot",
        sentence_end=text.index(".") + 1, **NOBODY_NOWHERE | stated,
    )  # fmt: skip


def test_rare_names_tell_that_a_later_report_is_of_the_same_event() -> None:
    later = {"date_start": DAY + timedelta(20), "date_end": DAY + timedelta(20)}
    first, second = told_in(SHOT, "m1", "a"), told_in(TRIAL, "m2", "b", **later)
    assert not is_one_event(first, second)
    assert is_one_event(first, second, SHOT, TRIAL)


def test_reports_with_other_names_are_two_events() -> None:
    town = {"place_id": "7", "place_name": "Norwich", "place_precision": "city", "country_code": "GBR"}
    first, second = told_in(SHOT, "m1", "a", **town), told_in(ELSEWHERE, "m2", "b", **town)
    assert not is_one_event(first, second, SHOT, ELSEWHERE)


def test_same_article_ten_times_makes_one_event() -> None:
    copies = [told_in(SHOT, f"m{number}", f"a{number}") for number in range(10)]
    articles = pl.DataFrame([{"article_id": f"a{number}", "title": "", "text": SHOT} for number in range(10)])
    assert link_mentions(frame(*copies), articles).links["event_id"].n_unique() == 1


def test_weekdays_part_reports_that_have_no_date() -> None:
    undated = {"date_start": None, "date_end": None, "date_precision": None}
    monday, friday = (
        "On Monday two men were shot near the mill in Grafton.",
        "On Friday two men were shot near the mill in Grafton.",
    )
    first, same = told_in(monday, "m1", "a", **undated), told_in(monday, "m2", "b", **undated)
    assert is_one_event(first, same, monday, monday)
    assert not is_one_event(first, told_in(friday, "m2", "b", **undated), monday, friday)


@pytest.mark.parametrize(("count", "is_one"), [("26 pirates", True), ("23 pirates", False), ("23", False)])
def test_counted_parties_tell_events_apart(count: str, is_one: bool) -> None:
    def caught(mention_id: str, article_id: str, pirates: str) -> dict[str, Any]:
        return row(
            mention_id, article_id, event_type="COERCE", mode="arrest", date_precision="publication",
            recipients=[actor(None, pirates, sector="CRM")],
        )  # fmt: skip

    assert is_one_event(caught("m1", "a", "26 pirates"), caught("m2", "b", count)) is is_one


def test_pairs_tell_what_joined_and_what_came_nearest() -> None:
    linking = link_mentions(frame(row("m1", "a"), row("m2", "b"), row("m3", "c", **TOWN_AWAY)))
    pairs = {(pair["mention_id"], pair["other_mention_id"]): pair for pair in linking.pairs.to_dicts()}
    joined = pairs["m1", "m2"]
    assert joined["is_joined"]
    assert joined["score"] == sum(value for name, value in joined.items() if name.endswith("_points"))
    assert joined["score"] >= joined["needed"]
    missed = [pair for pair in pairs.values() if not pair["is_joined"]]
    assert {(pair["other_mention_id"], pair["contradictions"]) for pair in missed} == {("m3", "places")}


def test_pair_that_lacks_more_than_a_contradiction_costs_is_no_near_miss() -> None:
    away = row("m2", "b", **TOWN_AWAY, mode="aerial", fatalities_best=120)
    linking = link_mentions(frame(row("m1", "a", mode="firearms", fatalities_best=2), away))
    assert linking.pairs.is_empty()


def test_killed_and_wounded_of_one_sentence_are_one_event() -> None:
    bare = {"actors": [], "place_id": None, "place_precision": None, "country_code": None, "injured": 5}
    killed = row("m1", fatalities_best=2, recipients=[actor("judges", sector="JUD")], **bare)
    wounded = row("m2", recipients=[actor("nurses", sector="MED")], trigger_start=50, **bare)
    assert is_one_event(killed, wounded)
    assert not is_one_event(killed, wounded | {"sentence_index": 3})


@pytest.mark.parametrize(
    ("headline", "exact", "is_one"),
    [((130, 130, None), 132, True), ((130, 130, 130), 132, False), ((130, 130, None), 190, False)],
)
def test_round_number_of_a_headline_is_made_exact(
    headline: tuple[int, int, int | None], exact: int, is_one: bool
) -> None:
    low, best, high = headline
    title = row("m1", field="title", fatalities_low=low, fatalities_best=best, fatalities_high=high, recipients=[])
    lead = row("m2", fatalities_low=exact, fatalities_best=exact, recipients=[], sentence_index=1)
    assert is_one_event(title, lead) is is_one


@pytest.mark.parametrize("toll", ["fatalities_best", "injured"])
def test_one_death_or_wound_is_told_of_one_among_many(toll: str) -> None:
    first, second = row("m1", "a", **{toll: 4}), row("m2", "a", sentence_index=3, **{toll: 1})
    assert is_one_event(first, second)
    assert not is_one_event(first, second | {toll: 9})


def test_article_that_contradicts_itself_keeps_two_tolls_apart() -> None:
    first, second = row("m1", "a", fatalities_best=4), row("m2", "a", fatalities_best=9, sentence_index=3)
    assert not is_one_event(first, second)
