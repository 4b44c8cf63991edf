"""Asking a language model over the network: the one place that does, and the one that knows the library for it.

The library is loaded only here, when something is asked. Retries with backoff are its clients': rate limits, server
errors, broken connections and timeouts. What the answers mean is not known here.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit

from pipelines.config import BadConfiguration, Settings
from pipelines.language_model.answers import ModelAnswer
from pipelines.language_model.budget import Budget, Price, Tokens

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pydantic_ai.models import Model

KEY = "DATELINE_LLM_KEY"
OWN_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
OWN_ENDPOINTS = {"openai": "https://api.openai.com/v1", "anthropic": "https://api.anthropic.com"}
MOST_FAILURES_IN_A_ROW = 5
SHOWN_FAILURES = 5
LONGEST_ANSWER = 400_000
LONGEST_BACKOFF_S = 120.0
"""The clients wait no longer than this between two tries, whatever the endpoint asks for."""

K = TypeVar("K")


class EndpointRefused(ValueError):
    """The endpoint takes no question at all: the key, the model or the account is wrong."""

    def __init__(self, endpoint: str, why: str) -> None:
        super().__init__(
            f"The language model at {endpoint} refuses to answer: {why} Mend the key ({KEY}), `llm_model` or "
            "`llm_endpoint` (docs/language-model.md)."
        )


@dataclass(frozen=True, slots=True)
class AskReport:
    """What asking came to in one run; `waiting` articles have no answer yet and are asked about next time."""

    model: str
    answers: int
    waiting: int
    stopped: str | None
    failures: dict[str, int]
    tokens: int
    dollars: float | None

    def notes(self) -> list[str]:
        """What a person should know, a line each."""
        cost = "price not known" if self.dollars is None else f"{self.dollars:.4f} dollars"
        lines = [f"{self.answers} answers of {self.model}, {self.tokens} tokens, {cost}"]
        if self.stopped:
            lines.append(f"No more was asked: {self.stopped}.")
        lines += [f"{count} times no answer: {why}" for why, count in self.failures.items()]
        if self.waiting:
            lines.append(f"{self.waiting} articles wait for an answer; the next run asks about them.")
        return lines


@dataclass(slots=True)
class Asked:
    """What came of the questions of a run."""

    answers: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    in_a_row: int = 0
    stopped: str | None = None
    """Why no more is asked in this run; null while it goes on."""

    def failed(self, why: str) -> None:
        """One question stays without an answer; many in a row end the run."""
        self.failures[why] += 1
        self.in_a_row += 1
        if self.in_a_row >= MOST_FAILURES_IN_A_ROW:
            self.stopped = f"{self.in_a_row} questions in a row had no answer, the last one because: {why}"


class Asker(Generic[K]):
    """Asks the configured model within one run's budget. Questions are texts; `K` is whatever names each of them."""

    def __init__(self, settings: Settings, instructions: str) -> None:
        """Checks what is configured before anything is sent. Raises `BadConfiguration`."""
        _check_installed()
        self.settings, self._instructions = settings, instructions
        self.model = configured_model(settings)
        self.endpoint = settings.llm_endpoint or OWN_ENDPOINTS[settings.llm_provider]
        self._key = _key(settings)
        self.budget = Budget(settings.llm_most_tokens, settings.llm_most_dollars, _price(settings, self.model))
        self.asked = Asked()
        self._refused: str | None = None
        if settings.llm_most_dollars is not None and self.budget.price is None:
            raise BadConfiguration(
                f"`llm_most_dollars` is set, but the price of '{self.model}' is not known. Set "
                "`llm_dollars_per_million`, such as [0.4, 1.6] for a million tokens asked and answered."
            )

    def ask(self, questions: Iterable[tuple[K, str]], keep: Callable[[K, ModelAnswer], None]) -> None:
        """Asks several at once and hands each answer to `keep` as it comes, until all are asked or a cap is reached.

        Why it stopped, and what had no answer, stands in `asked`. Raises `EndpointRefused` where none can be had.
        """
        if self.asked.stopped is None:
            asyncio.run(self._ask_all(iter(questions), keep))

    def report(self, waiting: int) -> AskReport:
        """What was asked and spent so far."""
        failures = dict(self.asked.failures.most_common(SHOWN_FAILURES))
        dollars = None if self.budget.price is None else round(self.budget.dollars, 6)
        return AskReport(
            self.model, self.asked.answers, waiting, self.asked.stopped, failures, self.budget.tokens, dollars
        )

    async def _ask_all(self, due: Iterator[tuple[K, str]], keep: Callable[[K, ModelAnswer], None]) -> None:
        async with self._client() as model:

            async def work() -> None:
                while self.asked.stopped is None and (following := next(due, None)) is not None:
                    name, question = following
                    answer = await self._answer(model, question)
                    if answer is not None:
                        keep(name, answer)

            workers = [asyncio.create_task(work()) for _ in range(self.settings.llm_at_once)]
            try:
                await asyncio.gather(*workers)
            finally:
                for worker in workers:
                    worker.cancel()
                await asyncio.gather(*workers, return_exceptions=True)
        if self._refused and not self.asked.answers:
            raise EndpointRefused(self.endpoint, self._refused)

    async def _answer(self, model: "Model", question: str) -> ModelAnswer | None:
        worst = Tokens(_most_tokens(self._instructions + question), self.settings.llm_most_answer_tokens)
        if over := self.budget.reserve(worst):
            self.asked.stopped = over
            return None
        used = None
        try:
            answer = await self._request(model, question)
            used = answer.tokens
        except Exception as error:  # noqa: BLE001  a failure is one article's: it is counted, and asked again next time
            self._note_failure(error)
            return None
        finally:
            self.budget.settle(worst, used)
        self.asked.answers += 1
        self.asked.in_a_row = 0
        return answer

    def _note_failure(self, error: Exception) -> None:
        """What is under way beside it still comes to its end, and is kept."""
        from pydantic_ai import exceptions as told

        why = self._why(error)
        self.asked.failed(why)
        if isinstance(error, told.ModelAuthenticationError | told.ModelNotFoundError | told.ModelQuotaExceededError):
            self._refused = None if isinstance(error, told.ModelQuotaExceededError) else why
            self.asked.stopped = f"the endpoint takes no more questions: {why}"

    async def _request(self, model: "Model", question: str) -> ModelAnswer:
        from pydantic_ai.direct import model_request
        from pydantic_ai.messages import ModelRequest
        from pydantic_ai.settings import ModelSettings

        said = ModelSettings(max_tokens=self.settings.llm_most_answer_tokens)
        if self.settings.llm_temperature is not None:
            said["temperature"] = self.settings.llm_temperature
        message = ModelRequest.user_text_prompt(question, instructions=self._instructions)
        async with asyncio.timeout(self._patience()):
            response = await model_request(model, [message], model_settings=said)
        text = _storable(response.text or "")
        tokens = Tokens(response.usage.input_tokens, response.usage.output_tokens)
        if tokens.total == 0:
            tokens = Tokens(_most_tokens(self._instructions + question), _most_tokens(text))
        reason = response.finish_reason
        return ModelAnswer(text, response.model_name or self.model, reason, tokens, self.budget.cost(tokens))

    def _patience(self) -> float:
        """Seconds for one question with all its tries: an answer that drips does not hold up the run for ever."""
        tries = self.settings.llm_retries + 1
        return tries * self.settings.llm_timeout_seconds + self.settings.llm_retries * LONGEST_BACKOFF_S

    def _why(self, error: Exception) -> str:
        """What went wrong, in one line without the key."""
        text = " ".join(str(error).split()) or type(error).__name__
        if isinstance(error, TimeoutError):
            text = f"no whole answer within {self._patience():.0f} s"
        for secret in filter(None, (self._key, os.environ.get(KEY))):
            text = text.replace(secret, "***")
        return text if len(text) <= 300 else text[:297] + "..."

    @asynccontextmanager
    async def _client(self) -> "AsyncIterator[Model]":
        """The provider's client: only it knows the protocol. A key goes to the configured endpoint and nowhere else."""
        said: dict[str, Any] = {
            "base_url": self.endpoint,
            "api_key": self._key or "none",
            "max_retries": self.settings.llm_retries,
            "timeout": self.settings.llm_timeout_seconds,
        }
        if self.settings.llm_provider == "anthropic":
            from anthropic import AsyncAnthropic
            from pydantic_ai.models.anthropic import AnthropicModel
            from pydantic_ai.providers.anthropic import AnthropicProvider

            async with AsyncAnthropic(**said) as anthropic:
                yield AnthropicModel(self.model, provider=AnthropicProvider(anthropic_client=anthropic))
        else:
            from openai import AsyncOpenAI
            from pydantic_ai.models.openai import OpenAIChatModel
            from pydantic_ai.providers.openai import OpenAIProvider

            async with AsyncOpenAI(**said) as openai:
                yield OpenAIChatModel(self.model, provider=OpenAIProvider(openai_client=openai))


