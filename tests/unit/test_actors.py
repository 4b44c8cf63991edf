"""Actors in text: names, composed noun phrases, short forms, and what is no actor."""

import re
from datetime import date

import pytest

from pipelines.coding.actors import find_actors
from pipelines.coding.dictionary import load_actor_dictionary
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import ActorMention, ArticleText, PlaceMention
from tests.plain_text import told

DAY = date(2017, 6, 1)


def actors(text: str, published: date | None = DAY, places: tuple[PlaceMention, ...] = ()) -> list[ActorMention]:
    article = ArticleText("a1", (split_passage("text", text),), published)
    return find_actors(article, load_actor_dictionary(), places)


def by_text(text: str, published: date | None = DAY) -> dict[str, ActorMention]:
    return {mention.text: mention for mention in actors(text, published)}


@pytest.mark.parametrize(
    ("text", "span", "actor_id", "country", "sector"),
    [
        ("Syrian government forces shelled the town.", "Syrian government forces", "SYR-MIL", "SYR", "MIL"),
        ("Iraq's army advanced.", "Iraq's army", "IRQ-MIL", "IRQ", "MIL"),
        ("The Peruvian police made arrests.", "Peruvian police", "PER-COP", "PER", "COP"),
        ("The Assad regime denied it.", "Assad regime", "SYR-GOV", "SYR", "GOV"),
        ("Somali rebels fled.", "Somali rebels", "SOM-REB", "SOM", "REB"),
        ("Hamas officials left Cairo.", "Hamas officials", "hamas", "PSE", "REB"),
        ("IS militants attacked the village.", "IS militants", "islamic-state", "IMG", "REB"),
        ("U.N. peacekeepers withdrew.", "U.N. peacekeepers", "un-peacekeepers", "UNO", "MIL"),
        ("France accused Mali of bad faith.", "France", "FRA-GOV", "FRA", "GOV"),
        ("The army of South Sudan attacked.", "army of South Sudan", "SSD-MIL", "SSD", "MIL"),
        ("Two Chadians died.", "Two Chadians", "TCD-CVL", "TCD", "CVL"),
        ("Chadians voted on Sunday.", "Chadians", "TCD-CVL", "TCD", "CVL"),
        ("A Chadian was shot in the market.", "Chadian", "TCD-CVL", "TCD", "CVL"),
        ("Isis fighters attacked the village.", "Isis fighters", "islamic-state", "IMG", "REB"),
        ("A Chadian drone hit a house.", "Chadian", "TCD-GOV", "TCD", "GOV"),
        ("British Royal Marines landed.", "British Royal Marines", "GBR-MIL", "GBR", "MIL"),
        ("US-led strikes killed ten people.", "US-led", "us-led-coalition", "USA", "MIL"),
        ("A new terrorist attack was reported.", "terrorist", None, None, "REB"),
        ("Chads warplanes hit the town.", "Chads warplanes", "TCD-MIL", "TCD", "MIL"),
        ("US-led coalition jets hit the town.", "US-led coalition jets", "us-led-coalition", "USA", "MIL"),
        ("The Saudi coalition hit the town.", "Saudi coalition", "saudi-led-coalition", "SAU", "MIL"),
        ("US jets hit the town.", "US jets", "USA-MIL", "USA", "MIL"),
        ("ANC leaders left.", "ANC leaders", "african-national-congress", "ZAF", "GOV"),
        ("A Chadian jet hit a house.", "Chadian", "TCD-GOV", "TCD", "GOV"),
        ("Chads offensive failed.", "Chads", "TCD-GOV", "TCD", "GOV"),
        ("The free army fell back.", "free army", "free-syrian-army", "SYR", "REB"),
    ],
)
def test_countries_and_roles_compose(text: str, span: str, actor_id: str, country: str, sector: str) -> None:
    found = by_text(text)[span]
    assert (found.actor_id, found.country, found.sector) == (actor_id, country, sector)


@pytest.mark.parametrize(
    ("text", "span", "name", "country"),
    [
        ("Prime Minister Haider al-Abadi spoke.", "Prime Minister Haider al-Abadi", "Haider al-Abadi", "IRQ"),
        (
            "The Iraqi prime minister, Haider al-Abadi, spoke.",
            "Iraqi prime minister, Haider al-Abadi",
            "Haider al-Abadi",
            "IRQ",
        ),
        ("Gen. Ahmed Salim was wounded.", "Gen. Ahmed Salim", "Ahmed Salim", None),
        ("The Kenyan senator Jane Mwangi resigned.", "Kenyan senator Jane Mwangi", "Jane Mwangi", "KEN"),
    ],
)
def test_title_and_name_are_one_mention(text: str, span: str, name: str, country: str | None) -> None:
    found = by_text(text)[span]
    assert (found.kind, found.name, found.country) == ("person", name, country)


