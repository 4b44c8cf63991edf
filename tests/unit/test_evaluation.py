"""Scores on gold that is known in full: what counts as found, as right, and as a fault of the gold itself."""

import json
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.coding.batch import CodedBatch
from pipelines.evaluation.corpus import read_corpus
from pipelines.evaluation.evaluating import score, shipped_gold
from pipelines.evaluation.failures import BadGold, BadResult
from pipelines.evaluation.history import changes, read_result, remember
from pipelines.evaluation.matching import match
from pipelines.evaluation.metrics import Metric, Scores
from pipelines.evaluation.parties import is_named
from schemas.contracts import SET_ASIDE, empty
from schemas.frames import FRAMES, Claims

TEXT = "Rebels shelled Homs. Rebels fled Homs on Monday, the army said."


def gold(tmp_path: Path, *records: dict, name: str = "gold.jsonl") -> Path:
    (tmp_path / name).write_text("\n".join(json.dumps(record) for record in records))
    return tmp_path / name


def batch(**rows: list[dict]) -> CodedBatch:
    """The coder's frames with these rows; what a row does not say is null."""
    frames = {name: empty(model) for name, model in FRAMES.items()}
    for name, told in rows.items():
        schema = frames[name].schema
        frames[name] = pl.DataFrame([dict.fromkeys(schema) | row for row in told], schema=schema)
    return CodedBatch(**frames, set_aside=pl.DataFrame(schema=SET_ASIDE))


def span(start: int, end: int, **more: object) -> dict:
    return {"article_id": "a", "field": "text", "start": start, "end": end, "text": TEXT[start:end], **more}


def event(start: int, end: int, **more: object) -> dict:
    first = TEXT.rfind(".", 0, start) + 1
    told = {"actors": [], "recipients": [], "attributed_to": [], "contexts": [], "modality": "actual"}
    place = {"sentence_start": first, "sentence_end": TEXT.index(".", start) + 1}
    return {"article_id": "a", "field": "text", "trigger_start": start, "trigger_end": end} | place | told | more


def figure(scores: Scores, part: str, name: str) -> Metric:
    [metric] = [m for m in scores.metrics if (m.part, m.name) == (part, name)]
    return metric


def scored(tmp_path: Path, coded: CodedBatch, **parts: object) -> Scores:
    return score(read_corpus(gold(tmp_path, {"id": "a", "text": TEXT, **parts})), coded)


def test_part_that_no_record_states_is_not_scored(tmp_path):
    scores = scored(tmp_path, batch(places=[span(15, 19)]), times=[])
    assert (scores.metrics, scores.faults) == ((), ())


def test_empty_list_makes_a_false_alarm_of_what_is_found(tmp_path):
    scores = scored(tmp_path, batch(places=[span(15, 19)]), places=[])
    assert (figure(scores, "places", "found").precision, figure(scores, "places", "found").gold) == (0.0, 0)
    assert [(fault.kind, fault.start) for fault in scores.faults] == [("false alarm", 15)]


def test_spans_are_found_by_overlap_and_exactly(tmp_path):
    stated = [{"text": "Homs", "occurrence": 1}, {"text": "Homs", "occurrence": 2}]
    scores = scored(tmp_path, batch(places=[span(15, 19), span(28, 38), span(0, 6)]), places=stated)
    found, exactly = figure(scores, "places", "found"), figure(scores, "places", "found exactly")
    assert (found.hits, found.gold, found.predicted, exactly.hits) == (2, 2, 3, 1)
    assert round(found.f1, 3) == 0.8


@pytest.mark.parametrize(("latitude", "right"), [(34.7, 1), (36.1, 1), (36.3, 0), (None, 0)])
def test_place_is_right_within_161_km(tmp_path, latitude, right):
    stated = [{"text": "Homs", "occurrence": 1, "latitude": 34.7, "longitude": 36.7}]
    row = span(15, 19, latitude=latitude, longitude=36.7 if latitude else None)
    assert figure(scored(tmp_path, batch(places=[row]), places=stated), "places", "within 161 km").hits == right


