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
    """Makes `.venv` hold what `.locks/<lock>.txt` pins, and this project; does nothing where it does already."""
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
    install = [uv, "pip", "install", "--python"] if uv else [str(executable("python")), "-m", "pip", "install"]
    install += [str(executable("python"))] if uv else ["--disable-pip-version-check", "--progress-bar=off"]
    packages = sum(line[:1].isalnum() for line in pinned.read_text().splitlines())
    _run([*install, "--no-deps", "--require-hashes", "-r", str(pinned)], packages)
    _run([*install, "--no-deps", "--no-build-isolation", "-e", str(REPOSITORY)])
    stamp.write_text(wanted)


def _run(command: list[str], packages: int = 0) -> None:
    """Runs a step of the set-up, counts the packages that it fetches, and shows its words only when it fails."""
    said: list[str] = []
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        for line in running.stdout or ():
            said.append(line)
            fetched = sum(each.startswith("Collecting ") for each in said)
            if packages and line.startswith("Collecting ") and (fetched % 20 == 0 or sys.stdout.isatty()):
                print(
                    f"  {fetched} of at most {packages} packages", end="\r" if sys.stdout.isatty() else "\n", flush=True
                )
    if running.returncode:
        print("".join(said[-30:]), file=sys.stderr)
        raise SystemExit(f"Setting up failed: {' '.join(command[:4])} ... ended with {running.returncode}.")


def _create(uv: str | None) -> None:
    if uv:
        _run([uv, "venv", "--python", sys.executable, str(ENVIRONMENT)])
        return
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise SystemExit(
            "This Python cannot make virtual environments. Install its venv module (Debian: apt install python3-venv)."
        ) from error