def test_title_that_heads_a_body_too_describes_the_name_before_it() -> None:
    assert list(by_text("Ann Dobson, chairman of the Commission for Racial Equality, spoke.")) == ["Ann Dobson"]


def test_description_after_a_name_is_no_second_actor() -> None:
    found = actors("Ahmed Salim, the Sudanese army chief, resigned.")
    assert [mention.text for mention in found] == ["Ahmed Salim"]
    assert (found[0].country, found[0].sector) == ("SDN", "MIL")


def test_office_is_resolved_by_the_date_of_publication() -> None:
    text = "The Iranian president arrived."
    assert by_text(text, date(2015, 1, 1))["Iranian president"].actor_id == "hassan-rouhani"
    assert by_text(text, date(2010, 1, 1))["Iranian president"].actor_id == "mahmoud-ahmadinejad"
    assert by_text(text, None)["Iranian president"].actor_id == "IRN-GOV"


@pytest.mark.parametrize(
    ("text", "span", "count", "sector"),
    [
        ("The blast killed 20 people.", "20 people", 20, "CVL"),
        ("Two police officers were hurt.", "Two police officers", 2, "COP"),
        ("Troops arrested 1,200 protesters.", "1,200 protesters", 1200, "CVL"),
        ("A soldier was shot.", "soldier", 1, "MIL"),
        ("Dozens of students marched.", "Dozens of students", None, "EDU"),
        ("Two rebel attacks killed ten soldiers.", "rebel", None, "REB"),
        ("Three army offensives failed.", "army", None, "MIL"),
    ],
)
def test_described_people_carry_their_number(text: str, span: str, count: int | None, sector: str) -> None:
    found = by_text(text)[span]
    assert (found.count, found.sector) == (count, sector)


@pytest.mark.parametrize(
    ("text", "short", "actor_id"),
    [
        ("Boko Haram raided a town. The group fled.", "group", "boko-haram"),
        ("Boko Haram raided a town. The militants fled.", "militants", "boko-haram"),
        ("The Malian army attacked. The army lost two posts.", "army", "MLI-MIL"),
        ("The US-led coalition met the Taliban. Coalition airstrikes went on.", "Coalition", "us-led-coalition"),
        ("The US-led coalition met Chadian troops. Coalition jets flew.", "Coalition jets", "us-led-coalition"),
        ("Chadian troops advanced. Coalition jets hit the town.", "Coalition jets", None),
        ("Chadian troops and Malian jets were there. Warplanes hit the town.", "Warplanes", None),
        ("Malian troops and Chadian jets were there. The army advanced.", "army", "MLI-MIL"),
        ("The Malian regime fell back. A regime warplane hit the town.", "regime warplane", "MLI-MIL"),
        ("The Malian army fell back. A warplane hit the town.", "warplane", None),
        ("The Malian government fell. The Chadian army said 137 soldiers died.", "137 soldiers", "TCD-MIL"),
        ("The Malian army fell. The Chadian ministry said 137 soldiers died.", "137 soldiers", "MLI-MIL"),
        ("The Malian army fell back. The terror army advanced.", "terror army", None),
        ("The Malian ministry closed the embassy.", "embassy", None),
        ("The Malian embassy was attacked. Chad closed the embassy.", "embassy", "MLI-GOV"),
        ("Chadian troops advanced. Jets hit the town.", "Jets", "TCD-MIL"),
        ("Malian troops advanced. Chadian-backed troops fled.", "Chadian-backed troops", None),
        ("Malian troops advanced. Troops allied to the regime fled.", "Troops", None),
        ("Malian troops advanced. Troops loyal to the regime fled.", "Troops", "MLI-MIL"),
        ("Malian troops won. US-backed government troops fled.", "US-backed government troops", "MLI-MIL"),
        ("Human Rights Watch and Boko Haram disagree. The group fled.", "group", "boko-haram"),
        ("Boko Haram fled. Human Rights Watch spoke. The group asked for help.", "group", "human-rights-watch"),
        ("President Hassan Rouhani spoke. Rouhani left.", "Rouhani", "hassan-rouhani"),
        ("President Hassan Rouhani spoke. He left.", "He", "hassan-rouhani"),
        (
            "The Syrian Democratic Forces (SDF) advanced. SDF fighters rested.",
            "SDF fighters",
            "syrian-democratic-forces",
        ),
    ],
)
def test_short_forms_take_the_identity_of_what_they_stand_for(text: str, short: str, actor_id: str | None) -> None:
    assert by_text(text)[short].actor_id == actor_id


