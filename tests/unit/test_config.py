"""Every option can be set in the file and the environment, and a mistake is named with what is allowed."""

from pathlib import Path

import pytest

from pipelines.config import BadConfiguration, Settings, load_settings


@pytest.fixture(autouse=True)
def config_file(tmp_path, monkeypatch):
    path = tmp_path / "dateline.toml"
    path.write_text("")
    monkeypatch.setenv("DATELINE_CONFIG", str(path))
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DATELINE_{name.upper()}", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    return path


def test_data_folder_is_outside_the_repository_by_default():
    folder = load_settings().data_folder
    assert folder == Path.home() / ".local/share/dateline"
    assert load_settings().inbox_folder == folder / "inbox"


def test_file_sets_and_environment_wins(config_file, monkeypatch):
    config_file.write_text('workers = 2\nnightly_cron = "0 4 * * *"\n')
    assert (load_settings().workers, load_settings().nightly_cron) == (2, "0 4 * * *")
    monkeypatch.setenv("DATELINE_WORKERS", "3")
    assert load_settings().workers == 3


def test_unknown_option_in_the_file_lists_the_known_ones(config_file):
    config_file.write_text("wokers = 2\n")
    with pytest.raises(BadConfiguration, match=r"'wokers' is no option.*chunk_size.*workers") as error:
        load_settings()
    assert str(config_file) in str(error.value)


def test_unknown_option_in_the_environment_lists_the_known_ones(monkeypatch):
    monkeypatch.setenv("DATELINE_WOKERS", "2")
    with pytest.raises(BadConfiguration, match=r"DATELINE_WOKERS.*workers"):
        load_settings()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("workers = 0", "workers"),
        ('timezone = "Mars/Olympus"', "Mars/Olympus"),
        ('nightly_cron = "at night"', "at night"),
        ("ui_port = 99999", "ui_port"),
    ],
)
def test_value_that_is_not_allowed_is_named(config_file, line, named):
    config_file.write_text(line)
    with pytest.raises(BadConfiguration, match=named):
        load_settings()


def test_file_that_is_not_toml_is_named(config_file):
    config_file.write_text("workers = ")
    with pytest.raises(BadConfiguration, match="not valid TOML"):
        load_settings()


def test_named_file_that_does_not_exist_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "absent.toml"))
    with pytest.raises(BadConfiguration, match="does not exist"):
        load_settings()


def test_relative_and_home_folders_become_absolute(config_file):
    config_file.write_text('data_folder = "~/news"\n')
    assert load_settings().data_folder == Path.home() / "news"
