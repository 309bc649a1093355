"""Runs the bundled `ris-ls`, its arguments those of the command line (`serve` for an editor).

The extension starts it as `python -I launch.py serve`. `-I` keeps the current folder, PYTHONPATH and
the user's site-packages off the import path, so that nothing in somebody's workspace is ever imported;
what is bundled comes before whatever is installed beside that Python.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 10):
    sys.exit("The RIS language server needs Python 3.10 or newer.")

sys.path.insert(0, str(Path(__file__).resolve().parent / "libs"))

from ris_ls.cli.main import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