def test_jihadis_are_not_the_rebels_named_last() -> None:
    text = "IS jihadis held the town. The Syrian Democratic Forces attacked the jihadis."
    assert [mention.actor_id for mention in actors(text) if mention.text == "jihadis"] == ["islamic-state"]


def test_pronoun_with_two_persons_before_it_stays_open() -> None:
    text = "John Kerry met Sergei Lavrov. He left."
    assert "He" not in by_text(text)


def test_unknown_surname_follows_its_full_name() -> None:
    found = by_text("Farmer Daniel Okoro complained. Okoro lost his herd.")
    assert found["Okoro"].name == "Daniel Okoro"


@pytest.mark.parametrize(
    ("text", "span", "sector"),
    [
        ("The Free Valley Front attacked.", "Free Valley Front", "REB"),
        ("A spokesman for the Ministry of Works resigned.", "Ministry of Works", "GOV"),
        ("The Lakeside Workers Party won.", "Lakeside Workers Party", "PTY"),
        ("The Trade Unions Congress welcomed it.", "Trade Unions Congress", "LAB"),
        ("The rights group Voice of the Unheard spoke.", "rights group Voice of the Unheard", "SOC"),
        ("Near the Syrian border Iraqi forces fired.", "Iraqi forces", "MIL"),
        ("The shadow foreign secretary, Ann Dobson, spoke.", "shadow foreign secretary, Ann Dobson", "OPP"),
    ],
)
def test_unknown_organisations_stand_as_written(text: str, span: str, sector: str) -> None:
    found = [mention for mention in actors(text) if span in mention.text]
    assert found
    assert found[0].sector == sector


@pytest.mark.parametrize(
    "text",
    [
        "He was born in Syria.",
        "The convoy reached Raqqa, Syria.",
        "A road in northern Iraq was closed.",
        "Trade grew in Kenya, Uganda and Rwanda.",
        "It may rain in March.",
        "Prices rose in both Iraq and Syria.",
        "A duty to monitor prices remains.",
        "A wedding party was held in Raqqa.",
    ],
)
def test_countries_that_only_locate_are_no_actors(text: str) -> None:
    assert [mention.text for mention in actors(text) if not mention.is_pronoun] == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Soldiers from Chad were wounded.", ["Soldiers"]),
        ("Ten peacekeepers from Malawi and Kenya died.", ["Ten peacekeepers"]),
        ("Aid from Chad was welcome.", ["Chad"]),
    ],
)
def test_whose_country_it_is_names_no_second_party(text: str, spans: list[str]) -> None:
    assert [mention.text for mention in actors(text)] == spans


def test_capital_stands_for_its_government_only_where_it_acts() -> None:
    assert by_text("Moscow accused Kyiv of shelling.")["Moscow"].actor_id == "RUS-GOV"
    assert "Moscow" not in by_text("Snow fell on Moscow.")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Germany, France and Italy condemned the raid.", ["Germany", "France", "Italy"]),
        ("Meanwhile, Israel bombed the town.", ["Israel"]),
        ("On Friday, Iran fired missiles.", ["Iran"]),
        ("In Ankara, Turkey condemned the raid.", ["Turkey"]),
        ("Bombs in Homs, Syria killed ten.", []),
        ("Moscow on Tuesday expelled two diplomats.", ["Moscow"]),
        ("On Monday, Moscow repeatedly threatened to go.", ["Moscow"]),
        ("Both Tehran and Moscow rejected it.", ["Tehran", "Moscow"]),
        ("Washington has closed the border.", ["Washington"]),
        ("Moscow blamed Kyiv for the raid.", ["Moscow", "Kyiv"]),
    ],
)
def test_states_are_heard_in_lists_after_an_opening_and_by_their_capitals(text: str, spans: list[str]) -> None:
    states = [mention.text for mention in actors(text) if mention.kind == "country"]
    assert states == spans


