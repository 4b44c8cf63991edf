"""What one run may spend: tokens and dollars, reserved before a question is sent and settled when it is answered."""

from dataclasses import dataclass, field

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens sent and received."""

    asked: int
    answered: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.asked + self.answered


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for a million tokens sent, and for a million received."""

    asked: float
    answered: float

    def of(self, tokens: Tokens) -> float:
        """What these tokens cost, in dollars."""
        return (tokens.asked * self.asked + tokens.answered * self.answered) / MILLION


@dataclass(slots=True)
class Budget:
    """The caps of a run and what is spent. A null price is unknown: dollars are then not counted."""

    most_tokens: int
    most_dollars: float | None = None
    price: Price | None = None
    tokens: int = 0
    dollars: float = 0.0
    _reserved: list[Tokens] = field(default_factory=list)

    def reserve(self, worst: Tokens) -> str | None:
        """Sets aside the most that a question can cost; where that would go over a cap, says which, and does not."""
        waiting = [*self._reserved, worst]
        if self.tokens + sum(each.total for each in waiting) > self.most_tokens:
            return f"the cap of {self.most_tokens} tokens (llm_most_tokens) is reached"
        if self.most_dollars is not None and self.price is not None:
            due = sum(self.price.of(each) for each in waiting)
            if self.dollars + due > self.most_dollars:
                return f"the cap of {self.most_dollars} dollars (llm_most_dollars) is reached"
        self._reserved.append(worst)
        return None

    def settle(self, worst: Tokens, used: Tokens | None) -> None:
        """Gives a reservation back, and counts what was used; null where no answer came."""
        self._reserved.remove(worst)
        if used is not None:
            self.tokens += used.total
            self.dollars += self.cost(used) or 0.0

    def cost(self, used: Tokens) -> float | None:
        """Dollars for these tokens; null where the price is not known."""
        return None if self.price is None else self.price.of(used)
