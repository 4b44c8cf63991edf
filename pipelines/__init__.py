"""How the data is made: sources, reading, coding, linking, and the assets and commands that run them."""

import os

# numpy's matrix library takes a thread a core, and reads this when it is first imported. Coding has a pool of its own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