def test_sea_is_not_the_state_that_it_is_named_after() -> None:
    text = "Ships met in the Gulf of Oman and Iran seized one."
    sea = PlaceMention("text", 17, 29, "Gulf of Oman", "7", "Gulf of Oman", 24.7, 58.5, None, None, "RGN", 0.9)
    assert text[sea.start : sea.end] == sea.text
    assert [mention.text for mention in actors(text, places=(sea,)) if mention.kind == "country"] == ["Iran"]


def test_capital_that_is_a_surname_is_the_person_named_before() -> None:
    told = by_text("Kevin Washington, 34, came home. Washington accused the officers.")
    assert (told["Washington"].actor_id, told["Washington"].name) == (None, "Kevin Washington")


def test_two_adjectives_share_one_noun() -> None:
    found = actors("Turkish and Iraqi forces advanced.")
    assert [(m.text, m.actor_id) for m in found] == [("Turkish", "TUR-MIL"), ("Iraqi forces", "IRQ-MIL")]


def test_surname_in_the_headline_is_the_person_of_the_text() -> None:
    passages = (
        split_passage("title", "Court frees Okoro"),
        split_passage("text", "Daniel Okoro left prison on Friday."),
    )
    found = find_actors(ArticleText("a1", passages, DAY), load_actor_dictionary(), ())
    assert [m.name for m in found if m.text == "Okoro"] == ["Daniel Okoro"]


def test_name_in_quotes_takes_no_second_mention_for_its_description() -> None:
    found = actors('Troops drove the "Islamic State" (IS) militant group from the town.')
    assert [mention.text for mention in found] == ["Troops", "Islamic State", "IS"]


def test_capitals_only_text_is_read_by_dictionary_and_nouns() -> None:
    found = by_text("THE U.S. EMBASSY WAS ATTACKED BY FMLN GUERRILLAS. TWO SOLDIERS DIED.", date(1989, 11, 2))
    assert found["FMLN GUERRILLAS"].actor_id == "farabundo-marti-national-liberation-front"
    assert found["U.S. EMBASSY"].country == "USA"
    assert found["TWO SOLDIERS"].count == 2


def test_small_letters_only_text_is_read_by_dictionary_and_nouns() -> None:
    found = by_text("taliban fighters attacked the afghan army, police said.", date(2010, 1, 1))
    assert found["taliban fighters"].actor_id == "taliban"
    assert found["afghan army"].actor_id == "AFG-MIL"


def test_surname_of_a_later_leader_is_not_read_into_an_old_article() -> None:
    assert all(mention.actor_id != "shinzo-abe" for mention in actors("Abe resigned.", date(1987, 3, 1)))


def test_police_in_a_place_belong_to_its_country() -> None:
    place = PlaceMention("text", 10, 14, "Lagos", "1", "Lagos", 6.4, 3.4, "NGA", None, "PPL", 0.9)
    found = actors("Police in Lagos fired shots.", places=(place,))
    assert found[0].country == "NGA"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "'s", "The The The", "(((", "Of and for", "1,2,3"])
def test_odd_text_gives_no_error(text: str) -> None:
    assert isinstance(actors(text), list)


def test_text_in_capitals_knows_surnames_after_the_full_name() -> None:
    found = by_text(
        "MAYOR HILDA TORRADO WAS KIDNAPPED IN THE CITY LAST NIGHT.\n\nPOLICE SAID TODAY THAT TORRADO HAD BEEN FREED."
    )
    assert found["TORRADO"].name == found["MAYOR HILDA TORRADO"].name


@pytest.mark.parametrize(
    ("text", "span", "sector"),
    [
        ("A GUERRILLA COLUMN ATTACKED THE FARM AT NOON.", "GUERRILLA COLUMN", "REB"),
        ("HOODED INDIVIDUALS ABDUCTED THE CLERK AT NOON.", "HOODED INDIVIDUALS", "UAF"),
        ("A military patrol found the hut.", "military patrol", "MIL"),
        ("Security forces killed two of them.", "Security forces", "MIL"),
    ],
)
def test_generic_actors_of_violence(text: str, span: str, sector: str) -> None:
    assert by_text(text)[span].sector == sector


def test_words_in_capitals_are_no_acronyms() -> None:
    assert "CAR" not in by_text("THE MEN LEFT A CAR AT THE GATE AND THE CAR BLEW UP.")


