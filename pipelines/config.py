"""The one place where Dateline is configured: `dateline.toml`, then `DATELINE_*` in the environment, which wins.

Every option is a field of `Settings`; docs/configuration.md is generated from it. No option is read anywhere else.
"""

import os
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

CONFIG_FILE = "DATELINE_CONFIG"
MAY_HOLD_A_SECRET = ("llm_endpoint", "notify_webhook")
OUTSIDE_SETTINGS = ("DATELINE_CONFIG", "DATELINE_LLM_KEY", "DATELINE_SMTP_PASSWORD", "DATELINE_TEST_")


class BadConfiguration(ValueError):
    """The configuration cannot be used; the message names the option, what is allowed, and the file."""


def _xdg(variable: str, fallback: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / fallback) / "dateline"


def config_path() -> Path:
    """The configuration file: `$DATELINE_CONFIG`, else `dateline.toml` in the user's configuration folder."""
    named = os.environ.get(CONFIG_FILE)
    return Path(named) if named else _xdg("XDG_CONFIG_HOME", ".config") / "dateline.toml"


class Settings(BaseSettings):
    """All options of Dateline, with their defaults."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", extra="forbid", frozen=True)

    data_folder: Path = Field(
        default_factory=lambda: _xdg("XDG_DATA_HOME", ".local/share"),
        description="Where the journal, the warehouse and Dagster's history lie. Default: `~/.local/share/dateline`.",
    )
    cache_folder: Path = Field(
        default_factory=lambda: _xdg("XDG_CACHE_HOME", ".cache"),
        description="Where the compiled gazetteer lies; may be deleted at any time. Default: `~/.cache/dateline`.",
    )
    inbox: Path | None = Field(
        default=None, description="Folder that is read for new articles. Default: `inbox` in the data folder."
    )
    workers: int = Field(
        default_factory=lambda: max(1, min(4, os.cpu_count() or 1)),
        ge=1,
        le=256,
        description="Processes that code articles. Default: one per core, at most four.",
    )
    chunk_size: int = Field(default=200, ge=1, le=10_000, description="Articles that a worker codes at once.")
    keep_every_s: float = Field(
        default=15.0,
        ge=0,
        le=3600,
        description="Seconds between two writes of codings to the journal: what a kill can cost.",
    )
    languages: tuple[str, ...] = Field(
        default=("en",), description="Languages that are coded; articles in others are kept and counted."
    )
    coder: Literal["rules", "llm"] = Field(
        default="rules",
        description="Whose codings the warehouse shows: `rules`, or `llm`, a language model (docs/language-model.md).",
    )
    keep_versions: int = Field(default=5, ge=1, description="Published warehouse versions that are kept.")
    wait_for_build: bool = Field(
        default=False, description="Wait for another build to end instead of stopping with exit code 3."
    )
    allow_private_hosts: tuple[str, ...] = Field(
        default=(),
        description="Hosts of your own network that may be asked, each as `host:port`. All others must be public.",
    )
    seconds_between_requests: float = Field(
        default=1.0,
        ge=0,
        le=3600,
        description="Seconds between two requests to one host; its robots.txt may ask for more.",
    )
    max_entries_per_read: int = Field(
        default=100,
        ge=1,
        le=20_000,
        description="Articles that one read of a feed brings; the rest come with the next.",
    )
    llm_provider: Literal["openai", "anthropic"] = Field(
        default="openai", description="Protocol that the language model speaks: `openai` (most servers) or `anthropic`."
    )
    llm_endpoint: str | None = Field(
        default=None, description="Address of the model's server. Default: the provider's own."
    )
    llm_model: str | None = Field(default=None, description="Name of the language model, as its server has it.")
    llm_most_tokens: int = Field(
        default=1_000_000, ge=0, description="Most tokens that one run sends to a language model and takes from it."
    )
    llm_most_dollars: float | None = Field(
        default=None, ge=0, description="Most dollars that one run spends on a language model. Default: tokens decide."
    )
    llm_dollars_per_million: tuple[float, float] | None = Field(
        default=None,
        description="Price of a million tokens sent and of a million received. Default: known for the provider's own.",
    )
    llm_most_answer_tokens: int = Field(
        default=8_192, ge=64, description="Most tokens of one answer of a language model."
    )
    llm_timeout_seconds: float = Field(
        default=120.0, gt=0, le=3600, description="Seconds that a language model may take for one answer."
    )
    llm_retries: int = Field(
        default=4, ge=0, le=20, description="Times that a question is sent again after a failure, with growing pauses."
    )
    llm_at_once: int = Field(default=4, ge=1, le=64, description="Questions that are sent to a language model at once.")
    llm_temperature: float | None = Field(
        default=None, ge=0, le=2, description="Temperature of the language model. Default: not sent."
    )
    nightly_cron: str = Field(default="30 2 * * *", description="When the nightly run starts, as a cron line.")
    timezone: str = Field(default="UTC", description="Time zone of `nightly_cron`, as an IANA name.")
    schedule_on: bool = Field(
        default=False, description="Start the nightly schedule and the inbox sensor with the UI, unasked."
    )
    notify_webhook: str | None = Field(
        default=None,
        description="Address that gets a JSON object when a run fails (Slack, Mattermost, any other). Never shown.",
    )
    notify_mail_to: str | None = Field(default=None, description="Mail address that is told when a run fails.")
    notify_mail_from: str | None = Field(
        default=None, description="Sender of that mail. Default: the same as `notify_mail_to`."
    )
    notify_smtp: str = Field(
        default="127.0.0.1:25",
        description="Mail server as `host:port`. With DATELINE_SMTP_PASSWORD in the environment, TLS and a login.",
    )
    notify_smtp_user: str | None = Field(default=None, description="Login at the mail server. Default: the sender.")
    ui_host: str = Field(
        default="127.0.0.1",
        description="Address that the Dagster UI binds to. It has no login: keep it local.",
    )
    ui_port: int = Field(default=3000, ge=1, le=65535, description="Port of the Dagster UI.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_path())

    @field_validator("timezone")
    @classmethod
    def _is_a_time_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"'{name}' is no IANA time zone such as 'Europe/Berlin'") from error
        return name

    @field_validator("nightly_cron")
    @classmethod
    def _is_a_cron_line(cls, line: str) -> str:
        if len(line.split()) != 5:
            raise ValueError(f"'{line}' is no cron line of five fields such as '30 2 * * *'")
        return line

    @field_validator("llm_model")
    @classmethod
    def _is_one_word(cls, name: str | None) -> str | None:
        if name is not None and (not name or not name.isprintable() or len(name.split()) != 1 or len(name) > 200):
            raise ValueError("a model's name is one word without white space")
        return name

    @field_validator("llm_endpoint")
    @classmethod
    def _is_an_endpoint(cls, address: str | None) -> str | None:
        if address is not None:
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
                raise ValueError("an endpoint is an http(s) address such as 'http://127.0.0.1:8080/v1'")
            if parts.username or parts.password:
                raise ValueError("an endpoint holds no key: set DATELINE_LLM_KEY in the environment")
        return address

    @field_validator("notify_webhook")
    @classmethod
    def _is_a_webhook(cls, address: str | None) -> str | None:
        if address is not None and (
            urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname
        ):
            raise ValueError("a webhook is an http(s) address")
        return address

    @field_validator("notify_mail_to", "notify_mail_from")
    @classmethod
    def _is_a_mail_address(cls, address: str | None) -> str | None:
        if address is not None and (address.count("@") != 1 or not address.isprintable() or " " in address):
            raise ValueError(f"{address!r} is no mail address")
        return address

    @field_validator("notify_smtp")
    @classmethod
    def _is_a_host_and_port(cls, server: str) -> str:
        host, _, port = server.rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError("a mail server is `host:port` such as `mail.example.org:587`")
        return server

    @field_validator("llm_dollars_per_million")
    @classmethod
    def _is_no_gain(cls, prices: tuple[float, float] | None) -> tuple[float, float] | None:
        if prices is not None and min(prices) < 0:
            raise ValueError("prices are not negative")
        return prices

    @field_validator("data_folder", "cache_folder", "inbox")
    @classmethod
    def _is_absolute(cls, folder: Path | None) -> Path | None:
        return folder.expanduser().absolute() if folder else folder

    @cached_property
    def inbox_folder(self) -> Path:
        """The folder that is read for new articles."""
        return self.inbox or self.data_folder / "inbox"


def load_settings(**overrides: Any) -> Settings:
    """The settings in force. Raises `BadConfiguration` for an unknown option or a value that is not allowed."""
    path, known = config_path(), sorted(Settings.model_fields)
    if os.environ.get(CONFIG_FILE) and not path.exists():
        raise BadConfiguration(f"{CONFIG_FILE} names {path}, which does not exist.")
    for name in sorted(os.environ):
        option = name.removeprefix("DATELINE_").lower()
        if name.startswith("DATELINE_") and not name.startswith(OUTSIDE_SETTINGS) and option not in known:
            raise BadConfiguration(f"Environment variable '{name}' is no option. Known options: {', '.join(known)}.")
    try:
        return Settings(**overrides)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{path} is not valid TOML: {error}.") from error
    except OSError as error:
        raise BadConfiguration(f"{path} cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        problems = [_explain(problem, known) for problem in error.errors()]
        raise BadConfiguration(" ".join(problems) + f" Mend it in {path} or the environment.") from error


def _explain(problem: Any, known: list[str]) -> str:
    option = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"'{option}' is no option. Known options: {', '.join(known)}."
    value = "a value" if option in MAY_HOLD_A_SECRET else f"value {problem['input']!r}"
    return f"Option '{option}' has {value}: {problem['msg']}."