def test_answer_that_is_not_stated_is_not_compared(tmp_path):
    stated = [{"text": "Monday", "value": "2017-10-30"}]
    row = span(41, 47, type="TIME", value="2017-10-30")
    scores = scored(tmp_path, batch(times=[row]), times=stated)
    assert figure(scores, "times", "value").hits == 1
    assert not [m for m in scores.metrics if m.name == "type"]


def test_stated_null_is_an_answer(tmp_path):
    stated = [{"text": "Rebels", "occurrence": 1, "actor_id": None}]
    scores = scored(tmp_path, batch(actors=[span(0, 6, actor_id="someone")]), actors=stated)
    assert (figure(scores, "actors", "actor_id").hits, figure(scores, "actors", "actor_id").gold) == (0, 1)
    assert [(fault.kind, fault.expected, fault.given) for fault in scores.faults] == [("wrong", "none", "someone")]


def test_events_are_paired_with_the_mention_that_agrees_most(tmp_path):
    stated = [{"trigger_text": "fled", "event_type": "RETREAT"}, {"trigger_text": "shelled", "event_type": "ASSAULT"}]
    rows = [
        event(7, 14, event_type="ASSAULT"),
        event(28, 32, event_type="ASSAULT"),
        event(28, 37, event_type="RETREAT"),
    ]
    scores = scored(tmp_path, batch(mentions=rows), events=stated)
    found = figure(scores, "events", "found")
    assert (found.hits, found.gold, found.predicted) == (2, 2, 3)
    assert figure(scores, "events", "found with type").hits == 2
    assert [(f.kind, f.start, f.given) for f in scores.faults] == [("false alarm", 28, "ASSAULT")]


def test_event_in_another_sentence_is_not_found(tmp_path):
    stated = [{"trigger_text": "shelled", "event_type": "RETREAT"}]
    scores = scored(tmp_path, batch(mentions=[event(28, 32, event_type="RETREAT")]), events=stated)
    assert figure(scores, "events", "found").hits == 0


def test_event_without_trigger_is_found_by_its_type(tmp_path):
    scores = scored(tmp_path, batch(mentions=[event(28, 32, event_type="RETREAT")]), events=[{"event_type": "RETREAT"}])
    assert figure(scores, "events", "found").hits == 1


def party(start: int, end: int, **more: object) -> dict:
    empty_party = {"actor_id": None, "name": None, "country": None, "sector": None}
    return empty_party | {"text": TEXT[start:end], "start": start, "end": end} | more


@pytest.mark.parametrize(
    ("said", "given", "hits"),
    [
        ("Rebels", party(0, 6), 1),
        ("the Rebels", party(0, 6), 1),
        ("Army", party(0, 6), 0),
        ("some-id", party(0, 6, actor_id="some-id"), 1),
        ({"actor_id": "other", "text": "Rebels"}, party(0, 6, actor_id="some-id"), 0),
        ({"text": "x", "start": 3, "end": 6}, party(0, 6), 1),
        ({"name": "Free Army"}, party(0, 6, name="Free Army of Homs"), 1),
    ],
)
def test_party_is_right_by_id_else_by_offsets_else_by_name(tmp_path, said, given, hits):
    stated = [{"trigger_text": "shelled", "event_type": "ASSAULT", "actors": [said]}]
    scores = scored(tmp_path, batch(mentions=[event(7, 14, event_type="ASSAULT", actors=[given])]), events=stated)
    assert figure(scores, "events", "actor").hits == hits


def test_parties_too_many_and_too_few_cost_precision_and_recall(tmp_path):
    stated = [{"trigger_text": "shelled", "event_type": "ASSAULT", "actors": ["Rebels", "army"], "recipients": []}]
    row = event(7, 14, event_type="ASSAULT", actors=[party(0, 6)], recipients=[party(15, 19)])
    scores = scored(tmp_path, batch(mentions=[row]), events=stated)
    actor, recipient = figure(scores, "events", "actor"), figure(scores, "events", "recipient")
    assert (actor.hits, actor.gold, actor.predicted) == (1, 2, 1)
    assert (recipient.hits, recipient.gold, recipient.predicted) == (0, 0, 1)


