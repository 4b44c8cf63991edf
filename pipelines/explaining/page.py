"""Explanations as one HTML page that needs nothing else: no script, no font, no picture, no network.

The words on it are other people's. Jinja escapes all of them, and the page's own policy lets it run and load nothing.
"""

import base64
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from pipelines.explaining.explanation import Explanation
from pipelines.explaining.marks import KINDS


def render(explanations: Sequence[Explanation]) -> str:
    """The page: every article with its marks, its events as a table, and what gave none."""
    style = files("pipelines.explaining").joinpath("page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return _template().render(
        articles=explanations,
        kinds=KINDS,
        style=Markup(style),  # noqa: S704  our own file, and the policy names its digest
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


def shortened(text: str, length: int, from_end: bool = False) -> str:
    """At most `length` characters from the beginning or the end, cut between words."""
    if len(text) <= length:
        return text
    return "…" + text[-length:].partition(" ")[2] if from_end else text[:length].rpartition(" ")[0] + "…"


@cache
def _template() -> Template:
    loader = PackageLoader("pipelines", "explaining")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shortened"] = shortened
    return environment.get_template("page.html.j2")
