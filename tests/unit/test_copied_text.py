import pytest

from pipelines.reading.copied_text import read_copied_text

FULL_PAGE = """  1. Skip to content
  2. Skip to main menu
  3. Skip to more Example News sites
Elections

Opposition wins vote in island republic

March 9, 2015

The opposition has won the parliamentary election in the island republic, officials said. The president conceded defeat.

Voters queue outside a school
Image: Jane Doe/AFP

A country at the crossroads

03:12

Your browser does not support the video tag.

The opposition alliance won 61 of 99 seats, the electoral commission said on Monday.

Read more: What the vote means for the region

Image: Example News

"The people have spoken," the commission's chairwoman said.

Calm streets

Observers of the African Union reported no serious incidents.

kl, ap/mn (AFP, Reuters)

Skip next section Explore more
Skip next section Example News's Top Story

Example News's Top Story

Minister resigns over leaked letter, a move that few in the capital had expected this week.

Skip next section More stories from Example News
"""


def test_a_copied_page_gives_its_article_and_nothing_else() -> None:
    article = read_copied_text(FULL_PAGE)
    assert article.title == "Opposition wins vote in island republic"
    assert article.paragraphs == (
        "The opposition has won the parliamentary election in the island republic, officials said. "
        "The president conceded defeat.",
        "The opposition alliance won 61 of 99 seats, the electoral commission said on Monday.",
        '"The people have spoken," the commission\'s chairwoman said.',
        "Observers of the African Union reported no serious incidents.",
    )
    assert (article.published_at, article.section, article.publisher) == ("2015-03-09", "Elections", "Example News")
    assert (article.byline, article.agencies) == ("kl, ap/mn (AFP, Reuters)", ("AFP", "Reuters"))


def test_menus_buttons_and_lists_of_other_articles_are_left_out() -> None:
    article = read_copied_text(
        "Skip links\nSkip to Content\nplay\nLive\nNews\nMore\nSign up\nRebels seize airbase in the north\n"
        "Officials say that twelve soldiers were killed in the attack.\n"
        "Smoke rises above the airbase [Jane Doe/AFP]\nBy Example Staff\nPublished On 4 Mar 20194 Mar 2019\n"
        "Save\nFacebook\nTwitter\nRebel fighters seized an airbase in the north on Monday, officials said.\n"
        "Advertisement\nThe government denied that the base had fallen.\n"
    )
    assert article.title == "Rebels seize airbase in the north"
    assert article.published_at == "2019-03-04"
    assert article.paragraphs == (
        "Rebel fighters seized an airbase in the north on Monday, officials said.",
        "The government denied that the base had fallen.",
    )


def test_a_standfirst_is_not_taken_for_the_headline() -> None:
    article = read_copied_text(
        "Skip to main content\n\nMali\n\nGunmen kill eleven in village\n\n"
        "Attackers on motorbikes opened fire at a market, says mayor\n\nTue 12 Jun 2018 09.40 BST\n\n"
        "Gunmen have killed at least 11 people in a village, a mayor has said.\n"
    )
    assert (article.title, article.section) == ("Gunmen kill eleven in village", "Mali")
    assert article.published_at == "2018-06-12T09:40:00+01:00"


@pytest.mark.parametrize(
    "caption",
    [
        "Soldiers on a bridge\nPhoto: Jane Doe",
        "Soldiers cross the bridge after the battle.\nImage: AFP",
        "Soldiers on a bridge\n\nCredit: Jane Doe/AFP",
        "Soldiers on a bridge in the old town [Jane Doe/AFP]",
        "© Jane Doe",
    ],
)
def test_captions_and_credits_are_left_out(caption: str) -> None:
    article = read_copied_text(
        "Army enters the old town\n\nThe army entered the old town on Friday, residents said.\n\n"
        f"{caption}\n\nThe fighting went on in the evening, they said.\n"
    )
    assert article.paragraphs == (
        "The army entered the old town on Friday, residents said.",
        "The fighting went on in the evening, they said.",
    )


def test_a_paragraph_above_a_credit_stays_where_lines_have_no_blank_between() -> None:
    text = (
        "Army enters town\nThe army entered the town on Friday.\nIt met no resistance.\nImage: AFP\nResidents fled.\n"
    )
    assert "It met no resistance." in read_copied_text(text).paragraphs


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        (
            "Rebels free hostages\n\nGOMA (Reuters) - Rebels freed ten hostages on Monday.\n\nNobody was hurt.\n",
            "Rebels free hostages",
            ("GOMA (Reuters) - Rebels freed ten hostages on Monday.", "Nobody was hurt."),
        ),
        (
            "Rebels freed ten hostages on Monday, officials said.\n\nNobody was hurt in the operation.\n",
            "",
            ("Rebels freed ten hostages on Monday, officials said.", "Nobody was hurt in the operation."),
        ),
        (
            "Will the truce hold?\n\nThe two sides have agreed on a truce for the third time this year.\n",
            "Will the truce hold?",
            ("The two sides have agreed on a truce for the third time this year.",),
        ),
        (
            "Army recaptures three towns\n\nThe army recaptured three towns on Friday:\n\n- Alpha\n\n- Beta\n\n- Gam\n",
            "Army recaptures three towns",
            ("The army recaptured three towns on Friday:", "- Alpha", "- Beta", "- Gam"),
        ),
        ("One short line", "One short line", ()),
        ("", "", ()),
    ],
    ids=["wire", "no headline", "question", "list", "headline only", "empty"],
)
def test_plain_text_keeps_all_its_paragraphs(text: str, title: str, paragraphs: tuple[str, ...]) -> None:
    article = read_copied_text(text)
    assert (article.title, article.paragraphs) == (title, paragraphs)


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    article = read_copied_text(
        "Truce agreed\n\n"
        "The government and the rebels have agreed on a truce that begins at\n"
        "midnight, the mediators said after talks that had lasted for almost\n"
        "three weeks in the capital.\n\n"
        "Both sides will exchange prisoners before the end of the month, the\n"
        "mediators said.\n"
    )
    assert article.paragraphs == (
        "The government and the rebels have agreed on a truce that begins at midnight, the mediators said after talks "
        "that had lasted for almost three weeks in the capital.",
        "Both sides will exchange prisoners before the end of the month, the mediators said.",
    )


def test_a_box_in_the_middle_does_not_end_the_article() -> None:
    article = read_copied_text(
        "Truce agreed\n\nThe two sides agreed on a truce on Monday.\n\nRelated topics\n\nPeace talks\n\n"
        "The truce begins at midnight, the mediators of the talks said.\n\nPrisoners will be exchanged.\n"
    )
    assert article.paragraphs[-1] == "Prisoners will be exchanged."
    assert "Peace talks" not in article.paragraphs


def test_what_wire_copy_says_about_itself_is_read() -> None:
    article = read_copied_text("Truce agreed\n\nADEN, Nov. 3, 2017 (Xinhua) -- The two sides agreed on a truce.\n")
    assert (article.dateline_place, article.agencies, article.published_at) == ("Aden", ("Xinhua",), "2017-11-03")
