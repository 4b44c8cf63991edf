"""Nothing from data is run, and no path from data is followed; the page on security names what holds it."""

import ast
import json
import re
import zipfile
from pathlib import Path

import pytest

from pipelines import dagster_home
from pipelines.config import Settings
from pipelines.steps.ingest import ingest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for name in ("pipelines", "warehouse", "schemas") for path in (REPOSITORY / name).rglob("*.py"))

MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml", "ctypes", "pty"}
BUILTINS = {"eval", "exec", "compile", "__import__", "breakpoint"}
CALLS = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput", "tempfile.mktemp"}
OPTIONS = {"shell": True, "allow_pickle": True, "verify": False}


def faults(source: str) -> list[str]:
    """What in a module could run or trust data, with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found += [f"{node.lineno}: {n.name}" for n in names if n.name.split(".")[0] in MODULES]
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULES:
                found.append(f"{node.lineno}: {module}")
            case ast.Call(func=function, keywords=keywords):
                name = ast.unparse(function)
                if name in BUILTINS or name in CALLS:
                    found.append(f"{node.lineno}: {name}")
                found += [
                    f"{node.lineno}: {word.arg}={word.value.value}"
                    for word in keywords
                    if isinstance(word.value, ast.Constant) and OPTIONS.get(word.arg or "", ...) is word.value.value
                ]
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_module_runs_nothing_that_comes_from_data(path):
    assert faults(path.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from yaml import load",
        "eval('1')",
        "import os; os.system('ls')",
        "subprocess.run('ls', shell=True)",
        "np.load(file, allow_pickle=True)",
        "httpx.get(url, verify=False)",
    ],
)
def test_the_walk_finds_what_it_looks_for(line):
    assert len(faults(line)) == 1


HOSTILE = ["../../escaped", "/tmp/escaped-absolute", "..\\..\\escaped", "a/../../../escaped", "escaped\x00.txt"]
FEED = """<rss version="2.0"><channel><title>t</title>{items}</channel></rss>"""
ITEM = (
    "<item><guid>{guid}</guid><link>file:///etc/passwd</link><title>T</title><description>{text}</description></item>"
)
TEXT = "Police arrested the mayor of Bamako on Monday, and the minister spoke of a plot against the state. " * 12


def test_no_name_from_archives_tables_or_feeds_leads_out_of_the_folder(tmp_path):
    settings = Settings(data_folder=tmp_path / "deep" / "er" / "data", workers=1)
    inbox = settings.inbox_folder
    inbox.mkdir(parents=True)
    with zipfile.ZipFile(inbox / "wire.zip", "w") as archive:
        for number, name in enumerate(HOSTILE):
            archive.writestr(zipfile.ZipInfo(name if number else "../../escaped.txt"), TEXT)
    rows = [{"id": name, "url": f"file://{name}", "source": name, "text": f"{name} {TEXT}"} for name in HOSTILE]
    (inbox / "wire.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    items = "".join(ITEM.format(guid=re.sub(r"[\x00]", "", name), text=TEXT) for name in HOSTILE)
    (inbox / "feed.xml").write_text(FEED.format(items=items))
    before = set(Path("/tmp").glob("escaped*"))
    reports = ingest(settings)
    assert sum(report.read for report in reports) >= len(HOSTILE)
    outside = [path for path in tmp_path.rglob("*") if not path.is_relative_to(settings.data_folder)]
    assert {path.name for path in outside} <= {"deep", "er"}
    assert list(tmp_path.rglob("*escaped*")) == []
    assert set(Path("/tmp").glob("escaped*")) == before


@pytest.mark.parametrize(("host", "is_told"), [("127.0.0.1", False), ("0.0.0.0", True), ("192.0.2.7", True)])
def test_address_within_reach_of_others_is_warned_of(settings, monkeypatch, capsys, host, is_told):
    started = []
    monkeypatch.setattr("os.execv", lambda program, arguments: started.append(arguments))
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("os.environ", dict(__import__("os").environ))
    dagster_home.start(settings.model_copy(update={"ui_host": host}))
    assert ("no login" in capsys.readouterr().err) is is_told
    assert started[0][-4:-2] == ["-h", host]


def test_page_names_tests_that_exist():
    page = (REPOSITORY / "docs" / "security.md").read_text()
    named = re.findall(r"`(tests/\S+\.py)`", page)
    assert named
    assert [name for name in named if not (REPOSITORY / name).exists()] == []
