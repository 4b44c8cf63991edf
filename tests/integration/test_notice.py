"""A run that failed is told of: in the file, to a real web server, to a real mail server, and without any secret."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dagster as dg
import pytest

from pipelines import notice
from pipelines.config import BadConfiguration, Settings, load_settings
from pipelines.definitions import failure_notice

FAILURE = notice.Failure("nightly", "run-1", datetime(2026, 3, 1, 4, tzinfo=UTC), "The check 'key' is broken.")


class Endpoint(BaseHTTPRequestHandler):
    """Fails as often as it is told to, then takes what is posted."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append((self.path, json.loads(body)))
        self.send_response(500 if len(self.server.asked) <= self.server.failures else 204)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None: ...


@contextmanager
def endpoint(failures: int = 0) -> Iterator[tuple[str, list]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    server.asked, server.failures = [], failures
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hooks/s3cret", server.asked
    finally:
        server.shutdown()
        server.server_close()


class MailSession(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs to leave a mail."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                mail = []
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    mail.append(part)
                self.server.mails.append(b"".join(mail).decode())
            self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")


@contextmanager
def mail_server() -> Iterator[tuple[str, list[str]]]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailSession)
    server.daemon_threads, server.mails = True, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}", server.mails
    finally:
        server.shutdown()
        server.server_close()


def lines(settings: Settings) -> list[dict]:
    return [json.loads(line) for line in notice.failures_file(settings).read_text().splitlines()]


def test_failure_is_written_posted_and_mailed(tmp_path: Path) -> None:
    with endpoint(failures=1) as (url, asked), mail_server() as (server, mails):
        settings = Settings(
            data_folder=tmp_path, notify_webhook=url, notify_mail_to="desk@news.example", notify_smtp=server
        )
        pauses: list[float] = []
        assert notice.tell(settings, FAILURE, pauses.append) == []
    assert pauses == [2.0]  # the endpoint failed once
    assert asked[-1][0] == "/hooks/s3cret"
    assert asked[-1][1]["text"].startswith("Dateline: nightly failed at 2026-03-01") and "'key'" in asked[-1][1]["text"]
    assert "Subject: Dateline: nightly failed" in mails[0] and "'key'" in mails[0]
    [line] = lines(settings)
    assert (line["job"], line["untold"]) == ("nightly", [])


def test_what_cannot_be_told_is_written_and_no_secret_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LLM_KEY", "sk-12345")
    with endpoint(failures=99) as (url, asked):
        settings = Settings(data_folder=tmp_path, notify_webhook=url)
        failure = notice.Failure("nightly", "run-1", FAILURE.failed_at, f"sk-12345 was refused; {url} too")
        [untold] = notice.tell(settings, failure, lambda _seconds: None)
    assert len(asked) == 3 and "500" in untold
    [line] = lines(settings)
    written = json.dumps(line)
    assert "sk-12345" not in written and "s3cret" not in written and "*** was refused" in written


def test_dead_endpoint_costs_the_notice_nothing_else(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, notify_webhook="http://127.0.0.1:9/x", notify_smtp="127.0.0.1:9")
    [untold] = notice.tell(settings, FAILURE, lambda _seconds: None)
    assert untold.startswith("webhook: ConnectError")
    assert lines(settings)[0]["untold"] == [untold]


@pytest.mark.parametrize("value", ["ftp://x.example/", "hooks.example/secret", "http://"])
def test_bad_webhook_is_refused_without_being_shown(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_NOTIFY_WEBHOOK", value)
    with pytest.raises(BadConfiguration, match="notify_webhook") as refused:
        load_settings()
    assert value not in str(refused.value)


def test_sensor_tells_of_a_failed_run_with_its_cause(tmp_path: Path) -> None:
    @dg.op
    def breaks() -> None:
        raise ValueError("the disk is full")

    @dg.job
    def nightly() -> None:
        breaks()

    with dg.DagsterInstance.ephemeral() as instance, endpoint() as (url, asked):
        result = nightly.execute_in_process(instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            "failure_notice", result.get_run_failure_event(), instance, result.dagster_run
        ).for_run_failure()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATELINE_NOTIFY_WEBHOOK", url)
            failure_notice(context)
            [line] = lines(load_settings())
    assert (line["job"], line["run_id"]) == ("nightly", result.run_id)
    assert "the disk is full" in line["reason"] and asked[0][1]["run_id"] == result.run_id
