"""`dateline report` on a real warehouse: what stands on the page, what it loads (nothing), and what a browser draws."""

import json
import re
import subprocess
from datetime import date

import pytest
from lxml import html as lxml_html
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.config import Settings
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.ingest import ingest
from tests.browser import CHROMIUM, DRIVER, FLAGS, driven_browser
from tests.conftest import CACHE

NO_REQUEST = ("--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=20000", "--enable-logging=stderr")
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
    command = [CHROMIUM, *FLAGS, *NO_REQUEST, f"--user-data-dir={folder / 'profile'}", f"--window-size={size}"]
    command += [f"--log-net-log={log}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    events = re.findall(r'"initiator":"([^"]*)".*?"url":"(https?:[^"]*)"', log.read_text())
    return lxml_html.fromstring(done.stdout), said, {url for asker, url in events if asker != "not an origin"}


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_requests_of_a_page_are_seen(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>x</title><img src='http://pictures.example/a.png'>")
    assert browse(page, tmp_path)[2] == {"http://pictures.example/a.png"}


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
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


SHAPES = """
return [...document.querySelectorAll("#map .mark-symbol path")].map(path => path.getBoundingClientRect())
    .map(box => [box.x + box.width / 2, box.y + box.height / 2])
"""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no Chromium with its driver is installed")
@pytest.mark.parametrize("size", ["1400,900", "390,844"])
def test_mark_on_the_map_leads_to_its_sentence_and_the_map_zooms(built, tmp_path, size):
    out = tmp_path / "page.html"
    reported(built, out)
    with driven_browser(size) as browser:
        browser.get(out.as_uri())
        waiting = WebDriverWait(browser, 60)
        waiting.until(lambda b: b.find_element(By.TAG_NAME, "body").get_attribute("data-ready") == "yes")
        place = browser.find_element(By.ID, "map")
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", place)

        spread = extent(browser.execute_script(SHAPES))
        zoom = place.find_element(By.XPATH, "..").find_element(By.CSS_SELECTOR, "[data-zoom='2']")
        zoom.click()
        waiting.until(lambda b: extent(b.execute_script(SHAPES)) > 1.5 * spread)
        before = browser.execute_script(SHAPES)
        ActionChains(browser).drag_and_drop_by_offset(place, 60, 40).perform()
        waiting.until(lambda b: b.execute_script(SHAPES) != before)
        assert browser.current_url.endswith("page.html"), "a drag is no click"
        zoom.find_element(By.XPATH, "..").find_element(By.CSS_SELECTOR, "[data-zoom='0']").click()
        waiting.until(lambda b: abs(extent(b.execute_script(SHAPES)) - spread) < 2)

        width, height = browser.execute_script("return [innerWidth, innerHeight]")
        x, y = next((x, y) for x, y in browser.execute_script(SHAPES) if 0 < x < width and 0 < y < height)
        mouse = ActionBuilder(browser)
        mouse.pointer_action.move_to_location(round(x), round(y)).click()
        mouse.perform()
        waiting.until(lambda b: "#" in b.current_url)
        told = browser.find_element(By.ID, browser.current_url.split("#")[1])
        assert told.find_element(By.TAG_NAME, "q").is_displayed()


def extent(points: list[list[float]]) -> float:
    """Pixels from the leftmost to the rightmost."""
    return max(x for x, _ in points) - min(x for x, _ in points)


def test_warehouse_without_any_article_gives_a_page(tmp_path):
    settings = Settings(data_folder=tmp_path / "data", cache_folder=CACHE, workers=1)
    assert build_warehouse(settings).passed
    page = lxml_html.fromstring(reported(settings, tmp_path / "page.html"))
    assert "No event fits" in page.text_content()
