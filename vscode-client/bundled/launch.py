"""Runs the bundled `ris-ls`, its arguments those of the command line (`serve` for an editor).

The extension starts it as `python -I launch.py serve`. `-I` keeps the current folder, PYTHONPATH
and the user's site-packages off the import path, so that nothing in somebody's workspace is ever
imported; what is bundled comes before whatever is installed beside that Python.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "libs"))

from ris_ls.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
