"""Verbs that tell of a wound without a word of it: "shot in the leg", "grazed by a bullet"."""

from collections.abc import Sequence

from pipelines.coding.grammar import words

_STRIKING = words("shot shoots shooting hit struck hitting striking stabbed stabs stabbing")
_LIMBS = words(
    """
    leg legs arm arms foot feet hand hands thigh thighs shoulder shoulders knee knees ankle ankles buttock buttocks hip
    calf elbow wrist finger fingers toe toes
    """
)
_WHOSE = words("the his her their both")
_MISSILES = words("bullet bullets gunfire shrapnel shot")
_REACH = 8


def flesh_wounds(sentence: Sequence[str]) -> list[int]:
    """Where verbs that only wound stand in the sentence, given as words in small letters."""
    return [at for at in range(len(sentence)) if _is_in_limb(sentence, at) or _is_grazed(sentence, at)]


def _is_in_limb(sentence: Sequence[str], at: int) -> bool:
    """ "Shot a clerk twice in the left leg"."""
    if sentence[at] not in _STRIKING:
        return False
    end = min(at + _REACH, len(sentence) - 2)
    inner = next((k for k in range(at + 1, end) if sentence[k] == "in" and sentence[k + 1] in _WHOSE), 0)
    return inner > 0 and not _LIMBS.isdisjoint(sentence[inner + 2 : inner + 5])


def _is_grazed(sentence: Sequence[str], at: int) -> bool:
    return sentence[at : at + 2] == ["grazed", "by"] and not _MISSILES.isdisjoint(sentence[at + 2 : at + 5])