def configured_model(settings: Settings) -> str:
    """The model's name. Raises `BadConfiguration` where none is named."""
    if not settings.llm_model:
        raise BadConfiguration("The coder 'llm' needs `llm_model`, the model's name (docs/language-model.md).")
    return settings.llm_model


def _check_installed() -> None:
    from importlib.util import find_spec

    lacking = [name for name in ("pydantic_ai", "openai", "anthropic") if find_spec(name) is None]
    if lacking:
        raise BadConfiguration(
            f"The coder 'llm' needs packages that are not installed ({', '.join(lacking)}). "
            "Install them with: pip install '.[llm]'."
        )


def _key(settings: Settings) -> str | None:
    """The key from the environment. A provider's own variable is read only where the provider itself is asked."""
    key = os.environ.get(KEY)
    if key or settings.llm_endpoint:
        return key
    own = OWN_KEYS[settings.llm_provider]
    if not os.environ.get(own):
        raise BadConfiguration(
            f"There is no key for {urlsplit(OWN_ENDPOINTS[settings.llm_provider]).hostname}: "
            f"set {KEY} or {own} in the environment."
        )
    return os.environ[own]


def _price(settings: Settings, model: str) -> Price | None:
    """As configured; else, at the provider itself, as the library's price table has it."""
    if settings.llm_dollars_per_million is not None:
        return Price(*settings.llm_dollars_per_million)
    if settings.llm_endpoint:
        return None
    from genai_prices import Usage, calc_price

    try:
        thousand = Usage(input_tokens=1000, output_tokens=1000)  # a million at once may cost another rate
        price = calc_price(thousand, model, provider_id=settings.llm_provider)
    except LookupError:
        return None
    return Price(float(price.input_price) * 1000, float(price.output_price) * 1000)


def _most_tokens(text: str) -> int:
    """More tokens than a text will have: languages in Latin script have a token for every three to five letters."""
    return len(text.encode("utf-8", "replace")) // 2 + 50


def _storable(text: str) -> str:
    """An answer as the journal can hold it: no lone surrogates, no NUL, no end of its own choosing."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return whole[:LONGEST_ANSWER]
