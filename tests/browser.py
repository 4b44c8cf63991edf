"""A headless Chromium for tests, which asks no network by itself."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which
from typing import Any

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
DRIVER = which("chromedriver")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def driven_browser(size: str = "1400,900") -> Iterator[Any]:
    """A Selenium driver of a browser with a profile of its own, which is gone at the end."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    with tempfile.TemporaryDirectory() as profile:
        for argument in (*FLAGS, f"--window-size={size}", f"--user-data-dir={profile}"):
            options.add_argument(argument)
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
        try:
            yield browser
        finally:
            browser.quit()
