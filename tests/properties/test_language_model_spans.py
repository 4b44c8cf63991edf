"""Whatever a model answers: nothing breaks, every mention keeps its contract, and all words are the article's."""

import json
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.reference import Reference, load_reference
from pipelines.files import article_frame
from pipelines.language_model.coding import code_answered
from schemas.contracts import uphold
from schemas.frames import FRAMES
from tests.conftest import CACHE

TITLE = "Army shells Idlib"
TEXT = (
    "Government troops shelled the town of Idlib on Tuesday, killing at least 12 people, a doctor said. Turkey "
    "condemned the “attack”; 3 rebels – two of them from al-Bab – died.\n\nThe army’s spokesman denied it. U.S. envoys "
    "met Iraq's prime minister in Baghdad on 3 November and  asked for calm."
)
WORDS = TEXT.split()


@st.composite
def quotes(draw: st.DrawFn) -> str:
    """Words of the article, changed or not, or none of its."""
    start = draw(st.integers(0, len(WORDS) - 1))
    quote = " ".join(WORDS[start : start + draw(st.integers(1, 5))])
    return draw(st.sampled_from([quote, quote.lower(), quote[1:], quote + " Putin", f'"{quote}"', quote[:-1]]))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTIES = st.lists(quotes(), max_size=3) | quotes() | st.none()
EVENTS = st.fixed_dictionaries(
    {
        "sentence": st.integers(1, 7),
        "trigger": quotes() | st.sampled_from(["shelled", "condemned", "died", "denied", "met", "asked"]),
        "type": st.sampled_from(["ASSAULT", "CONSULT", "ACCUSE", "RETREAT", "WAR"]),
        "modality": st.sampled_from(["actual", "negated", "future"]),
    },
    optional={
        "mode": st.sampled_from(["heavy-weapons", "visit", "withdraw", "", None]) | ANYTHING,
        "actors": PARTIES | ANYTHING,
        "recipients": PARTIES | ANYTHING,
        **{name: quotes() | ANYTHING for name in ("place", "date", "killed", "injured")},
        "control": st.sampled_from(["taken", "lost", "contested", "held", None]),
        "said_by": st.fixed_dictionaries({"speaker": quotes(), "cue": st.sampled_from(["said", "denied"]) | quotes()}),
    },
)
ANSWERS = st.lists(EVENTS | ANYTHING, max_size=6).map(lambda events: json.dumps({"events": events}))


@cache
def reference() -> Reference:
    return load_reference(CACHE)


@given(answer=ANSWERS, cut=st.none() | st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_whatever_is_answered_only_words_of_the_article_come_out(answer: str, cut: int | None) -> None:
    article = {"article_id": "a", "title": TITLE, "text": TEXT, "published_at": "2017-11-03"}
    batch = code_answered(article_frame([article]), {"a": answer[:cut]}, reference(), "llm 1")
    assert not any(reason.startswith("coder_failed") for reason in batch.set_aside["reason"])
    for name, contract in FRAMES.items():
        assert uphold(contract, getattr(batch, name)).set_aside.is_empty()
    for row in batch.mentions.to_dicts():
        passage = article[row["field"]]
        for span in (*row["actors"], *row["recipients"], *row["attributed_to"]):
            assert passage[span["start"] : span["end"]] == span["text"]
        assert passage[row["trigger_start"] : row["trigger_end"]] == row["trigger_text"]
        assert row["date_text"] is None or row["date_text"] in passage
        assert row["place_name"] in (None, "Idlib", "Al Bāb", "Baghdad", "Turkey", "Türkiye", "Iraq", "United States")
        assert {row[f"fatalities_{bound}"] for bound in ("low", "best", "high")} <= {None, 12, 3, 2}
    for row in batch.claims.to_dicts():
        assert article[row["field"]][row["cue_start"] : row["cue_end"]] == row["cue_text"]
