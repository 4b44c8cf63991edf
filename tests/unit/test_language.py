import sys
from subprocess import run

import pytest

from pipelines.reading.language import detect_language

TEXTS = {
    "en": "The army entered the town on Friday after a long battle, and the rebels withdrew to the hills in the north.",
    "de": "Die Armee ist am Freitag nach langen Kämpfen in die Stadt vorgerückt, und die Rebellen zogen sich zurück.",
    "fr": "L'armée est entrée vendredi dans la ville après de longs combats, et les rebelles se sont retirés au nord.",
    "ar": "دخل الجيش المدينة يوم الجمعة بعد معركة طويلة وانسحب المتمردون إلى التلال في الشمال.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_languages_are_told_apart(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_the_text_beats_what_the_page_declares() -> None:
    assert detect_language(TEXTS["de"], declared="en-GB") == "de"


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-GB", "en"), ("de_DE", "de"), ("English", "en"), ("xx-long", "xx"), ("?", None), (None, None)],
)
def test_a_short_text_is_what_the_page_declares(declared: str | None, code: str | None) -> None:
    assert detect_language("Aden", declared) == code


def test_english_needs_no_model() -> None:
    code = (
        "import sys; from pipelines.reading.language import detect_language as d; "
        f"assert d({TEXTS['en']!r}) == 'en'; sys.exit('py3langid' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Troops left.", None, None),
        ("Troops left.", "de-DE", "de"),
        ("Alpha Beta Gamma Delta Epsilon Zeta Kilo Lima Oscar Papa Quebec Romeo Sierra Tango", None, None),
        ("The army left. " + "Die Armee hat die Stadt am Freitag zurückerobert, sagte ein Sprecher. " * 6, "en", "de"),
        (
            "„Freitag“, hieß es. " + "The army retook the town on Friday, a spokesman said in the capital. " * 6,
            "de",
            "en",
        ),
    ],
    ids=["short", "short and declared", "only names", "mostly German", "mostly English"],
)
def test_short_and_mixed_texts(text: str, declared: str | None, expected: str | None) -> None:
    assert detect_language(text, declared) == expected