@pytest.mark.parametrize("when", ["Since October 9", "On May 3", "By March 11"])
def test_number_of_a_day_counts_nobody(when: str) -> None:
    text = f"{when} soldiers had killed ten people."
    assert [(actor.text, actor.count) for actor in actors(text)] == [("soldiers", None), ("ten people", 10)]


def test_militants_of_a_people_are_not_the_people() -> None:
    [militants] = actors("Rohingya militants attacked a base.")
    assert (militants.actor_id, militants.sector) == ("MMR-REB", "REB")
    [leaders] = actors("Rohingya leaders met.")
    assert leaders.actor_id == "rohingya"


def test_day_and_month_are_no_group() -> None:
    assert "17 November" not in by_text("The clerks were freed on 17 November.")


def test_army_is_that_of_the_country_told_of_and_not_of_a_capital_that_speaks() -> None:
    text = "The army shelled Djibo in Burkina Faso. Paris rejected the charge. Later Paris urged restraint."
    spans = [(match.start(), match.end()) for match in re.finditer("Djibo|Burkina Faso|Paris", text)]
    places = tuple(
        PlaceMention("text", *span, text[slice(*span)], "1", "x", 0.0, 0.0, code, None, "PPL", 1.0)
        for span, code in zip(spans, ("BFA", "BFA", "FRA", "FRA"), strict=True)
    )
    army = next(actor for actor in actors(text, places=places) if actor.text == "army")
    assert army.country == "BFA"


@pytest.mark.parametrize(
    ("text", "span", "actor_id"),
    [
        ("Peru spoke after its army hit the port. Chadian troops fled.", "army", "PER-MIL"),
        ("The Peruvian president left. Chadian officials met. The president returned.", "president", "PER-GOV"),
        ("Togolese officials left. World leaders accused the government of Bashar al-Assad.", None, "SYR-GOV"),
        ("Assads warplanes hit the town. Peruvian jets left.", "Assads warplanes", "SYR-MIL"),
        ("Peruvian officials left. Officials for the singer refused to comment.", "Officials", None),
        ("Peruvian officials left. Eleven governments condemned it.", "Eleven governments", None),
        ("Peruvian officials met. The two presidents talked.", "two presidents", None),
        ("Peruvian officials met. The queen hosted a dinner.", "queen", None),
        ("The Peruvian and Chadian armies left. Togo left. The opposition was absent.", "opposition", None),
        ("Boko Haram left. Human Rights Watch said the group fled.", "group", "boko-haram"),
        ("Hezbollah came. Rebels lost ground. The insurgents fled.", "insurgents", None),
        ("A member of the UK armed forces died.", "member of the UK armed forces", "GBR-MIL"),
        ("The Christian Democratic Party spoke.", "Christian Democratic Party", None),
        ("Hamas took the town. Its Islamist allies fled.", "Islamist allies", None),
        ("The envoy called for a congress of all parties.", "congress", None),
        ("The Peruvian conservatives condemned it.", "Peruvian conservatives", "PER-PTY"),
    ],
)
def test_state_of_short_forms_needs_evidence(text: str, span: str | None, actor_id: str | None) -> None:
    mention = by_text(text)[span or "government of Bashar al-Assad"]
    assert mention.actor_id == actor_id


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Troops kill ten rebels in the north Monitor", "Monitor"),
        ("The troops hit the Bashar al-Assad hospital.", "Bashar al-Assad"),
        ("Senators held a private meeting.", "private"),
    ],
)
def test_tags_namesakes_and_adjectives_are_no_actors(text: str, absent: str) -> None:
    assert not any(absent in mention.text for mention in actors(text))


@pytest.mark.parametrize("text", ["Mr. King attacked the clerk.", "Ms. Judge left the hall."])
def test_office_word_after_a_courtesy_title_is_a_name(text: str) -> None:
    first = actors(text)[0]
    assert (first.kind, first.sector) == ("person", None)


@pytest.mark.parametrize(
    ("text", "trigger", "doer"),
    [
        ("President Idriss Deby who is the mediator condemned it.", "condemned", "President Idriss Deby"),
        ("Kills 9 including 3 children Chadian jets killed 21 nurses.", "killed", "Chadian jets"),
    ],
)
def test_doer_is_not_what_he_is_called_nor_who_is_included(text: str, trigger: str, doer: str) -> None:
    assert told(text, trigger)[0] == [doer]
