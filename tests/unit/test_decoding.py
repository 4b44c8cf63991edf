import pytest

from pipelines.reading.decoding import UndecodableError, clean, decode, keep_offsets

GERMAN = "Die Armee hat die Stadt am Freitag zurückerobert, wie Behörden in Österreich und der Türkei mitteilten. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_and_utf8_need_no_declaration(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


def test_the_header_declares_the_encoding() -> None:
    assert decode("Сирийская армия".encode("cp1251"), "text/html; charset=windows-1251") == "Сирийская армия"


def test_the_page_declares_the_encoding() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Сирийская армия'
    assert decode(page.encode("koi8-r")) == page


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode("“Größe”".encode("cp1252"), "text/html; charset=iso-8859-1") == "“Größe”"


def test_utf8_that_is_declared_as_another_encoding_is_utf8() -> None:
    assert decode("Größe".encode(), "text/html; charset=iso-8859-1") == "Größe"


def test_damaged_utf8_stays_utf8() -> None:
    assert decode((GERMAN * 3).encode()[:-1] + b"\xc3").startswith(GERMAN)


def test_undeclared_latin_text_is_guessed() -> None:
    assert decode((GERMAN * 5).encode("cp1252")) == GERMAN * 5


@pytest.mark.parametrize("name", ["no-such-charset", "utf-7", "unicode_escape", "base64"])
def test_declared_encodings_that_are_none_are_not_used(name: str) -> None:
    assert "zurückerobert" in decode((GERMAN * 5).encode("cp1252"), f"text/html; charset={name}")


def test_control_characters_and_overrides_are_gone() -> None:
    assert clean("\ufeffThe\x00 ar\u00admy\u202e left\r\nAd\u200ben\x85.\ud800") == "The  army left\nAden .\ufffd"


def test_text_of_records_keeps_its_offsets() -> None:
    text = "The\x00 army\u202e left\r\nAden\x85.\ud800"
    kept = keep_offsets(text)
    assert len(kept) == len(text)
    assert [kept.index(word) for word in ("army", "left", "Aden")] == [text.index(w) for w in ("army", "left", "Aden")]


def test_bytes_that_no_encoding_fits_are_refused() -> None:
    with pytest.raises(UndecodableError):
        decode(bytes(range(128, 256)) * 3)


def test_english_with_a_few_broken_bytes_is_read() -> None:
    text = "The army retook the town of Alpha on Friday, officials said. " * 10
    damaged = text.replace("Alpha", "Alpha\x00").encode().replace(b"\x00", b"\x81\xfe", 2)
    assert decode(damaged).count("officials said") == 10
