"""Which claims an event stands in, and whether one of them says that it did not happen.

Claims themselves are found in `attribution.py`.
"""

import re
from collections.abc import Sequence

from pipelines.coding.text import Claim

_GOES_ON = re.compile(
    r";|,\s+(?:and|which|who)\b|\band (?:says?|said|blamed|accused|called|condemned|insisted|added|claimed)\b"
    r"|\b(?:but|while|although|though|after|since|because|whereas)\b|[.!?]\s",
    re.IGNORECASE,
)


def claims_of(claims: Sequence[Claim], start: int, end: int) -> tuple[Claim, ...]:
    """The claims whose content holds the characters, without those that only report somebody else's denial of it.

    Who says it twice ("called him a traitor and demanded that") says it once, in the claim nearest to it.
    """
    around = [claim for claim in claims if claim.content_start <= start and end <= claim.content_end]
    denials = [claim for claim in around if claim.claim_class == "denial"]
    told = [claim for claim in around if not any(_reports(claim, denial) for denial in denials)]
    return tuple({(claim.source_start, claim.source_end): claim for claim in told}.values())


def is_denied(claims: Sequence[Claim], text: str, start: int) -> bool:
    """Whether a denial covers the event at `start` of the text, and not only what the sentence goes on with."""
    first_word = text.find(" ", start)
    start = first_word if first_word > start else start
    return any(
        claim.claim_class == "denial" and claim.cue_end <= start and not _GOES_ON.search(text, claim.cue_end, start)
        for claim in claims
    )


def _reports(claim: Claim, denial: Claim) -> bool:
    return claim is not denial and claim.content_start <= denial.cue_start and denial.cue_end <= claim.content_end
