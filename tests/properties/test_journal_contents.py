"""Whatever JSON can hold comes back from the journal as it was given, sealed or not."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.journal import Payload, canonical_json, content_hash
from tests.journal_drafts import at, fetched
from warehouse.journal.journal import Journal

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(texts, st.dictionaries(texts, values, max_size=4)), min_size=1, max_size=5))
def test_articles_come_back_as_they_were_given(told: list[tuple[str, Payload]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        journal = Journal(Path(root) / "journal")
        drafts = [fetched(f"a{n}", text, more=more) for n, (text, more) in enumerate(told)]
        for minute, draft in enumerate(drafts):
            journal.append_read("s", at(minute), [draft], 1)
        for _ in range(2):
            records = journal.read([2 * n + 1 for n in range(len(drafts))])
            assert [r.payload for r in records] == [draft.payload for draft in drafts]
            assert [r.content_hash for r in records] == [draft.content_hash for draft in drafts]
            assert journal.verify().is_whole
            journal.seal(2)
        journal.close()


@given(st.dictionaries(texts, values, max_size=5))
def test_canonical_text_does_not_depend_on_the_order_of_keys(value: Payload) -> None:
    turned = dict(reversed(value.items()))
    assert canonical_json(turned) == canonical_json(value)
    assert content_hash(turned) == content_hash(value)
    assert "\n" not in canonical_json(value)


@given(values, values)
def test_different_values_have_different_hashes(one: object, other: object) -> None:
    assert (content_hash(one) == content_hash(other)) == (canonical_json(one) == canonical_json(other))
