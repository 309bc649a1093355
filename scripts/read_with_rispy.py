"""Print as JSON what rispy, the reader of many review scripts, reads from a RIS file.

usage: read_with_rispy.py FILE
"""

import json
import sys
from pathlib import Path

import rispy


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        json.dump(rispy.load(file), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
