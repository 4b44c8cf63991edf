import pytest

from pipelines.reading.bylines import Opening, authors, find_agencies, find_opening, is_byline, is_sign_off


@pytest.mark.parametrize(
    ("byline", "agencies"),
    [
        ("kl, ap/mn (AFP, dpa)", ("AFP", "dpa")),
        ("ap, kl/mn (AFP, Reuters)", ("AP", "AFP", "Reuters")),
        ("kl/rt", ()),
        ("AP/Reuters", ("AP", "Reuters")),
        ("By Jane Doe, Associated Press", ("AP",)),
        ("By Jane Doe and John Doe | Reuters", ("Reuters",)),
        ("By AFP", ("AFP",)),
        ("nm (Xinhua)", ("Xinhua",)),
        ("mit dpa und epd", ("dpa", "epd")),
        ("Jane Doe", ()),
        ("(AFP, AP, AFP)", ("AFP", "AP")),
    ],
)
def test_agencies_stand_in_the_byline_order_and_initials_are_people(byline: str, agencies: tuple[str, ...]) -> None:
    assert find_agencies(byline) == agencies


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("ADEN (Reuters) - Fighters entered", Opening("Aden", ("Reuters",))),
        ("HOMS, Nov. 3 (Xinhua) -- The army", Opening("Homs", ("Xinhua",))),
        ("HOMS, Nov. 3, 2017 (Xinhua) -- The army", Opening("Homs", ("Xinhua",), "2017-11-03")),
        ("(AP) — Two people", Opening(None, ("AP",))),
        ("AFP - Two people", Opening(None, ("AFP",))),
        ("KYIV, Ukraine — Two people", Opening("Kyiv")),
        ("GOMA, Congo, Aug 1 (Reuters) - Rebels", Opening("Goma", ("Reuters",))),
        ("Bamako (AFP) – Gunmen", Opening("Bamako", ("AFP",))),
        ("N'DJAMENA (Reuters) - Rebels", Opening("N'Djamena", ("Reuters",))),
        ("UNITED NATIONS (Example Wire) - Envoys", Opening("United Nations")),
        ("ADEN, 3 Nov. 2017 (dpa) - Rebels", Opening("Aden", ("dpa",), "2017-11-03")),
        ("MOSCOW. Nov 3 (Interfax) - The fleet", Opening("Moscow", ("Interfax",))),
    ],
)
def test_wire_openings_give_place_agency_and_full_dates(text: str, opening: Opening) -> None:
    assert find_opening(text) == opening


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian Democratic Forces (SDF) - an alliance - advanced.",
        "Fighters (Reuters reported) - or so it seemed - left.",
        "EXCLUSIVE - The army left",
        "UPDATE 2 - The army left",
        "ISIS - The group claimed",
        "A town fell on Friday.",
        "",
    ],
)
def test_other_openings_give_nothing(text: str) -> None:
    assert find_opening(text) == Opening()


@pytest.mark.parametrize(
    ("line", "byline", "sign_off"),
    [
        ("By Jane Doe in Beirut", True, False),
        ("By Jane Doe and John Doe, Africa correspondents, in Aden", True, False),
        ("By Friday the army had left.", False, False),
        ("By Friday all troops must leave", False, False),
        ("By Alpha the road is closed to all who flee", False, False),
        ("kl, tj/rt (AFP, dpa)", True, True),
        ("kl/mn", True, True),
        ("(Reuters)", True, False),
        ("Iraq", False, False),
        ("he", False, False),
    ],
)
def test_bylines_are_told_by_their_shape(line: str, byline: bool, sign_off: bool) -> None:
    assert (is_byline(line), is_sign_off(line)) == (byline, sign_off)


@pytest.mark.parametrize(
    ("byline", "names"),
    [("By Jane Doe", "Jane Doe"), ("Von Jana Beispiel", "Jana Beispiel"), ("  ", None), (None, None)],
)
def test_authors_come_without_their_by(byline: str | None, names: str | None) -> None:
    assert authors(byline) == names
