"""`dateline report` on a real warehouse: what stands on the page, what it loads (nothing), and what a browser draws."""

import json
import re
import shutil
import subprocess
from datetime import date

import pytest
from lxml import html as lxml_html
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.config import Settings
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.ingest import ingest
from tests.conftest import CACHE

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=20000",
    "--enable-logging=stderr",
]
HOSTILE = {
    "guid": "hostile",
    "title": "<script>window.stolen = 1</script> Rebels seize <img src=x onerror=alert(1)> Mosul",
    "text": "MOSUL, Iraq. Islamic State fighters captured Mosul on Tuesday and killed 12 </script><b>soldiers</b>.",
    "published_at": "2014-06-11",
    "url": "javascript:alert(1)",
    "publisher": "Wire <i>of</i> tests",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reported")
    settings = Settings(data_folder=folder / "data", cache_folder=CACHE, workers=1)
    articles = folder / "hostile.jsonl"
    articles.write_text(json.dumps(HOSTILE) + "\n")
    ingest(settings, [str(articles)])
    ingest(settings, with_samples=True)
    code_new(settings)
    assert build_warehouse(settings).passed
    return settings


def reported(settings, out, *options):
    done = CliRunner().invoke(
        app, ["report", "--data-folder", str(settings.data_folder), "--out", str(out), *options], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return out.read_text(encoding="utf-8")


def test_page_tells_the_events_with_their_sentences_and_loads_nothing(built, tmp_path):
    page = lxml_html.fromstring(reported(built, tmp_path / "page.html"))
    told = " ".join(page.xpath("//details[contains(@class, 'event')]//q//text()"))
    assert "Russian forces had captured Kherson in early March" in page.xpath("string(//table)")
    assert "captured" in told
    assert not page.xpath("//*[@src] | //link | //iframe | //object | //base | //img")
    assert "default-src 'none'" in page.xpath("string(//meta[@http-equiv]/@content)")
    assert {link.split(":")[0] for link in page.xpath("//a/@href") if not link.startswith("#")} <= {"http", "https"}
    for anchor in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert page.xpath("//*[@id=$name]", name=anchor[1:]), anchor


def test_words_of_articles_stay_words(built, tmp_path):
    written = reported(built, tmp_path / "page.html")
    page = lxml_html.fromstring(written)
    assert len(page.xpath("//script")) == 2
    assert "javascript:" not in written.split("<script", 1)[0]
    assert "&lt;script&gt;window.stolen" in written
    assert not page.xpath("//i | //img")


def test_same_warehouse_gives_the_same_bytes(built, tmp_path):
    assert reported(built, tmp_path / "one.html") == reported(built, tmp_path / "two.html")


def test_period_and_country_narrow_the_page(built, tmp_path):
    options = "--country", "ukr", "--since", "2022-01-01", "--until", "2022-12-31"
    page = lxml_html.fromstring(reported(built, tmp_path / "page.html", *options))
    assert page.xpath("string(//h1)").startswith("Ukraine, 1 Jan 2022 to 31 Dec 2022")
    assert {text[-4:] for text in page.xpath("//details[@class='month']/summary/h3/text()")} == {"2022"}
    places = set(page.xpath("//tr/th[@data-name='place']//bdi/text()"))
    assert "Kherson" in places
    assert "Mosul" not in places


def test_bound_says_how_many_are_left_out(built, tmp_path):
    page = lxml_html.fromstring(reported(built, tmp_path / "page.html", "--limit", "5"))
    assert len(page.xpath("//details[contains(@class, 'event')]")) == 5
    assert re.search(r"The 5 of \d+ events", page.text_content())


def test_nothing_found_is_said(built, tmp_path):
    page = lxml_html.fromstring(
        reported(built, tmp_path / "page.html", "--since", "1900-01-01", "--until", "1900-12-31")
    )
    assert "No event fits" in page.text_content()
    assert not page.xpath("//script")


@pytest.mark.parametrize(
    "options", [("--country", "Xland"), ("--since", date(2020, 1, 2), "--until", date(2020, 1, 1))]
)
def test_what_cannot_be_asked_is_refused(built, tmp_path, options):
    command = ["report", "--data-folder", built.data_folder, "--out", tmp_path / "page.html", *options]
    assert CliRunner().invoke(app, [str(part) for part in command]).exit_code == 2
    assert not (tmp_path / "page.html").exists()


def browse(page, folder, size="1400,900"):
    """The page's elements as a browser leaves them, what its console says, and what the page itself asked for."""
    log = folder / "net.json"
    command = [BROWSER, *FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={size}"]
    command += [f"--log-net-log={log}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    events = re.findall(r'"initiator":"([^"]*)".*?"url":"(https?:[^"]*)"', log.read_text())
    return lxml_html.fromstring(done.stdout), said, {url for asker, url in events if asker != "not an origin"}


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_requests_of_a_page_are_seen(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><img src='http://pictures.example/a.png'>")
    assert browse(page, tmp_path)[2] == {"http://pictures.example/a.png"}


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
@pytest.mark.parametrize("size", ["1400,900", "390,844"])
def test_browser_draws_every_chart_and_asks_no_network(built, tmp_path, size):
    out = tmp_path / "page.html"
    reported(built, out)
    page, said, asked = browse(out, tmp_path, size)
    assert page.xpath("//body/@data-ready") == ["yes"]
    for name, least in (("map", 40), ("timeline", 10), ("control", 5), ("network", 10)):
        [box] = page.xpath("//div[@id=$name]", name=name)
        assert box.get("data-drawn") == "yes"
        assert len(box.xpath(".//*[local-name()='path']")) >= least, name
    assert said == []
    assert asked == set()
