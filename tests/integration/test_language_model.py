"""The second coder against local servers that speak the providers' protocols: real HTTP, scripted answers."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from pipelines.config import BadConfiguration, Settings, load_settings
from pipelines.evaluation.evaluating import evaluate
from pipelines.files import ANSWERS, code_file
from pipelines.language_model.asking import MOST_FAILURES_IN_A_ROW, EndpointRefused
from pipelines.language_model.coding import asked_as
from pipelines.steps.ask import LOCK, AskingHeld
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import CodeReport, code_new
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import ingest
from tests.conftest import CACHE
from tests.model_server import Asked, ModelServer, Reply, events, failing, model_server
from warehouse.folder import DataFolder
from warehouse.lock import build_lock
from warehouse.query import query

pytest.importorskip("pydantic_ai", reason="the extra `llm` is not installed")

DATELINE = [sys.executable, "-m", "pipelines.cli"]
KEY = "sk-not-to-be-seen-anywhere"
TEXT = "Government troops shelled the town of {} on Tuesday, killing at least 12 people, a doctor said."
TOWNS = ("Idlib", "Homs", "Aleppo", "Raqqa", "Mosul", "Basra", "Tikrit", "Kirkuk")


def shelling(asked: Asked) -> Reply:
    """A good answer to any of the articles."""
    town = next(town for town in TOWNS if town in asked.question)
    return events(
        {
            "sentence": 2, "trigger": "shelled", "type": "ASSAULT", "mode": "heavy-weapons", "modality": "actual",
            "actors": ["Government troops"], "recipients": ["people"], "place": town, "date": "on Tuesday",
            "killed": "at least 12", "said_by": {"speaker": "a doctor", "cue": "said"},
        }
    )  # fmt: skip


def town_of(asked: Asked) -> str:
    return next(town for town in TOWNS if town in asked.question)


def article(number: int, **fields: str) -> dict[str, str]:
    town = TOWNS[number]
    return {"article_id": f"a{number}", "title": f"Shells fall on {town}", "text": TEXT.format(town),
            "published_at": "2017-11-03", "language": "en"} | fields  # fmt: skip


def write_articles(path: Path, *articles: dict[str, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in articles))
    return path


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("DATELINE_LLM_KEY", KEY)
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(name, raising=False)


class Desk:
    """A data folder with articles, and coding of it by the model behind a server."""

    def __init__(self, folder: Path, *articles: dict[str, str]) -> None:
        self.folder = folder
        settings = self.settings()
        write_articles(settings.inbox_folder / "wire.jsonl", *articles)
        ingest(settings)
        self.journal = open_journal(settings)[1]

    def settings(self, **said: object) -> Settings:
        return load_settings(data_folder=self.folder, cache_folder=CACHE, workers=1, **said)

    def code(self, server: ModelServer, **said: object) -> CodeReport:
        return code_new(self.settings(**server.settings(**said)))

    def records(self, kind: str) -> list[dict[str, object]]:
        return [json.loads(text) for frame in self.journal.records(kinds=[kind]) for text in frame["payload"]]


@pytest.fixture
def desk(tmp_path):
    return lambda count=3: Desk(tmp_path / "data", *(article(number) for number in range(count)))


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_answers_become_records_and_codings(desk, provider):
    with model_server(shelling) as server:
        office = desk()
        report = office.code(server, provider=provider, llm_dollars_per_million=[2.0, 10.0])
    assert (report.articles, report.mentions, report.set_aside) == (3, 3, 0)
    assert (report.asking.answers, report.asking.waiting, report.asking.stopped) == (3, 0, None)
    assert report.asking.tokens == 3 * 1100
    assert report.asking.dollars == pytest.approx(3 * (1000 * 2.0 + 100 * 10.0) / 1e6)
    answers = office.records("article_answered")
    assert {answer["provider"] for answer in answers} == {provider}
    assert all(json.loads(answer["answer"])["events"] for answer in answers)
    assert {answer["asked_as"] for answer in answers} == {asked_as("test-model")}
    codings = office.records("article_coded")
    assert [coding["mentions"][0]["place_name"] for coding in codings] == ["Idlib", "Homs", "Aleppo"]
    assert len(server.asked) == 3


def test_second_run_asks_nothing(desk):
    with model_server(shelling) as server:
        office = desk()
        office.code(server)
        before = office.journal.last_position()
        again = office.code(server)
    assert (again.articles, again.asking, office.journal.last_position()) == (0, None, before)
    assert len(server.asked) == 3


def test_changed_reading_codes_stored_answers_anew_without_asking(desk, monkeypatch):
    with model_server(shelling) as server:
        office = desk()
        office.code(server)
        monkeypatch.setattr("pipelines.language_model.coding.CODER_VERSION", "2")
        monkeypatch.delenv("DATELINE_LLM_KEY")
        again = office.code(server, llm_endpoint=None)
    assert (again.articles, again.mentions, again.asking) == (3, 3, None)
    assert len(server.asked) == 3
    assert len(office.records("article_answered")) == 3


def test_other_model_is_another_question(desk):
    with model_server(shelling) as server:
        office = desk(1)
        office.code(server)
        office.code(server, llm_model="other-model")
    assert [asked.body["model"] for asked in server.asked] == ["test-model", "other-model"]


def test_article_in_a_language_that_is_not_coded_is_never_sent(tmp_path):
    german = article(1, language="de", text="Die Stadt wurde am Dienstag von der Armee beschossen.", title="Beschuss")
    with model_server(shelling) as server:
        report = Desk(tmp_path / "data", article(0), german).code(server)
    assert (report.articles, report.other_language, report.asking.waiting) == (1, 1, 0)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply("I would rather not."),
        Reply('{"events": [{"sentence": 2, "trigger": "shel', finish="length"),
        Reply("{]"),
        Reply(""),
        Reply("\ud800 \0 {"),
    ],
)
def test_nonsense_is_paid_for_once_and_codes_to_nothing_with_the_reason(desk, reply):
    with model_server(lambda _: reply) as server:
        office = desk(1)
        office.code(server)
        office.code(server)
    assert len(server.asked) == 1
    [coding] = office.records("article_coded")
    assert coding["mentions"] == []
    assert coding["set_aside"][0]["reason"].startswith("the answer ")


def test_people_who_are_not_in_the_text_are_in_no_mention(desk):
    def inventing(asked: Asked) -> Reply:
        event = json.loads(shelling(asked).words)["events"][0]
        return events(event | {"actors": ["Napoleon Bonaparte"], "said_by": {"speaker": "Joan of Arc", "cue": "said"}})

    with model_server(inventing) as server:
        office = desk(1)
        report = office.code(server)
    [coding] = office.records("article_coded")
    assert (report.mentions, report.set_aside) == (1, 2)
    assert "Napoleon" not in json.dumps([coding[name] for name in ("mentions", "actors", "claims")])
    assert [row["reason"] for row in coding["set_aside"]] == [
        "the actor is not in the text",
        "the speaker is not in the text",
    ]


@pytest.mark.parametrize("status", [429, 500, 503])
@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_failure_that_passes_is_tried_again(desk, provider, status):
    fails = iter([failing(status), failing(status)])
    with model_server(lambda asked: next(fails, None) or shelling(asked)) as server:
        report = desk(1).code(server, provider=provider)
    assert (report.articles, report.asking.failures) == (1, {})
    assert len(server.asked) == 3 and len(server.answered) == 1


def test_failure_that_stays_leaves_the_article_waiting_for_the_next_run(desk):
    with model_server(lambda asked: failing(500) if "Homs" in asked.question else shelling(asked)) as server:
        office = desk()
        report = office.code(server)
        assert (report.articles, report.asking.waiting, report.asking.stopped) == (2, 1, None)
        assert sum(report.asking.failures.values()) == 1
        server.script = shelling
        report = office.code(server)
    assert (report.articles, report.asking.answers, report.asking.waiting) == (1, 1, 0)
    assert Counter(map(town_of, server.answered)) == {"Idlib": 1, "Homs": 1, "Aleppo": 1}


def test_endpoint_that_is_down_ends_the_asking_soon(desk):
    with model_server(lambda _: failing(503)) as server:
        report = desk(8).code(server, llm_retries=0)
    assert len(server.asked) == MOST_FAILURES_IN_A_ROW
    assert (report.articles, report.asking.waiting) == (0, 8)
    assert "in a row" in report.asking.stopped


def test_answer_that_never_comes_is_given_up(desk):
    with model_server(lambda asked: Reply(wait_s=30) if "Idlib" in asked.question else shelling(asked)) as server:
        report = desk(2).code(server, llm_timeout_seconds=0.4, llm_retries=0)
    assert (report.articles, report.asking.waiting) == (1, 1)
    assert report.seconds < 20


@pytest.mark.parametrize("status", [401, 404])
def test_wrong_key_or_model_stops_at_once_and_says_what_to_mend(desk, status):
    refusing = model_server(lambda _: failing(status, f"no such thing for {KEY}"))
    with refusing as server, pytest.raises(EndpointRefused, match="llm_model") as told:
        desk(8).code(server)
    assert len(server.asked) == 1
    assert KEY not in str(told.value)


def test_exhausted_account_keeps_what_is_done(desk):
    quota = json.dumps({"error": {"message": "pay", "type": "insufficient_quota", "code": "insufficient_quota"}})
    broke = Reply(status=429, raw=quota.encode(), headers={"x-should-retry": "false"})
    with model_server(lambda asked: broke if "Homs" in asked.question else shelling(asked)) as server:
        report = desk(3).code(server)
    assert (report.articles, report.asking.waiting) == (1, 2)
    assert "takes no more questions" in report.asking.stopped
    assert len(server.asked) == 2


def test_cap_on_tokens_is_never_passed_and_what_is_done_is_kept(desk):
    with model_server(shelling) as server:
        office = desk(8)
        limits = {"llm_most_answer_tokens": 200, "llm_at_once": 4}
        needed = len(_question(server, office, limits)) // 2 + 400
        report = office.code(server, llm_model="m2", llm_most_tokens=2 * 1100 + needed, **limits)
        assert 0 < report.asking.answers < 8
        assert report.asking.tokens <= 2 * 1100 + needed
        assert report.articles == report.asking.answers
        assert "llm_most_tokens" in report.asking.stopped
        assert report.asking.waiting == 8 - report.articles
        rest = office.code(server, llm_model="m2", **limits)
    assert report.articles + rest.articles == 8
    paid = Counter(town_of(asked) for asked in server.asked if asked.body["model"] == "m2")
    assert paid == dict.fromkeys(TOWNS, 1)


def _question(server: ModelServer, office: Desk, limits: dict[str, int]) -> str:
    """All that is sent about one article."""
    office.code(server, **limits)
    return "".join(str(message["content"]) for message in server.asked[0].body["messages"])


def test_cap_on_dollars_is_never_passed(desk):
    with model_server(shelling) as server:
        report = desk(8).code(
            server, llm_most_dollars=0.02, llm_dollars_per_million=[1.0, 10.0], llm_most_answer_tokens=1000
        )
    assert 0 < report.asking.answers < 8
    assert report.asking.dollars <= 0.02
    assert "llm_most_dollars" in report.asking.stopped


def test_cap_of_nothing_asks_nothing(desk):
    with model_server(shelling) as server:
        report = desk(2).code(server, llm_most_tokens=0)
    assert (report.articles, report.asking.waiting, len(server.asked)) == (0, 2, 0)


def test_cap_on_dollars_needs_a_price(desk):
    with model_server(shelling) as server, pytest.raises(BadConfiguration, match="llm_dollars_per_million"):
        desk(1).code(server, llm_most_dollars=1.0)


def test_endpoint_that_counts_no_tokens_is_counted_for(desk):
    with model_server(lambda asked: Reply(shelling(asked).words, usage=None)) as server:
        report = desk(1).code(server)
    sent = sum(len(message["content"]) for message in server.asked[0].body["messages"])
    assert report.asking.tokens > sent // 5


def test_several_are_asked_at_once_and_each_is_kept(desk):
    together = threading.Barrier(4, timeout=60)

    def waiting(asked: Asked) -> Reply:
        together.wait()
        return shelling(asked)

    with model_server(waiting) as server:
        report = desk(8).code(server, llm_at_once=4)
    assert (report.articles, len(server.asked)) == (8, 8)


def test_two_at_once_do_not_pay_twice(desk):
    with model_server(shelling) as server:
        office = desk(1)
        with build_lock(office.folder / LOCK), pytest.raises(AskingHeld, match="would pay twice"):
            office.code(server)
    assert server.asked == []


@pytest.mark.slow
def test_run_killed_half_way_and_resumed_pays_for_nothing_twice(desk, monkeypatch):
    office = desk(8)
    running: list[subprocess.Popen[bytes]] = []

    def killing(asked: Asked) -> Reply:
        if len(server.asked) == 4:
            os.kill(running[0].pid, signal.SIGKILL)
            running[0].wait()
        return shelling(asked)

    with model_server(killing) as server:
        said = server.settings() | {"data_folder": office.folder, "cache_folder": CACHE}
        for name, value in said.items():
            monkeypatch.setenv(f"DATELINE_{name.upper()}", str(value))
        running.append(subprocess.Popen([*DATELINE, "build"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        assert running[0].wait(120) == -signal.SIGKILL
        assert len(office.records("article_answered")) == 3
        done = subprocess.run([*DATELINE, "build", "--json"], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)["coded"]
    assert (told["articles"], told["asking"]["answers"]) == (8, 5)
    asked = Counter(map(town_of, server.asked))
    assert Counter(asked.values()) == {1: 7, 2: 1}, "only the one that was under way is asked again"
    assert len(office.records("article_answered")) == 8
    assert office.journal.verify().is_whole


def test_warehouse_shows_the_active_coder_alone(desk):
    with model_server(shelling) as server:
        office = desk(2)
        by_rules, by_model = office.settings(), office.settings(**server.settings())
        for settings, name in ((by_rules, "rules"), (by_model, "llm"), (by_rules, "rules"), (by_model, "llm")):
            code_new(settings)
            assert build_warehouse(settings).passed
            rows = query(DataFolder(office.folder), "select split_part(coder_version, ' ', 1) as coder, article_id "
                         "from fact_mention where trigger_text = 'shelled'")  # fmt: skip
            assert rows["coder"].unique().to_list() == [name]
            assert rows["article_id"].n_unique() == rows.height == 2
    assert len(server.asked) == 2
    cost = query(DataFolder(office.folder), "select sum(asked_tokens + answered_tokens) as tokens from model_answers")
    assert cost["tokens"].to_list() == [2200]


def test_key_is_sent_to_the_endpoint_and_stands_nowhere_else(desk, tmp_path, capfd):
    with model_server(lambda asked: failing(400, KEY) if "Homs" in asked.question else shelling(asked)) as server:
        office = desk(2)
        settings = office.settings(**server.settings())
        report = code_new(settings)
        build_warehouse(settings)
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in server.asked[0].question and KEY not in repr(settings) and KEY not in repr(report)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert KEY.encode() not in path.read_bytes(), path
    assert KEY not in "".join(capfd.readouterr())


def test_providers_own_key_is_not_sent_to_another_endpoint(desk, monkeypatch):
    monkeypatch.delenv("DATELINE_LLM_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with model_server(shelling) as server:
        desk(1).code(server)
    assert KEY not in json.dumps(server.asked[0].headers)


def test_files_are_coded_to_the_same_contract_and_resumed(tmp_path, settings):
    articles = write_articles(tmp_path / "in.jsonl", *(article(number) for number in range(4)))
    notes: list[str] = []
    out = tmp_path / "out"

    def run(server: ModelServer, **said: object) -> dict[str, int]:
        told = load_settings(cache_folder=CACHE, **server.settings(**said))
        return code_file(told, articles, out, "llm", lambda *_: None, notes.append)

    with model_server(lambda asked: failing(500) if "Homs" in asked.question else shelling(asked)) as server:
        counts = run(server)
        assert (counts["articles"], counts["mentions"]) == (4, 3)
        assert "1 articles wait for an answer; the next run asks about them." in notes
        with (out / ANSWERS).open("a") as file:
            file.write('{"question": "half a li')
        server.script = shelling
        assert run(server)["mentions"] == 4
        assert run(server)["mentions"] == 4
    assert Counter(map(town_of, server.answered)) == dict.fromkeys(TOWNS[:4], 1)
    code_file(settings, articles, tmp_path / "rules", "rules", lambda *_: None, notes.append)
    for path in (tmp_path / "rules").glob("*.parquet"):
        assert pl.read_parquet_schema(out / path.name) == pl.read_parquet_schema(path)


def test_both_coders_are_measured_on_the_same_gold(tmp_path):
    gold = article(0) | {
        "events": [{"trigger_text": "shelled", "event_type": "ASSAULT", "actors": ["Government troops"]}]
    }
    corpus = write_articles(tmp_path / "gold.jsonl", gold)
    with model_server(shelling) as server:
        settings = load_settings(cache_folder=CACHE, **server.settings())
        for _ in range(2):
            result = evaluate(settings, corpus, lambda *_: None, lambda _: None)
    assert result.coder_version.startswith("llm 1 test-model ") and result.failed == ()
    found = {metric.name: metric.f1 for metric in result.scores.metrics if metric.part == "events"}
    assert found["found"] == 1.0
    assert len(server.asked) == 1


def test_nothing_but_the_endpoint_is_asked(tmp_path, monkeypatch):
    articles = write_articles(tmp_path / "in.jsonl", article(0))
    program = (
        "import sys, socket; told = []\n"
        "names = ('socket.connect', 'socket.getaddrinfo', 'socket.sendto')\n"
        "sys.addaudithook(lambda name, said: told.append(str(said[-1 if name == 'socket.connect' else slice(2)]))"
        " if name in names else None)\n"
        "from pipelines.cli import app\n"
        f"try: app(['code', {str(articles)!r}, '--coder', 'llm', '--out', {str(tmp_path / 'out')!r}])\n"
        "except SystemExit as stopped: print(stopped.code)\n"
        "print('\\n'.join(told))"
    )
    with model_server(shelling) as server:
        for name, value in server.settings().items():
            monkeypatch.setenv(f"DATELINE_{name.upper()}", str(value))
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
        code, *told = done.stdout.split("\n")
        reached = [line for line in told if line]
        assert code == "0" and reached, done
        assert all("127.0.0.1" in line and str(server.port) in line for line in reached), reached
    assert len(server.answered) == 1


def test_rule_coder_loads_no_library_for_language_models(tmp_path):
    articles = write_articles(tmp_path / "in.jsonl", article(0))
    program = (
        "import sys; from pipelines.cli import app\n"
        f"try: app(['code', {str(articles)!r}, '--out', {str(tmp_path / 'out')!r}])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('pydantic_ai', 'openai', 'anthropic', 'genai_prices') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip().endswith("[]"), done.stdout


@pytest.mark.parametrize(
    ("said", "named"),
    [({"llm_model": None}, "llm_model"), ({"llm_endpoint": None}, "OPENAI_API_KEY")],
)
def test_missing_model_or_key_is_named_before_anything_is_sent(desk, monkeypatch, said, named):
    monkeypatch.delenv("DATELINE_LLM_KEY")
    with model_server(shelling) as server, pytest.raises(BadConfiguration, match=named):
        desk(1).code(server, **said)
    assert server.asked == []
