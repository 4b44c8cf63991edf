"""What the words around a mention say of the events told before: "the attack" recalls one, "also shelled" adds another,
and "regularly shelled" is none of a day.
"""

import polars as pl

BEFORE, AFTER = 40, 60  # characters
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
_OTHER = "(?:(?:an)?other|second|third|separate|similar|different)"
_OF_ANOTHER = rf"(?i)\b{_OTHER} (?:[\w-]+ )?$"
_OF_MANY = r"(?i)\b(?:past|previous|numerous|occasional|frequent|series of) (?:[\w'’-]+ )?$"
_ALSO, _BEING_ALSO = r"(?i)\balso $", r"(?i)\b(?:was|were|been|are|is) also $"
_IN_ANOTHER = (
    rf"(?i)^(?:meanwhile|elsewhere|separately)\b|\bin (?:a )?{_OTHER} (?:[\w-]+ )?"
    rf"(?:{_DEED}|{_FIGHT}|district|area|town|village|city|province)\b"
)
_IS_OFTEN = (
    r"(?i)\b(?:regularly|often|frequently|routinely|usually|repeatedly|constantly|continu(?:es?|ing) to) "
    r"(?:[\w-]+ ){0,2}$"
)
_OFTEN_AFTER = (
    r"(?i)^,? (?:repeatedly\b|(?:[\w-]+ ){0,4}(?:in the past(?:\W?$|[.,;”\"])|(?:almost )?(?:every day|daily)\b|"
    r"over the years|in recent (?:days|weeks|months|years)))"
)


def add_cues(mentions: pl.DataFrame, articles: pl.DataFrame | None) -> pl.DataFrame:
    """The mentions, in their order, and whether each `recalls` an event, `adds` one, or tells what happens `often`.

    Of no article without its text is any of it known.
    """
    if articles is None:
        return mentions.with_columns(recalls=pl.lit(False), adds=pl.lit(False), often=pl.lit(False))
    texts = articles.select("article_id", "title", "text").unique("article_id", keep="any")
    columns = ("field", "sentence_start", "sentence_end", "trigger_start", "trigger_end", "trigger_text")
    placed = mentions.select("article_id", *columns).join(texts, on="article_id", how="left", maintain_order="left")
    whole = pl.when(pl.col("field") == "title").then("title").otherwise("text").fill_null("")
    start = pl.max_horizontal("sentence_start", pl.col("trigger_start") - BEFORE)
    before = whole.str.slice(start, pl.col("trigger_start") - start)
    after = whole.str.slice(
        pl.col("trigger_end"), pl.min_horizontal(AFTER, pl.col("sentence_end") - pl.col("trigger_end"))
    )
    sentence = whole.str.slice(pl.col("sentence_start"), pl.col("sentence_end") - pl.col("sentence_start"))
    trigger = pl.col("trigger_text")
    is_deed, harms = trigger.str.contains(rf"(?i)\b(?:{_DEED})$"), trigger.str.contains(_HARM)
    the_deed = is_deed & ~after.str.contains(_WHICH) & before.str.contains(_DEFINITE) & ~before.str.contains(_ANOTHER)
    in_the = sentence.str.extract(_IN_THE)
    befell = harms & in_the.is_not_null() & ~in_the.str.contains(_WHICH)
    cues = {
        "recalls": the_deed | befell.fill_null(False),
        "adds": (is_deed & before.str.contains(_OF_ANOTHER))
        | (~harms & before.str.contains(_ALSO) & ~before.str.contains(_BEING_ALSO))
        | sentence.str.contains(_IN_ANOTHER),
        "often": before.str.contains(_IS_OFTEN)
        | (is_deed & before.str.contains(_OF_MANY))
        | after.str.contains(_OFTEN_AFTER),
    }
    return mentions.with_columns(placed.select(**cues))
