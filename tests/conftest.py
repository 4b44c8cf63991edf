"""What tests share: a data folder of their own, and one compiled gazetteer for all of them."""

import os
import tempfile
from pathlib import Path

import pytest

from pipelines.config import Settings
from tests.small_disk import mounted

CACHE = Path(
    os.environ.get("DATELINE_TEST_CACHE") or Path(tempfile.gettempdir()) / f"dateline-test-cache-{os.getuid()}"
)


def pytest_make_parametrize_id(config, val, argname):
    """Bytes are named by their parameter: packed bytes hold the time, and every worker must collect the same names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def _nothing_of_the_users(tmp_path, monkeypatch):
    """No test reads the user's configuration or writes to the user's folders."""
    for name in [name for name in os.environ if name.startswith("DATELINE_") and not name.startswith("DATELINE_TEST_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_CACHE_FOLDER", str(CACHE))
    monkeypatch.setenv("DATELINE_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DAGSTER_DISABLE_TELEMETRY", "1")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data_folder=tmp_path / "data", cache_folder=CACHE, workers=1)


@pytest.fixture
def small_disk(tmp_path):
    with mounted(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("only the superuser can mount a small file system")
        yield disk
