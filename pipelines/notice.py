"""The notice that a run failed: a line in a file always, a webhook and mail where they are configured.

Nothing here may fail the caller: a channel that cannot be reached is noted in the file beside the failure.
"""

import os
import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import httpx

from pipelines.config import Settings
from pipelines.log_file import append_line
from warehouse.folder import DataFolder

FILE = "failures.jsonl"
SECRETS = ("DATELINE_LLM_KEY", "DATELINE_SMTP_PASSWORD")
"""Environment variables whose values no notice repeats."""
TRIES, TIMEOUT = 3, 20.0
KEPT_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that failed: its name and id, when, and why in words."""

    job: str
    run_id: str
    failed_at: datetime
    reason: str


def tell(settings: Settings, failure: Failure, pause: Callable[[float], None] = time.sleep) -> list[str]:
    """Tells of a failure by every channel that is configured; returns what could not be told, and why."""
    fields = {name: _without_secrets(settings, str(value)) for name, value in asdict(failure).items()}
    fields["reason"] = fields["reason"][:KEPT_CHARACTERS]
    fields["data_folder"] = str(settings.data_folder)
    fields["text"] = "Dateline: {job} failed at {failed_at}: {reason}".format_map(fields)
    untold = []
    for name, send in (("webhook", _post), ("mail", _mail)):
        if problem := _tried(send, settings, fields, pause):
            untold.append(_without_secrets(settings, f"{name}: {problem}"))
    _write(settings, fields | {"untold": untold})
    return untold


@contextmanager
def told_of(settings: Settings, job: str) -> Iterator[None]:
    """Tells of whatever ends the block but a person's Ctrl-C."""
    try:
        yield
    except Exception as error:
        tell(settings, Failure(job, f"process {os.getpid()}", datetime.now(UTC), str(error) or type(error).__name__))
        raise


def failures_file(settings: Settings) -> Path:
    """Where failures are written, one JSON object a line."""
    return DataFolder(settings.data_folder).logs / FILE


def _write(settings: Settings, line: dict[str, object]) -> None:
    file = failures_file(settings)
    with suppress(OSError):  # a full disk may be what failed
        append_line(file, line)


def _tried(
    send: Callable[[Settings, dict[str, str]], None],
    settings: Settings,
    fields: dict[str, str],
    pause: Callable[[float], None],
) -> str | None:
    """Why a channel could not be used after several tries with growing pauses; null where it was, or is not set."""
    problem: str | None = None
    for number in range(TRIES):
        if number:
            pause(2.0**number)
        try:
            send(settings, fields)
        except (httpx.HTTPError, smtplib.SMTPException, OSError, ValueError) as error:
            problem = f"{type(error).__name__}: {error}"
        else:
            return None
    return problem


def _post(settings: Settings, fields: dict[str, str]) -> None:
    """One JSON object; `text` is what Slack, Mattermost and their like show."""
    if settings.notify_webhook:
        answer = httpx.post(settings.notify_webhook, json=fields, timeout=TIMEOUT, follow_redirects=False)
        if not answer.is_success:
            raise ValueError(f"the endpoint answered {answer.status_code}")


def _mail(settings: Settings, fields: dict[str, str]) -> None:
    if not settings.notify_mail_to:
        return
    message = EmailMessage()
    message["Subject"] = f"Dateline: {fields['job']} failed"
    message["From"] = settings.notify_mail_from or settings.notify_mail_to
    message["To"] = settings.notify_mail_to
    message.set_content("\n".join(f"{name}: {value}" for name, value in fields.items() if name != "text"))
    host, _, port = settings.notify_smtp.rpartition(":")
    with smtplib.SMTP(host, int(port), timeout=TIMEOUT) as server:
        if password := os.environ.get("DATELINE_SMTP_PASSWORD"):
            server.starttls()
            server.login(settings.notify_smtp_user or message["From"], password)
        server.send_message(message)


def _without_secrets(settings: Settings, text: str) -> str:
    """The text with every secret that this configuration holds replaced."""
    for secret in (settings.notify_webhook, *(os.environ.get(name) for name in SECRETS)):
        if secret:
            text = text.replace(secret, "***")
    return text
