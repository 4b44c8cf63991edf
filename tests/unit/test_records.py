"""What a record may say, how it is hashed, and that every version ever written can still be read."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from schemas import journal
from schemas.journal import (
    REASONS,
    VERSIONS,
    Draft,
    PayloadError,
    UnknownRecord,
    canonical_json,
    content_hash,
    draft,
    payload_hash,
    upcast,
)

GOLDEN = [json.loads(line) for line in (Path(__file__).parents[1] / "golden/records.jsonl").open()]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def golden(kind: str) -> dict:
    newest = max((line for line in GOLDEN if line["kind"] == kind), key=lambda line: line["version"])
    return json.loads(json.dumps(newest["written"]))


def test_every_kind_and_version_ever_written_has_one_golden_line() -> None:
    held = [(line["kind"], line["version"]) for line in GOLDEN]
    assert sorted(held) == [(kind, v) for kind in sorted(VERSIONS) for v in range(1, VERSIONS[kind] + 1)]


@pytest.mark.parametrize("line", GOLDEN, ids=lambda line: f"{line['kind']}_v{line['version']}")
def test_golden_record_reads_as_today(line: dict) -> None:
    today = upcast(line["kind"], line["version"], line["written"])
    assert today == line["today"]
    made = draft(line["kind"], line["subject_id"], NOW, today)
    assert (made.stream, made.content_hash) == (line["stream"], line["content_hash"])


def test_upcasts_are_found_by_name_and_run_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VERSIONS, "judgement", 3)
    monkeypatch.setattr(journal, "judgement_v1_v2", lambda p: p | {"seen": [1]}, raising=False)
    monkeypatch.setattr(journal, "judgement_v2_v3", lambda p: p | {"seen": [*p["seen"], 2]}, raising=False)
    assert upcast("judgement", 1, {"verdict": "wrong"})["seen"] == [1, 2]
    assert upcast("judgement", 3, {"verdict": "wrong"}) == {"verdict": "wrong"}


@pytest.mark.parametrize(("kind", "version"), [("article_seen", 1), ("judgement", 3), ("judgement", 0)])
def test_unknown_kind_or_version_is_named(kind: str, version: int) -> None:
    with pytest.raises(UnknownRecord, match=kind):
        upcast(kind, version, {})


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("article_fetched", "guid", None),
        ("article_fetched", "headers", []),
        ("article_fetched", "article", {"article_id": "a1"}),
        ("article_fetched", "raw_base64", "QQ=="),
        ("article_fetched", "raw_text", None),
        ("article_fetched", "colour", "red"),
        ("article_rejected", "reason", "boring"),
        ("article_rejected", "raw_bytes", -1),
        ("article_rejected", "raw_bytes", True),
        ("article_rejected", "raw_base64", "QQ=="),
        ("article_withdrawn", "author", None),
        ("article_coded", "article_position", 0),
        ("article_coded", "mentions", ["not a row"]),
        ("article_coded", "coder_version", 7),
        ("article_answered", "article_position", 0),
        ("article_answered", "asked_as", ""),
        ("article_answered", "answered_tokens", -1),
        ("article_answered", "dollars", -0.5),
        ("article_answered", "dollars", 1),
        ("source_read", "counts", {"read": 1}),
        ("source_read", "counts", {"read": 1, "new": -1, "unchanged": 0, "rejected": 0}),
        ("judgement", "verdict", "right"),
        ("judgement", "subject", []),
        ("judgement", "author", ""),
        ("judgement", "place", {"place_id": "1"}),
    ],
)
def test_bad_payload_names_kind_and_field(kind: str, field: str, value: object) -> None:
    with pytest.raises(PayloadError) as error:
        draft(kind, "a1", NOW, golden(kind) | {field: value})
    assert kind in str(error.value)
    assert field.removeprefix("raw_base64") in str(error.value)


@pytest.mark.parametrize("kind", VERSIONS)
def test_each_field_is_needed(kind: str) -> None:
    payload = golden(kind)
    for field in payload:
        with pytest.raises(PayloadError, match=field):
            draft(kind, "a1", NOW, {k: v for k, v in payload.items() if k != field})


@pytest.mark.parametrize("value", [float("nan"), NOW, b"bytes", {1, 2}, "half a pair: \ud800"])
def test_payload_that_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(PayloadError, match="article_fetched"):
        payload = golden("article_fetched")
        draft("article_fetched", "a1", NOW, payload | {"article": payload["article"] | {"title": value}})


@pytest.mark.parametrize(
    "observed_at",
    [NOW.replace(tzinfo=None), NOW.astimezone(timezone(timedelta(hours=2)))],
)
def test_instants_must_be_utc(observed_at: datetime) -> None:
    with pytest.raises(PayloadError, match="observed_at"):
        draft("judgement", "j1", observed_at, golden("judgement"))


@pytest.mark.parametrize("stream", ["article/other", "source/a1", "article/", "a1", "article/a1\n"])
def test_record_must_stand_in_the_stream_that_it_is_about(stream: str) -> None:
    payload = golden("article_fetched")
    with pytest.raises(PayloadError, match="stream"):
        Draft(stream, "article_fetched", NOW, "hash", payload)


def test_hash_ignores_order_of_keys_but_not_values() -> None:
    assert content_hash({"a": 1, "b": [1.5, None]}) == content_hash({"b": [1.5, None], "a": 1})
    assert content_hash({"a": 1}) != content_hash({"a": "1"})
    assert canonical_json({"b": "ü", "a": 1}) == '{"a":1,"b":"ü"}'


def test_moved_or_reframed_page_is_no_new_article_but_a_changed_text_is() -> None:
    was = golden("article_fetched")
    moved = was | {"raw_text": "<p>another advert</p>", "article": was["article"] | {"source_path": "elsewhere"}}
    edited = was | {"article": was["article"] | {"text": "Other words."}}
    assert payload_hash("article_fetched", moved) == payload_hash("article_fetched", was)
    assert payload_hash("article_fetched", edited) != payload_hash("article_fetched", was)


def test_rejection_counts_by_its_bytes_and_reason() -> None:
    was = golden("article_rejected")
    assert payload_hash("article_rejected", was | {"detail": "other words"}) == payload_hash("article_rejected", was)
    for change in ({"reason": "empty"}, {"raw_text": "other"}, {"raw_bytes": 9}):
        assert payload_hash("article_rejected", was | change) != payload_hash("article_rejected", was)


def test_draft_keeps_its_payload_as_it_was_made() -> None:
    payload = golden("judgement")
    made = draft("judgement", "j1", NOW, payload)
    payload["verdict"] = "changed afterwards"
    assert json.loads(made.json)["verdict"] == "wrong_place"


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_can_be_stored(reason: str) -> None:
    assert draft("article_rejected", "a1", NOW, golden("article_rejected") | {"reason": reason})
