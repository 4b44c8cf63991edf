"""The compact parser: what it gives, what is handed to it, and that company changes nothing."""

import pytest

from pipelines.coding.parsing import Parse, load_parser, name_spans
from pipelines.coding.sentences import split_passage
from pipelines.coding.text import Token

RETAKEN = "Soldiers shelled by rebels near Deir al-Asal withdrew, and villagers who had fled the fighting returned."


def tokens(text: str) -> tuple[Token, ...]:
    return split_passage("text", text).sentences[0].tokens


def parsed(text: str) -> tuple[list[str], Parse]:
    words = tokens(text)
    names = name_spans(words, [(0, len(words))])
    return [word.text for word in words], load_parser().parse([(words, names)])[0]


def test_tells_the_subject_from_the_agent_of_a_participle() -> None:
    words, parse = parsed("The village was shelled by rebels.")
    assert parse.deps[words.index("village")] == "nsubj:pass"
    assert parse.deps[words.index("rebels")] == "obl:agent"
    assert parse.tags[words.index("shelled")] == "VBN"


def test_every_token_has_a_head_in_the_sentence() -> None:
    words, parse = parsed(RETAKEN)
    assert len(parse.tags) == len(parse.heads) == len(parse.deps) == len(words)
    assert all(0 <= head < len(words) for head in parse.heads)


def test_words_of_a_name_hang_on_its_last() -> None:
    words, parse = parsed(RETAKEN)
    deir = words.index("Deir")
    assert (parse.heads[deir], parse.deps[deir]) == (deir + 1, "flat")


@pytest.mark.parametrize(
    ("text", "spans", "names"),
    [
        ("Troops left Deir al Asal at dawn", [(2, 5)], ["Deir al Asal"]),
        ("the Northern Border Guard fired", [(0, 4)], ["Northern Border Guard"]),
        ("20 villagers of Asal fled", [(0, 2), (3, 4)], []),
        ("Mayor Lena Orr and Colonel Ilya Bek met", [(0, 3), (4, 7)], ["Mayor Lena Orr", "Colonel Ilya Bek"]),
    ],
)
def test_names_are_the_capitals_inside_actors_and_places(
    text: str, spans: list[tuple[int, int]], names: list[str]
) -> None:
    words = tokens(text)
    found = name_spans(words, spans)
    assert [" ".join(word.text for word in words[first:last]) for first, last in found] == names


def test_a_parse_does_not_depend_on_what_is_parsed_beside_it() -> None:
    sentences = [
        (tokens(text), [])
        for text in (RETAKEN, "Rain fell.", "HOODED MEN SHOT A MAYOR IN THE MARKET.", "The army said it had left.")
    ]
    together = load_parser().parse(sentences * 20)
    met_no_other_word = load_parser.__wrapped__()
    alone = [met_no_other_word.parse([sentence])[0] for sentence in reversed(sentences)][::-1]
    assert together == alone * 20


def test_nothing_to_parse_gives_nothing() -> None:
    assert load_parser().parse([]) == []
