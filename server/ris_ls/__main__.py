"""`python -m ris_ls` is the command `ris-ls`."""

import sys

from ris_ls.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
