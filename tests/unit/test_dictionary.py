"""The actor dictionary: surface forms, dated roles, and how capitals decide between readings."""

from datetime import date

import pytest

from pipelines.coding.dictionary import load_actor_dictionary, may_be, normal_parts, word

DICTIONARY = load_actor_dictionary()
SECTORS = (
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC"  # PLOVER's table
)


def test_holds_thousands_of_surface_forms() -> None:
    assert DICTIONARY.size > 6000


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("al-Ja’afari", ("al", "jaafari")),
        ("U.S.", ("us",)),
        ("Erdoğan", ("erdogan",)),
        ("Hodeida's", ("hodeidas",)),
    ],
)
def test_normal_form_drops_accents_apostrophes_and_stops(text: str, parts: tuple[str, ...]) -> None:
    assert normal_parts(text) == parts


@pytest.mark.parametrize(
    ("form", "actor_id"),
    [
        ("Daesh", "islamic-state"),
        ("Islamic State of Iraq and the Levant", "islamic-state"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("boko haram", "boko-haram"),
        ("U.N.", "UNO"),
    ],
)
def test_aliases_lead_to_one_actor(form: str, actor_id: str) -> None:
    meaning = DICTIONARY.lookup(form)
    assert meaning is not None
    assert actor_id in meaning.actor_ids


@pytest.mark.parametrize(
    ("actor_id", "day", "sector"),
    [
        ("taliban", date(2010, 5, 1), "REB"),
        ("taliban", date(2022, 5, 1), "GOV"),
        ("taliban", date(2000, 5, 1), "GOV"),
        ("african-national-congress", date(1985, 1, 1), "OPP"),
        ("african-national-congress", date(2012, 1, 1), "GOV"),
        ("nouri-al-maliki", date(2010, 1, 1), "GOV"),
        ("nouri-al-maliki", date(2018, 1, 1), "ELI"),
    ],
)
def test_role_follows_the_date(actor_id: str, day: date, sector: str) -> None:
    assert DICTIONARY.role_on(actor_id, day).sector == sector


def test_person_before_the_first_office_has_no_sector() -> None:
    assert DICTIONARY.role_on("barack-obama", date(1995, 1, 1)).sector is None


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("IRN", "president", date(2015, 1, 1), "Hassan Rouhani"),
        ("USA", "foreign minister", date(2014, 1, 1), "John Kerry"),
        ("RUS", "prime minister", date(2010, 1, 1), "Vladimir Putin"),
    ],
)
def test_office_names_its_holder_of_the_day(country: str, office: str, day: date, name: str) -> None:
    row = DICTIONARY.officer(country, office, day)
    assert row is not None
    assert row.name == name


def test_office_without_a_date_names_nobody() -> None:
    assert DICTIONARY.officer("IRN", "president", None) is None


@pytest.mark.parametrize(
    ("form", "written", "letters", "expected"),
    [
        ("US", "US", "mixed", True),
        ("US", "us", "mixed", False),
        ("US", "us", "lower", False),
        ("US", "u.s.", "lower", True),
        ("Turkey", "turkey", "mixed", False),
        ("Iraq", "iraq", "lower", True),
        ("IS", "IS", "upper", False),
        ("FMLN", "FMLN", "upper", True),
    ],
)
def test_capitals_tell_names_from_words(form: str, written: str, letters: str, expected: bool) -> None:
    meaning = DICTIONARY.lookup(form)
    assert meaning is not None
    assert may_be(meaning, word(written), letters) is expected


def test_every_dated_row_ends_after_it_begins() -> None:
    rows = [row for dated in DICTIONARY.rows.values() for row in dated]
    assert [row.name for row in rows if row.from_date and row.to_date and row.to_date < row.from_date] == []


def test_sectors_and_countries_are_codes() -> None:
    rows = [row for dated in DICTIONARY.rows.values() for row in dated]
    countries = set(DICTIONARY.adjectives) | {"UNO", "EUR", "IGO", "NGO", "IMG"}
    sectors = set(SECTORS.split())
    assert {row.country for row in rows if row.country} <= countries
    assert {row.sector for row in rows if row.sector} <= sectors
