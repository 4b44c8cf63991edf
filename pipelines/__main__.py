"""`python3 -m pipelines [COMMAND]` sets up the environment and runs `dateline`; alone, the main job on the samples."""

import os
import sys

from pipelines.bootstrap import executable, prepare


def main() -> None:
    prepare("runtime")
    command = [str(executable("dateline")), *(sys.argv[1:] or ["run", "--samples"])]
    os.execv(command[0], command)  # noqa: S606 - our own program, no shell


if __name__ == "__main__":
    main()
