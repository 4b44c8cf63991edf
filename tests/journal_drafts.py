"""Short drafts for the journal's tests: an article is a letter, its text a word."""

from datetime import UTC, datetime, timedelta

from schemas.journal import Draft, Payload, draft

START = datetime(2026, 1, 1, tzinfo=UTC)


def at(minute: int) -> datetime:
    """So many minutes after the start of the tests' time."""
    return START + timedelta(minutes=minute)


def fetched(article_id: str, text: str, source_id: str = "s", more: Payload | None = None) -> Draft:
    """An article as received, with more fields of the reader's where told."""
    payload = {
        "source_id": source_id,
        "guid": article_id,
        "url": None,
        "media_type": "text/plain",
        "origin": f"{source_id}/{article_id}",
        "headers": {},
        "raw_text": text,
        "raw_base64": None,
        "article": (more or {}) | {"article_id": article_id, "text": text, "source_path": "here"},
    }
    return draft("article_fetched", article_id, START, payload)


def rejected(article_id: str, text: str, source_id: str = "s") -> Draft:
    """A document that could not be used."""
    payload = {
        "source_id": source_id,
        "guid": article_id,
        "url": None,
        "media_type": "text/plain",
        "origin": f"{source_id}/{article_id}",
        "reason": "not_an_article",
        "detail": "",
        "raw_text": text,
        "raw_base64": None,
        "raw_bytes": len(text),
    }
    return draft("article_rejected", article_id, START, payload)


def withdrawn(article_id: str, reason: str = "taken back") -> Draft:
    """A withdrawal."""
    payload = {"source_id": None, "reason": reason, "author": "desk"}
    return draft("article_withdrawn", article_id, START, payload)


def judged(judgement_id: str, verdict: str) -> Draft:
    """A judgement."""
    payload = {"verdict": verdict, "subject": ["m1"], "place": None, "author": "desk", "reason": ""}
    return draft("judgement", judgement_id, START, payload)


def coded(article_id: str, position: int, coder_version: str = "v1") -> Draft:
    """A coding that found nothing."""
    lists = {name: [] for name in ("mentions", "places", "actors", "times", "claims", "set_aside")}
    payload = {"article_position": position, "coder_version": coder_version, **lists}
    return draft("article_coded", article_id, START, payload)
