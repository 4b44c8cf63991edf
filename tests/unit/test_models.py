"""Models are read from their files: headers, order, and what each reads."""

import pytest

from warehouse.models import LAYERS, BadModel, Model, Reference, Rule, models, models_digest, parse

TEXT = """-- Towns, one by one.
-- They may have no name.
-- grain: one row per town
-- key: town_id, valid_from
-- references: country_code -> dimensions.dim_country(country_code)
-- not null: mayor, country_code
-- check: the interval runs forward: valid_to > valid_from
--
-- town_id: the town,
--   as the gazetteer has it
-- mayor: who runs it
select
    -- facts.not_read is only spoken of
    town_id,
    mayor,
from staging.towns
inner join dimensions.dim_country on true
"""


def test_header_gives_grain_key_rules_and_comments() -> None:
    model = parse("facts", "fact_town", TEXT)
    assert model.table == "facts.fact_town"
    assert model.description == "Towns, one by one. They may have no name."
    assert (model.grain, model.key) == ("one row per town", ("town_id", "valid_from"))
    assert model.references == (Reference("country_code", "dimensions.dim_country", "country_code"),)
    assert model.not_null == ("mayor", "country_code")
    assert model.rules == (Rule("the interval runs forward", "valid_to > valid_from"),)
    assert model.columns == {"town_id": "the town, as the gazetteer has it", "mayor": "who runs it"}
    assert model.sql.startswith("select")


def test_comment_of_the_table_ends_with_grain_and_key() -> None:
    comment = parse("facts", "fact_town", TEXT).comment
    assert comment.endswith("Grain: one row per town. Key: town_id, valid_from.")


def test_reads_are_found_in_code_and_not_in_comments() -> None:
    assert parse("facts", "fact_town", TEXT).depends_on == ("dimensions.dim_country", "staging.towns")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (TEXT.replace("-- grain: one row per town\n", ""), "'grain: ...'"),
        (TEXT.replace("-- key: town_id, valid_from\n", ""), "'key: ...'"),
        (TEXT.replace("-- key: town_id", "-- key: a\n-- key: town_id"), "'key: ...'"),
        (TEXT.replace("(country_code)", ""), "layer.table(column)"),
        (TEXT.replace(": valid_to > valid_from", ""), "what holds: condition"),
        ("-- grain: a\n-- key: b\n-- b: c\nselect 1", "description"),
        ("-- All.\n-- grain: a\n-- key: b\nselect 1", "line for each column"),
    ],
)
def test_header_that_cannot_be_read_names_the_file_and_the_problem(text: str, problem: str) -> None:
    with pytest.raises(BadModel, match=r"warehouse/facts/fact_town\.sql") as error:
        parse("facts", "fact_town", text)
    assert problem in str(error.value)


def test_models_come_after_what_they_read_and_refer_to() -> None:
    seen: set[str] = set()
    names = {model.table for model in models()}
    for model in models():
        needed = {*model.depends_on, *(reference.target for reference in model.references)}
        assert needed & names - {model.table} <= seen, model.table
        seen.add(model.table)
    assert {"dimensions.dim_place", "facts.fact_event", "facts.fact_control", "marts.actor_dyads_by_month"} <= seen


@pytest.mark.parametrize("model", models(), ids=lambda model: model.table)
def test_every_model_has_a_known_layer_and_describes_its_key(model: Model) -> None:
    assert model.layer in LAYERS
    named = {name.strip('"') for name in (*model.key, *model.not_null)}
    assert named <= set(model.columns)
    assert {reference.column for reference in model.references} <= set(model.columns)
    assert all(model.columns.values())


@pytest.mark.parametrize("model", [m for m in models() if m.layer == "facts"], ids=lambda model: model.name)
def test_every_fact_names_mention_sentence_article_and_position(model: Model) -> None:
    evidence = {"mention_id", "article_id", "field", "sentence_text", "sentence_start", "sentence_end"}
    assert evidence | {"journal_position"} <= set(model.columns)


def test_digest_of_the_models_is_the_same_each_time() -> None:
    assert models_digest() == models_digest()
