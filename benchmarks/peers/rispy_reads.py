"""Read a RIS file with rispy as its manual says, and print the seconds and the records.

usage: rispy_reads.py FILE
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import rispy


def main() -> None:
    """Read the file; say where rispy gives up."""
    start = time.perf_counter()
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        try:
            records, failed = len(rispy.load(file)), None
        except (KeyError, TypeError, AttributeError) as error:
            records, failed = 0, repr(error)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "records": records, "failed": failed}))


if __name__ == "__main__":
    main()
