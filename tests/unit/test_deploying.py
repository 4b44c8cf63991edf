"""The files for deploying keep what their page promises: local ports, no rights, pinned parts, logs that end."""

import configparser
import re
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from pipelines.config import Settings

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
DOCKERFILE = re.sub(r"\\\n\s*", "", (DOCS / "deploying" / "Dockerfile").read_text())
INSTRUCTIONS = [tuple(line.split(maxsplit=1)) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
COMPOSE = yaml.safe_load((DOCS / "deploying" / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]


def given(instruction: str) -> list[str]:
    return [rest for name, rest in INSTRUCTIONS if name == instruction]


def test_image_starts_from_an_exact_release_of_a_python_that_is_allowed():
    bases = [base.split(" AS ")[0] for base in given("FROM")]
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.(1[1-9])\.\d+-slim-\w+", bases[0])


def test_image_is_made_of_the_lock_and_of_nothing_else():
    installs = [command for command in re.split(r"&&|\n", DOCKERFILE) if "pip install" in command]
    assert len(installs) == 2
    assert all("--no-deps" in command for command in installs)
    assert "--require-hashes -r .locks/runtime.txt" in installs[0]
    allowed = (DOCS / "deploying" / "Dockerfile.dockerignore").read_text().splitlines()
    for copied in given("COPY"):
        if not copied.startswith("--from"):
            for source in copied.split()[:-1]:
                assert (REPOSITORY / source).exists()
                assert f"!{source}" in allowed
    assert allowed[0] == "*"


def test_image_runs_as_a_user_without_rights_and_says_how_it_is():
    assert given("USER") == ["10001:10001"]
    assert given("VOLUME") == ['["/data"]']
    assert "server_info" in given("HEALTHCHECK")[0]
    assert given("STOPSIGNAL") == ["SIGINT"]


def test_options_of_image_and_service_exist():
    named = set(re.findall(r"DATELINE_([A-Z_]+)=", DOCKERFILE))
    named |= {name.removeprefix("DATELINE_") for service in SERVICES.values() for name in service["environment"]}
    assert {name.lower() for name in named} <= set(Settings.model_fields)
    options = {
        name.removeprefix("DATELINE_").lower(): value for name, value in SERVICES["dateline"]["environment"].items()
    }
    assert Settings(**options).schedule_on


@pytest.mark.parametrize("name", SERVICES)
def test_service_has_no_rights_and_local_ports_only(name):
    service = SERVICES[name]
    assert all(str(port).startswith("127.0.0.1:") for port in service["ports"])
    assert not {"privileged", "network_mode", "pid", "ipc", "devices", "cap_add", "user"} & service.keys()
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    assert service["read_only"] is True
    assert service["image"] == f"dateline:{version('dateline')}"
    assert not any("docker.sock" in str(volume) for volume in service["volumes"])
    assert {volume.split(":")[0] for volume in service["volumes"] if volume[0] not in "./$"} <= COMPOSE[
        "volumes"
    ].keys()


@pytest.mark.parametrize("name", SERVICES)
def test_log_of_a_service_ends(name):
    assert SERVICES[name]["logging"]["driver"] == "json-file"
    assert {"max-size", "max-file"} <= SERVICES[name]["logging"]["options"].keys()


@pytest.mark.parametrize("page", ["deploying/compose.yaml", "security.md"])
def test_it_is_said_plainly_that_the_ui_has_no_login(page):
    assert "UI has no login" in (DOCS / page).read_text()


@pytest.mark.parametrize("unit", sorted((DOCS / "scheduling").glob("*.service")), ids=lambda path: path.name)
def test_systemd_service_gives_up_what_it_does_not_need(unit):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(unit)
    service = dict(parser["Service"])
    wanted = ("NoNewPrivileges", "PrivateTmp", "LockPersonality", "RestrictRealtime", "RestrictSUIDSGID")
    assert {name: service.get(name) for name in wanted} == dict.fromkeys(wanted, "yes")
    assert service["ProtectSystem"] in ("full", "strict")
    assert service["UMask"] == "0077"


def test_proxies_of_the_page_lead_to_where_the_ui_is():
    page = (DOCS / "security.md").read_text()
    upstream = f"{Settings().ui_host}:{Settings().ui_port}"
    nginx, caddy = (re.search(rf"```{name}\n(.*?)```", page, re.DOTALL)[1] for name in ("nginx", "caddyfile"))
    assert f"proxy_pass http://{upstream};" in nginx
    assert "proxy_set_header Upgrade $http_upgrade;" in nginx
    assert "auth_basic_user_file" in nginx
    assert nginx.count("{") == nginx.count("}")
    assert f"reverse_proxy {upstream}" in caddy
    assert "basic_auth" in caddy


def test_pages_link_to_files_that_exist():
    for page in ("deploying.md", "security.md"):
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", (DOCS / page).read_text()):
            assert (DOCS / link).exists(), link
