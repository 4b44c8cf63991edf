"""A local server that speaks the protocols of language models; what it says, a test writes as a function."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What a request is answered with: the model's words, or a status and a raw body."""

    words: str = ""
    finish: str = "stop"
    usage: tuple[int, int] | None = (1000, 100)
    status: int = 200
    raw: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_s: float = 0.0


@dataclass(frozen=True)
class Asked:
    """A request as it came; `question` is the text about one article."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    question: str


Script = Callable[[Asked], Reply]


def events(*stated: Mapping[str, Any]) -> Reply:
    """An answer in the form that is asked for."""
    return Reply(json.dumps({"events": list(stated)}))


def failing(status: int, message: str = "no", **headers: str) -> Reply:
    """An error as providers word them; retried at once."""
    raw = json.dumps({"type": "error", "error": {"type": "error", "message": message, "code": None}}).encode()
    return Reply(status=status, raw=raw, headers={"retry-after-ms": "1"} | headers)


class ModelServer:
    """The requests that came, and those that were answered to the end, in order."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[Asked] = []
        self.answered: list[Asked] = []
        self.lock = threading.Lock()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def settings(self, provider: str = "openai", **said: Any) -> dict[str, Any]:
        """Settings that ask this server."""
        endpoint = self.url + ("/v1" if provider == "openai" else "")
        return {"coder": "llm", "llm_provider": provider, "llm_endpoint": endpoint, "llm_model": "test-model",
                "llm_at_once": 1, "llm_retries": 2, "llm_timeout_seconds": 20.0} | said  # fmt: skip


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of_models: ModelServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        said = body["messages"][-1]["content"]
        question = said if isinstance(said, str) else said[0]["text"]
        asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body, question)
        server = self.server_of_models
        with server.lock:
            server.asked.append(asked)
        try:
            reply = server.script(asked)
            time.sleep(reply.wait_s)
            self._send(reply, self._body(reply))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
            return
        if reply.status == 200:
            with server.lock:
                server.answered.append(asked)

    def _body(self, reply: Reply) -> bytes:
        if reply.raw is not None:
            return reply.raw
        as_anthropic = self.path.endswith("/messages")
        return json.dumps(_message(reply) if as_anthropic else _completion(reply)).encode()

    def _send(self, reply: Reply, body: bytes) -> None:
        self.send_response(reply.status)
        sent = {"content-type": "application/json", "content-length": str(len(body))} | dict(reply.headers)
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _completion(reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.words}
    choice = {"index": 0, "finish_reason": reply.finish, "message": message}
    whole = {"id": "c", "object": "chat.completion", "created": 1, "model": "test-model-1", "choices": [choice]}
    if reply.usage is None:
        return whole
    sent, received = reply.usage
    usage = {"prompt_tokens": sent, "completion_tokens": received, "total_tokens": sent + received}
    return whole | {"usage": usage}


def _message(reply: Reply) -> dict[str, Any]:
    sent, received = reply.usage or (0, 0)
    return {
        "id": "m", "type": "message", "role": "assistant", "model": "test-model-1", "stop_sequence": None,
        "content": [{"type": "text", "text": reply.words}],
        "stop_reason": {"stop": "end_turn", "length": "max_tokens"}[reply.finish],
        "usage": {"input_tokens": sent, "output_tokens": received},
    }  # fmt: skip


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def model_server(script: Script) -> Iterator[ModelServer]:
    """A running server on the loopback address."""
    answering = type("Handler", (_Answering,), {})
    server = _Server(("127.0.0.1", 0), answering)
    answering.server_of_models = served = ModelServer(script)
    served.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
