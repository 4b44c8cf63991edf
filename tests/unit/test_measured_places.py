"""Places that only tell where another is, or name a war or a clock, and those where the event was."""

import pytest

from tests.marked_text import events


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[Rebels|reb|REB] shelled a post near the border with {Norvia|1|PCLI}.", None),
        ("[Rebels|reb|REB] overran a town bordering {Norvia|1|PCLI}.", None),
        ("[Rebels|reb|REB] shelled a post on the border in {Norvia|1|PCLI}.", "1"),
        ("[Rebels|reb|REB] shelled a tanker 120 miles east of {Norvia|1|PCLI}.", None),
        ("[Rebels|reb|REB] shelled a village 130 km southeast of {Qant|7}.", None),
        ("[Rebels|reb|REB] shelled a village 13 km southeast of {Qant|7}.", "7"),
        ("[Farmers|far|CVL] from {Qant|7} were arrested.", None),
        ("[Farmers|far|CVL] were arrested in {Qant|7}.", "7"),
        ("Marchers held a protest after the {Norvia|1|PCLI} war.", None),
        ("[Rebels|reb|REB] shelled a post across the border from {Norvia|1|PCLI}.", None),
        ("[Rebels|reb|REB] shelled a tanker in the {Norvia|1|PCLI} / {Sudria|2|PCLI} war.", None),
        ("[Rebels|reb|REB] shelled a tanker in {Norvia|1|PCLI} war.", "1"),
        ("{Norvia|1|PCLI}, whose troops are fighting [the rebels|reb|REB] abroad, sent tanks.", None),
        ("In {Norvia|1|PCLI}, whose troops are tired, [rebels|reb|REB] shelled a post.", "1"),
        ("[Rebels|reb|REB] backed by {Norvia|1|PCLI} and {Sudria|2|PCLI} shelled a post.", None),
        ("A [32-year-old|far|CVL] from {Qant|7} was arrested.", None),
        ("[A clerk|far|CVL], from {Qant|7}, was arrested.", None),
        ("[A clerk|far|CVL] was arrested in {Qant|7}.", "7"),
        ("[Ten clerks|far|CVL] were shot, two of them from {Norvia|1|PCLI}.", None),
        ("[Rebels|reb|REB] shot [two clerks|far|CVL] from {Norvia|1|PCLI} in {Qant|7}.", "7"),
        ("A court in {Qant|7} heard that [rebels|reb|REB] shot [two clerks|far|CVL].", None),
        ("Police in {Qant|7} said that [rebels|reb|REB] shot [two clerks|far|CVL].", "7"),
        ("[A clerk|far|CVL] was flown to {Qant|7} after [rebels|reb|REB] shot him.", None),
        ("[Rebels|reb|REB] shelled a convoy headed to {Qant|7}.", None),
        ("[Rebels|reb|REB] shelled lorries bound for {Qant|7} in {Norvia|1|PCLI}.", "1"),
        ("[Rebels|reb|REB] shelled a train from {Qant|7} to {Tolm|8}.", None),
        ("[Rebels|reb|REB] shelled a train near {Qant|7}.", "7"),
        ("[Students|stu|CVL] in {Qant|7} marched against the war in {Norvia|1|PCLI}.", "7"),
        ("[Students|stu|CVL] marched against taxes in {Norvia|1|PCLI}.", "1"),
        ("[Rebels|reb|REB] shelled a post in revenge for a crime in {Qant|7}.", None),
        ("[Rebels|reb|REB] shelled a post in {Qant|7} in revenge for a crime.", "7"),
        ("{Norvia|1|PCLI} and {Sudria|2|PCLI}, whose troops are fighting [the rebels|reb|REB], sent tanks.", None),
        ("[Rebels|reb|REB] brought arms to {Qant|7} and shot [a clerk|far|CVL].", "7"),
    ],
)
def test_what_only_tells_where_another_place_is_locates_nothing(text: str, place: str | None) -> None:
    found = events(text)[-1].place
    assert (str(found.place_id) if found else None) == place
