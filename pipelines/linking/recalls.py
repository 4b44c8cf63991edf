"""Which mentions recall an event that was told before: "the attack", "this shelling", "two died in the blast"."""

import polars as pl

BEFORE, AFTER = 24, 12  # characters
_DEEDS = (
    *("attacks?", "assaults?", "ambush", "raids?", "(?:air)?strikes?", "incident", "blasts?", "explosions?"),
    *("bombings?", "shelling", "bombardment", "shootings?", "gunfire", "stabbing", "massacres?", "killings?"),
    *("murders?", "slayings?", "deaths?", "executions?", "assassination", "kidnapping", "abduction", "rape"),
)
_FIGHTS = ("clash(?:es)?", "fighting", "battle", "crossfire", "operation", "offensive")
"""Who did what to whom is open in a fight, and the next paragraph tells of another; but who died in it died in it."""
_DEED, _FIGHT = "|".join(_DEEDS), "|".join(_FIGHTS)
_HARM = r"(?i)\b(?:kill|die|dead|death|dying|wound|injur|hurt|maim|destroy|damag|lost\b|lives\b|casualt)"
_THE = "(?:the|this|that|these|those|same)"
_DEFINITE = rf"(?i)(?:^|\W){_THE} (?:[\w-]*[^\W_] )?$"
_ANOTHER = r"(?i)(?:\w+est|first|second|third|next|last|other|previous|earlier|past|recent|new|future|separate) $"
_WHICH = r"(?i)^ (?:on|against|of|by|between|that|which|in which|launched|carried|staged|claimed)\b"
_IN_THE = rf"(?i)\b(?:in|during|by) {_THE} (?:[\w-]+ )?(?:{_DEED}|{_FIGHT})\b(\W*\w*)"


def add_recalls(mentions: pl.DataFrame, articles: pl.DataFrame | None) -> pl.DataFrame:
    """The mentions, in their order, and whether each `recalls` an event; of no article without its text is it known."""
    if articles is None:
        return mentions.with_columns(recalls=pl.lit(False))
    texts = articles.select("article_id", "title", "text").unique("article_id", keep="any")
    columns = ("field", "sentence_start", "sentence_end", "trigger_start", "trigger_end", "trigger_text")
    placed = mentions.select("article_id", *columns).join(texts, on="article_id", how="left", maintain_order="left")
    whole = pl.when(pl.col("field") == "title").then("title").otherwise("text").fill_null("")
    start = pl.max_horizontal("sentence_start", pl.col("trigger_start") - BEFORE)
    before = whole.str.slice(start, pl.col("trigger_start") - start)
    after = whole.str.slice(pl.col("trigger_end"), AFTER)
    is_deed = pl.col("trigger_text").str.contains(rf"(?i)\b(?:{_DEED})$") & ~after.str.contains(_WHICH)
    the_deed = is_deed & before.str.contains(_DEFINITE) & ~before.str.contains(_ANOTHER)
    sentence = whole.str.slice(pl.col("sentence_start"), pl.col("sentence_end") - pl.col("sentence_start"))
    in_the = sentence.str.extract(_IN_THE)
    befell = pl.col("trigger_text").str.contains(_HARM) & in_the.is_not_null() & ~in_the.str.contains(_WHICH)
    return mentions.with_columns(placed.select(recalls=the_deed | befell.fill_null(False)).to_series())
