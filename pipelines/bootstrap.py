"""Sets up the virtual environment that the README's two commands run in. Standard library only.

The packages are those of a lock file in `.locks`, each checked against its hash. `uv` is used where there is one.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
ENVIRONMENT = REPOSITORY / ".venv"
OLDEST_PYTHON = (3, 11)


def executable(name: str) -> Path:
    """A program of the environment."""
    return ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / name


def prepare(lock: str) -> None:
    """Makes `.venv` hold what `.locks/<lock>.txt` pins, and this project. Does nothing when it does already."""
    if sys.version_info < OLDEST_PYTHON:
        raise SystemExit(f"Dateline needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    pinned = REPOSITORY / ".locks" / f"{lock}.txt"
    stamp = ENVIRONMENT / f".ready-{lock}"
    wanted = hashlib.sha256(pinned.read_bytes() + (REPOSITORY / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"Setting up {ENVIRONMENT.name} from {pinned.relative_to(REPOSITORY)} (once) ...", flush=True)
    uv = shutil.which("uv")
    if not executable("python").exists():
        _create(uv)
    install = [uv, "pip", "install", "--python", str(executable("python"))] if uv else _pip()
    run([*install, "--require-hashes", "-r", str(pinned)])
    run([*install, "--no-deps", "--no-build-isolation", "-e", str(REPOSITORY)])
    stamp.write_text(wanted)


def run(command: list[str]) -> None:
    """Runs a step of the set-up and stops with its exit code when it fails."""
    done = subprocess.run(command, check=False, cwd=REPOSITORY)
    if done.returncode:
        raise SystemExit(f"Setting up failed: {' '.join(command[:4])} ... ended with {done.returncode}.")


def _create(uv: str | None) -> None:
    if uv:
        run([uv, "venv", "--quiet", "--python", sys.executable, str(ENVIRONMENT)])
        return
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise SystemExit(
            "This Python cannot make virtual environments. Install its venv module (Debian: apt install python3-venv)."
        ) from error


def _pip() -> list[str]:
    return [
        str(executable("python")),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--quiet",
        "--progress-bar=on",
    ]
