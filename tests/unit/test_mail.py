from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipelines.reading.article import Article, RawDocument, Refusal
from pipelines.reading.mail import MEDIA_TYPE, NoTextPartError, read_mail
from pipelines.reading.reader import read_document
from pipelines.sources.kinds import documents_at

SEEN = datetime(2024, 1, 1, tzinfo=UTC)
BODY = "The army retook the town of Alpha on Friday after a battle of three days, officials in the capital said."
PAGE = (
    f"<html><head><title>Our letter</title></head><body><article><p>{BODY}</p><p>{BODY[4:]}</p></article></body></html>"
)


def newsletter(html: str | None = PAGE, text: str | None = "Read this in a browser.") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Armée: town retaken"
    message["From"] = "Example News <letter@news.example.org>"
    message["Date"] = "Fri, 03 Nov 2017 14:05:00 +0000"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def read(content: bytes) -> Article | Refusal:
    return read_document(RawDocument("s", "g", "a.eml", MEDIA_TYPE, content, SEEN))


def test_a_newsletter_gives_its_html_and_what_its_headers_say() -> None:
    article = read(newsletter().as_bytes())
    assert isinstance(article, Article)
    assert (article.title, article.published_at, article.publisher) == (
        *("Armée: town retaken", "2017-11-03T14:05:00+00:00", "Example News"),
    )
    assert article.text.startswith(BODY) and "browser" not in article.text


def test_a_letter_in_plain_text_is_read_too() -> None:
    article = read(newsletter(html=None, text=f"Town retaken\n\n{BODY}\n\n{BODY[4:]}\n").as_bytes())
    assert isinstance(article, Article) and BODY in article.text


def test_a_date_in_the_future_is_none() -> None:
    message = newsletter()
    message.replace_header("Date", "Fri, 03 Nov 9999 14:05:00 +0000")
    article = read(message.as_bytes())
    assert isinstance(article, Article) and article.published_at is None


def test_attachments_are_no_text() -> None:
    message = EmailMessage()
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="a.html")
    with pytest.raises(NoTextPartError):
        read_mail(message.as_bytes())


SAVED = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example.org/2017/11/03/alpha.html\r\n"
    "Subject: Tab title\r\nDate: Wed, 1 Mar 2023 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://news.example.org/2017/11/03/alpha.html\r\n\r\n{page}\r\n"
    "--b\r\nContent-Type: text/html\r\nContent-Location: https://ads.example.org/\r\n\r\n{advert}\r\n--b--\r\n"
)


def test_a_saved_page_is_dated_by_itself_and_not_by_its_saving() -> None:
    page = PAGE.replace("Our letter", "Army retakes Alpha").replace("=", "=3D")
    article = read(SAVED.format(page=page, advert="<p>Buy this.</p>" * 200).encode())
    assert isinstance(article, Article)
    assert (article.title, article.published_at) == ("Army retakes Alpha", "2017-11-03")
    assert article.url == "https://news.example.org/2017/11/03/alpha.html"
    assert "Buy" not in article.text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no headers at all",
        b"Content-Type: image/png\r\n\r\n\x89PNG",
        b"Content-Type: text/html; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
        b'Content-Type: text/html; charset="a\x00b"\r\n\r\n<p>\xff',
        b"Subject: =?a\x00b?q?x?=\r\nContent-Type: text/html\r\n\r\n<p>",
        b"Subject: =?utf-8?b?!?=\r\nDate: x\r\nContent-Type: text/html\r\n\r\n<p>",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b\r\n--b--",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: multipart/mixed\r\n\r\n" * 5000,
    ],
    ids=[
        "empty",
        "no headers",
        "image",
        "broken base64",
        "NUL in a name",
        "NUL in a word",
        "broken words",
        "no parts",
        "many parts",
    ],
)
def test_broken_mail_is_refused(content: bytes) -> None:
    assert isinstance(read(content), Refusal)


@pytest.mark.parametrize("name", ["a.eml", "a.mht", "a.mhtml"])
def test_mail_is_known_by_its_suffix(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(newsletter().as_bytes())
    (raw,) = documents_at(tmp_path / name, "s", SEEN)
    assert isinstance(raw, RawDocument) and raw.media_type == MEDIA_TYPE
    assert isinstance(read_document(raw), Article)