@pytest.mark.parametrize(
    ("start", "end", "precision", "right"),
    [
        (date(2017, 10, 30), date(2017, 10, 30), "day", 1),
        (date(2017, 10, 1), date(2017, 10, 31), "month", 0),
        (None, None, None, 0),
    ],
)
def test_date_is_right_inside_the_days_annotated(tmp_path, start, end, precision, right):
    stated = [{"trigger_text": "fled", "event_type": "RETREAT", "date_start": "2017-10-30"}]
    row = event(28, 32, event_type="RETREAT", date_start=start, date_end=end, date_precision=precision)
    assert figure(scored(tmp_path, batch(mentions=[row]), events=stated), "events", "date").hits == right


def test_control_is_right_with_the_status_and_the_sides_stated(tmp_path):
    change = {"place_id": "1", "from_actor_id": "x", "to_actor_id": "y", "status": "taken"}
    row = event(7, 14, event_type="ASSAULT", control_change=change)
    for said, hits in (({"status": "taken"}, 1), ({"status": "taken", "to_actor_id": "z"}, 0), (None, 0)):
        stated = [{"trigger_text": "shelled", "event_type": "ASSAULT", "control_change": said}]
        control = figure(scored(tmp_path, batch(mentions=[row]), events=stated), "events", "control_change")
        assert (control.hits, control.gold, control.predicted) == (hits, int(said is not None), 1)


def test_claim_is_found_by_its_cue_or_by_source_and_content(tmp_path):
    spans = {"source_start": 49, "source_end": 57, "cue_start": 58, "cue_end": 62}
    row = {
        "article_id": "a",
        "field": "text",
        "source_text": "the army",
        "content_start": 21,
        "content_end": 47,
    } | spans
    stated = [{"source_text": "army", "cue_text": "said", "content_text": "Rebels fled Homs on Monday"}]
    moved = {**row, "cue_start": 0, "cue_end": 1}
    for given_row, hits in ((row, 1), (moved, 1), ({**moved, "content_start": 0, "content_end": 5}, 0)):
        scores = scored(tmp_path, batch(claims=[given_row]), claims=stated)
        assert (figure(scores, "claims", "found").hits, figure(scores, "claims", "source found").hits) == (hits, 1)
    assert set(row) <= set(Claims.to_schema().columns)


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ("{broken", "not JSON"),
        ({"text": "x"}, "id: Field required"),
        ({"id": "a"}, "text: Field required"),
        ({"id": "a", "text": "x", "event": []}, "event: unknown key"),
        ({"id": "a", "text": "x", "places": [{"txt": "x"}]}, "places.0.txt: unknown key"),
        ({"id": "a", "text": "x", "places": [{}]}, "places.0: needs `text`"),
        ({"id": "a", "text": "x", "places": [{"text": "Homs"}]}, "'Homs' does not stand in the text"),
        ({"id": "a", "text": "x x", "places": [{"text": "x"}]}, "stands 2 times; say which with `occurrence`"),
        ({"id": "a", "text": "x", "places": [{"text": "x", "occurrence": 2}]}, "only 1 times, not 2"),
        ({"id": "a", "text": "xy", "places": [{"text": "x", "start": 1, "end": 2}]}, "are 'y', not 'x'"),
        ({"id": "a", "text": "x", "places": [{"start": 0, "end": 9}]}, "do not lie in the 1 characters"),
        ({"id": "a", "text": "x", "places": [{"start": 0}]}, "belong together"),
        ({"id": "a", "text": "x", "events": [{"event_type": "WAR"}]}, "'WAR' is none of AGREE"),
        ({"id": "a", "text": "x", "events": [{"event_type": "AID", "mode": "demo"}]}, "AID has no mode 'demo'"),
        ({"id": "a", "text": "x", "events": [{"event_type": "AID", "date_start": "May"}]}, "events.0.date_start"),
        ({"id": "a", "text": "x", "events": [{"event_type": "AID", "actors": [{}]}]}, "a party needs its words"),
        ({"id": "a", "text": "x", "published_at": "yesterday"}, "published_at: 'yesterday' does not begin with a day"),
        ('{"id": "a", "text": "\\ud800"}', "half a character"),
        ("[" * 100_000, "not JSON"),
        (["a"], "the line"),
    ],
)
def test_faulty_gold_is_refused_with_file_line_and_what_is_expected(tmp_path, record, fault):
    line = record if isinstance(record, str) else json.dumps(record)
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "good", "text": "fine"}) + "\n\n" + line)
    with pytest.raises(BadGold, match=re.escape(fault)) as told:
        read_corpus(tmp_path)
    assert f"{tmp_path / 'gold.jsonl'}:3" in str(told.value)


