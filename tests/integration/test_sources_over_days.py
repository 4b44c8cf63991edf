"""Sources as the days go by: one that begins to hang, and a page whose adverts change with every look."""

import time
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import time_machine

from pipelines.config import Settings
from pipelines.sources.fetching import Fetcher, Limits
from pipelines.sources.source import COLUMNS
from pipelines.steps import web
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.health import findings
from pipelines.steps.ingest import ingest
from tests.web_server import Answering, Site, says, serving
from warehouse.folder import DataFolder
from warehouse.query import query

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
PATIENCE = 4.0
"""Seconds that a document may take here."""

PAGE = """<html><head><title>Troops shell {town}</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<aside class="advert"><p>Only today: {advert} saucepans for the price of one. Buy now and pay in spring.</p></aside>
<article><h1>Troops shell {town}</h1>
<p>Government troops shelled the town of {town} on Sunday, killing {killed} people, a local official said. The shelling
began before dawn and went on until the evening, residents told reporters by telephone.</p>
<p>The army said it had aimed at a depot of the rebels. Hospitals in the region asked for blood and for medicine.</p>
</article>
<aside><p>Most read: {advert} things to know about the match on Saturday</p></aside></body></html>"""


def listing(settings: Settings, **sites: Site) -> Settings:
    """Sources of these names, a page each."""
    folder = DataFolder(settings.data_folder).ensure()
    rows = [f"{name},page,{site.url('/page')},,,,1," for name, site in sites.items()]
    (folder.path / "sources.csv").write_text("\n".join([",".join(COLUMNS), *rows, ""]))
    hosts = tuple(site.host for site in sites.values())
    return settings.model_copy(update={"allow_private_hosts": hosts, "seconds_between_requests": 0.0})


def test_source_that_hangs_costs_the_others_nothing_and_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def impatient(settings: Settings) -> Fetcher:
        return Fetcher(settings.allow_private_hosts, 0.0, Limits(seconds=PATIENCE))

    def hangs(request: Answering) -> None:
        time.sleep(10 * PATIENCE)

    monkeypatch.setattr(web, "open_fetcher", impatient)
    with serving() as well, serving() as ill:
        settings = listing(settings, well=well, ill=ill)
        for day in (0, 1, 2, 3, 4, 8):
            page = says(PAGE.format(town="Azaz", killed=2 + day, advert=1))
            well.pages["/page"], ill.pages["/page"] = page, page if day < 4 else hangs
            with time_machine.travel(MONDAY + timedelta(day)):
                reports = {report.source_id: report for report in ingest(settings)}
            assert (reports["well"].new, reports["well"].is_unusual) == (1, False)
            assert reports["ill"].new == (day < 4)
    [problem] = reports["ill"].problems
    assert problem.startswith(f"{ill.url('/page')}: no answer in time")
    assert reports["ill"].is_unusual
    with time_machine.travel(MONDAY + timedelta(8)):
        code_new(settings)
        assert build_warehouse(settings).passed
        silent = {finding.watch.name: finding.rows for finding in findings(settings)}["sources_are_heard"]
    assert silent["source_id"].to_list() == ["ill"]


def test_changing_adverts_make_no_new_version_and_a_corrected_toll_makes_one(settings: Settings) -> None:
    adverts = count(2)
    killed = 3

    def page(request: Answering) -> None:
        request.say(200, PAGE.format(town="Azaz", killed=killed, advert=next(adverts)).encode())

    with serving(page=page) as site:
        settings = listing(settings, site=site)
        for day in range(6):
            killed = 3 if day < 4 else 7
            with time_machine.travel(MONDAY + timedelta(day)):
                report = next(report for report in ingest(settings) if report.source_id == "site")
            assert (report.read, report.new) == (1, day in (0, 4))
    code_new(settings)
    assert build_warehouse(settings).passed
    folder = DataFolder(settings.data_folder)
    assert query(folder, "select count(*), max(version_count) from dim_article").row(0) == (1, 2)
    told = query(folder, "select distinct event_type, fatalities_best from fact_event where event_type = 'ASSAULT'")
    assert told.rows() == [("ASSAULT", 7)]
    mentions, distinct = query(folder, "select count(*), count(distinct mention_id) from fact_mention").row(0)
    assert mentions == distinct > 0
