"""`python -m tests.releases` keeps what this release writes, once, for all to come: `tests/releases/<version>/`.

The journal holds a record of every kind; `expected.json` holds what its tables say.
"""

import json
import shutil
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.config import Settings, load_settings
from pipelines.steps import upkeep
from pipelines.steps.build import build_warehouse
from pipelines.steps.code import code_new
from pipelines.steps.folder import open_journal
from pipelines.steps.ingest import ingest
from schemas.journal import draft
from warehouse.folder import DataFolder
from warehouse.query import query

RELEASES = Path(__file__).resolve().parent
EXPECTED = "expected.json"
FACTS = {
    "articles": "select article_id, title, status, version_count from dim_article",
    "rejected": "select article_id, reason, raw_bytes from rejected_articles",
    "answers": "select article_id, article_position, asked_as, answer from model_answers",
    "judgements": "select judgement_id, verdict, author, reason from judgements",
    "mentions": """
        select mention_id, article_id, field, sentence_text, trigger_text, event_type, modality, place_id,
            date_start::varchar as date_start, fatalities_best, article_position, journal_position
        from fact_mention""",
    "mention_versions": """
        select mention_id, system_from::varchar as system_from, system_to::varchar as system_to
        from fact_mention_version""",
}
"""What rests on records alone, and on no rule that a later release may better."""

ARTICLES = [
    {
        "id": "harbour",
        "title": "Two killed in blast at Aden harbour",
        "published_at": "2019-05-06",
        "text": "A car bomb killed two soldiers at the harbour of Aden on Monday, police said. No group claimed it.",
    },
    {
        "id": "talks",
        "title": "Ministers meet in Khartoum",
        "published_at": "2019-05-07",
        "text": "The foreign minister of Ethiopia met his Sudanese counterpart in Khartoum on Tuesday.",
    },
    {
        "id": "town",
        "title": "Army takes back Kidal",
        "published_at": "2019-05-08",
        "text": "The Malian army recaptured Kidal from rebels on Wednesday, the defence ministry said.",
    },
]
PLACE = {
    "place_id": "2460596",
    "name": "Bamako",
    "latitude": 12.65,
    "longitude": -8.0,
    "country_code": "MLI",
    "admin1": None,
    "precision": "city",
}


def facts(settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """What the published warehouse says, as JSON holds it."""
    folder = DataFolder(settings.data_folder)
    return {name: query(folder, f"from ({sql}) order by all").to_dicts() for name, sql in FACTS.items()}


def write(settings: Settings) -> None:
    """A data folder with a record of every kind, an article of two versions, one withdrawn and one document refused."""
    _ingest(settings, [json.dumps(article) for article in ARTICLES] + ["{broken"])
    code_new(settings)
    corrected = ARTICLES[0] | {"text": ARTICLES[0]["text"].replace("two soldiers", "three soldiers")}
    _ingest(settings, [json.dumps(article) for article in [corrected, *ARTICLES[1:]]])
    code_new(settings)
    assert build_warehouse(settings).passed
    journal = open_journal(settings)[1]
    town, talks = (_article(settings, title) for title in ("Army takes%", "Ministers%"))
    head = journal.head(town)
    assert head is not None
    answer = {
        "article_position": head.position, "asked_as": "a-model 0123456789ab",
        "question": "What happened?", "provider": "openai", "model": "a-model",
        "answer": '{"events": []}', "finish_reason": "stop", "asked_tokens": 900, "answered_tokens": 12,
        "dollars": None,
    }  # fmt: skip
    journal.append_answered(draft("article_answered", town, datetime.now(UTC), answer))
    mention = query(DataFolder(settings.data_folder), f"from fact_mention where article_id = '{town}'")["mention_id"][0]
    said = {"verdict": "wrong_place", "subject": [mention], "place": PLACE, "author": "desk", "reason": "a slip"}
    journal.append(draft("judgement", "j1", datetime.now(UTC), said))
    upkeep.withdraw(settings, talks, "in error", "desk")
    assert build_warehouse(settings).passed


def _ingest(settings: Settings, lines: list[str]) -> None:
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    (settings.inbox_folder / "wire.jsonl").write_text("\n".join(lines) + "\n")
    ingest(settings)


def _article(settings: Settings, title: str) -> str:
    found = query(DataFolder(settings.data_folder), f"select article_id from dim_article where title like '{title}'")
    return str(found["article_id"][0])


def main() -> None:
    """Writes this release's folder; never over another."""
    kept = RELEASES / version("dateline")
    if kept.exists():
        raise SystemExit(f"{kept} is there already, and what a release wrote is never changed.")
    with tempfile.TemporaryDirectory() as path:
        settings = load_settings(data_folder=Path(path) / "data", workers=1)
        write(settings)
        shutil.copytree(settings.data_folder / "journal", kept / "journal", ignore=shutil.ignore_patterns(".*"))
        (kept / EXPECTED).write_text(json.dumps(facts(settings), indent=1, ensure_ascii=False) + "\n")
    print(f"written: {kept}")


if __name__ == "__main__":
    main()
