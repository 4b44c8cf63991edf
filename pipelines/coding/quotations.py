"""Claims from token spans, and quotations that run through several sentences or stand before their speaker."""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.coding.source_phrases import QUOTES, Line, Source, phrase_right, read_line
from pipelines.coding.speakers import speaker_before
from pipelines.coding.speech_cues import claim_class, load_cues
from pipelines.coding.text import ActorMention, Claim, ClaimClass, Passage, Sentence

_OPENING = frozenset("\"“‘«'`")
_NOT = frozenset(["not", "n't", "never", "neither", "nor", "cannot", "without"])
_QUOTE_REACH = 6  # sentences that one quotation may run through


def with_whole_quotes(passage: Passage, found: list[tuple[Sentence, list[Claim]]]) -> list[Claim]:
    """Stretch contents over quotations that run through several sentences of a paragraph."""
    claims: list[Claim] = []
    for i, (sentence, here) in enumerate(found):
        for claim in here:
            start, end = claim.content_start, claim.content_end
            for before, others in reversed(found[max(0, i - _QUOTE_REACH) : i]):
                if before.paragraph != sentence.paragraph or others or not _runs_in(passage.text, start, claim):
                    break
                start = before.start
            for after, others in found[i + 1 : i + 1 + _QUOTE_REACH]:
                if others or after.paragraph != sentence.paragraph or claim is not here[-1]:
                    break
                if passage.text[after.start] not in _OPENING and not _is_open(passage.text[sentence.start : end]):
                    break
                end = after.end
            claims.append(replace(claim, content_start=start, content_end=end))
    return claims


def after_quotation(
    passage: Passage, sentence: Sentence, before: Sentence, mentions: Sequence[ActorMention]
) -> list[Claim]:
    """ "Stay calm!" the mayor said.': the content is the sentence before."""
    if passage.text[before.end - 1] not in QUOTES:
        return []
    line = read_line(sentence, mentions)
    for i, word in enumerate(line.words[:12]):
        cue = load_cues()[0].get(word)
        if cue is None or word.endswith("ing"):
            continue
        if cue.frame not in ("say", "tell", "quote") and line.words[i + 1 :] not in ([], ["."]):
            continue
        source = phrase_right(line, 1) if i == 0 else speaker_before(line, i, None)
        if source is not None and (i == 0 or source.first == 0):
            claim = make_claim(passage, line, source, (i, i + 1), (0, 1))
            return [replace(claim, content_start=before.start, content_end=before.end)]
    return []


def _runs_in(text: str, start: int, claim: Claim) -> bool:
    """Whether a content closes a quotation that an earlier sentence opened."""
    content = text[start : claim.content_end]
    return (content.count("”") > content.count("“")) or (content.count('"') % 2 == 1 and not content.startswith('"'))


def _is_open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def make_claim(passage: Passage, line: Line, source: Source, cue: tuple[int, int], content: tuple[int, int]) -> Claim:
    """A claim's values from token spans."""
    tokens = line.tokens
    source_start, source_end = tokens[source.first].start, tokens[source.last - 1].end
    cue_start, cue_end = tokens[cue[0]].start, tokens[cue[1] - 1].end
    content_start, content_end = tokens[content[0]].start, tokens[content[1] - 1].end
    return Claim(
        passage.field,
        source_start,
        source_end,
        passage.text[source_start:source_end],
        source.actor_id,
        cue_start,
        cue_end,
        passage.text[cue_start:cue_end],
        content_start,
        content_end,
        _class_of(line, cue[0], passage.text[cue_start:cue_end], passage.text[content_start:content_end]),
    )


def _class_of(line: Line, cue: int, cue_text: str, content: str) -> ClaimClass:
    """The claim's class; what is neither denied nor confirmed is only said."""
    if _NOT.intersection(line.words[max(cue - 3, 0) : cue]):
        return "claim"
    return claim_class(cue_text, content)