def test_every_fault_of_every_file_is_told_at_once(tmp_path):
    gold(tmp_path, {"id": "a"}, name="one.jsonl")
    gold(
        tmp_path,
        {"id": "b", "text": "x", "spans": 1},
        {"id": "b", "text": ""},
        {"id": "b", "text": ""},
        name="two.jsonl",
    )
    with pytest.raises(BadGold) as told:
        read_corpus(tmp_path)
    for part in ("one.jsonl:1", "two.jsonl:1", "two.jsonl:3: the id 'b'", "3 faults"):
        assert part in str(told.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", None, b""])
def test_file_that_is_missing_empty_or_not_utf8_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / "gold.jsonl").write_bytes(content)
    with pytest.raises(BadGold, match=r"gold\.jsonl"):
        read_corpus(tmp_path / "gold.jsonl")


def result(score: float | None, digest: str = "g") -> dict:
    return {"gold_digest": digest, "metrics": [{"part": "p", "metric": "m", "score": score}]}


def test_change_is_told_against_the_last_result_that_was_another(tmp_path):
    corpus = tmp_path / "gold"
    assert remember(tmp_path, corpus, result(0.5)) is None
    assert remember(tmp_path, corpus, result(0.6)) == result(0.5)
    assert remember(tmp_path, corpus, result(0.6)) == result(0.5)
    assert remember(tmp_path, corpus, result(0.4)) == result(0.6)
    assert remember(tmp_path, tmp_path / "other", result(0.4)) is None
    assert changes(result(0.6), result(0.5))["p", "m"] == pytest.approx(0.1)
    assert changes(result(None), result(0.5)) == {("p", "m"): None}


def test_kept_result_that_is_broken_is_as_good_as_none(tmp_path):
    remember(tmp_path, tmp_path, result(0.5))
    [kept] = (tmp_path / "evaluations").iterdir()
    kept.write_text('[{"metrics": 1}]')
    assert remember(tmp_path, tmp_path, result(0.6)) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"metrics": [{}]}'])
def test_file_without_a_result_is_refused(tmp_path, content):
    (tmp_path / "before.json").write_text(content)
    with pytest.raises(BadResult, match=r"before\.json"):
        read_result(tmp_path / "before.json")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bashar al-Assad", "Assad", True),
        ("ASSAD", "Bashar al-Assad", True),
        ("Gómez", "Gomez", True),
        ("sad", "Assad", False),
        ("", "Assad", False),
        (None, None, False),
    ],
)
def test_names_match_where_one_holds_the_other_as_whole_words(one, other, same):
    assert is_named(one, other) is same


intervals = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=8, unique=True)


@given(intervals, intervals)
def test_no_span_is_matched_twice_and_exact_ones_come_first(one, other):
    def frame(spans):
        rows = [(i, "a", "text", start, start + length) for i, (start, length) in enumerate(spans)]
        schema = {"number": pl.Int64, "article_id": pl.String, "field": pl.String, "start": pl.Int64, "end": pl.Int64}
        return pl.DataFrame(rows, schema=schema, orient="row")

    pairs = match(frame(one), frame(other))
    assert pairs["gold"].n_unique() == pairs["predicted"].n_unique() == pairs.height
    assert pairs["exact"].sum() == len(set(one) & set(other))
    for g, p in pairs.select("gold", "predicted").iter_rows():
        assert one[g][0] < sum(other[p])
        assert other[p][0] < sum(one[g])


def test_worked_example_of_the_document_is_gold(tmp_path):
    document = Path(__file__).resolve().parents[2] / "docs" / "evaluating.md"
    [example] = re.findall(r"```json\n(.*?)```", document.read_text(encoding="utf-8"), re.S)
    corpus = read_corpus(gold(tmp_path, json.loads(example)))
    assert {part: len(items) for part, items in corpus.items.items()} == {
        "events": 2,
        "actors": 0,
        "places": 1,
        "times": 1,
        "claims": 2,
    }


def test_shipped_gold_states_every_part():
    corpus = read_corpus(shipped_gold())
    assert all(corpus.scored.values())
