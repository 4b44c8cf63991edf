"""What a check found, and how much free room, time and silence is thought healthy."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """How a check came out. Only `failed` makes the whole fail."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `to_do` says how to mend it, and is null where there is nothing to mend."""

    check: str
    state: State
    found: str
    to_do: str | None = None


def ok(check: str, found: str) -> Finding:
    """All is well."""
    return Finding(check, State.OK, found)


def warning(check: str, found: str, to_do: str) -> Finding:
    """It works, but should be looked at."""
    return Finding(check, State.WARNING, found, to_do)


def failed(check: str, found: str, to_do: str) -> Finding:
    """It does not work, or will not at the next run."""
    return Finding(check, State.FAILED, found, to_do)


def ago(age: timedelta) -> str:
    """A length of time as people say it."""
    hours = age.total_seconds() / 3600
    if hours < 2:
        return f"{max(0, hours * 60):.0f} minutes"
    return f"{hours:.0f} hours" if hours < 72 else f"{hours / 24:.0f} days"


def size(count: float) -> str:
    """Bytes as people say them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
