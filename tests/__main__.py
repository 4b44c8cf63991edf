"""`python3 -m tests` sets up the environment and runs all checks and tests; with arguments, only pytest with them."""

import os
import subprocess
import sys
import time

from pipelines.bootstrap import REPOSITORY, executable, prepare

CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "import directions": ["lint-imports"],
    "SQL": ["sqlfluff", "lint", "--nocolor", "warehouse"],
    "Dagster definitions": ["dagster", "definitions", "validate", "-m", "pipelines.definitions"],
}
TESTS = ["pytest", "--cov", "--cov-report=term:skip-covered", "-n", "2", "--dist", "loadgroup"]


def check(name: str, command: list[str]) -> bool:
    """Runs one check; its output is shown only when it fails."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=REPOSITORY, check=False, capture_output=True, text=True)
    failed = done.returncode != 0
    print(f"{'FAILED' if failed else 'ok':<6} {name} ({time.monotonic() - started:.1f} s)", flush=True)
    if failed:
        print(done.stdout + done.stderr, flush=True)
    return not failed


def main() -> None:
    prepare("dev")
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    arguments = sys.argv[1:]
    if arguments:
        raise SystemExit(subprocess.call([str(executable("pytest")), *arguments], cwd=REPOSITORY))
    passed = [check(name, [str(executable(program)), *rest]) for name, (program, *rest) in CHECKS.items()]
    tests = [str(executable(TESTS[0])), *TESTS[1:]]
    failed = subprocess.call(tests, cwd=REPOSITORY)
    raise SystemExit(failed or not all(passed))


if __name__ == "__main__":
    main()
