"""How long until a server answers `initialize`, against the import that pygls alone takes.

    python benchmarks/startup.py [--runs 15] [--json FILE]

The runs take turns, so that all suffer alike from what else the machine does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from _client import Client, capabilities
from _shared import PEERS, RIS_LS, middle, parser, run_silently, save, spread, table

IMPORT = (sys.executable, "-c", "import pygls.lsp.server")
JSON_SERVER = PEERS / "node_modules" / ".bin" / "vscode-json-language-server"


def answered(*command: str) -> float:
    """Return the seconds from the start of a server to its answer to `initialize`."""
    client = Client(list(command))
    params = {"processId": None, "rootUri": None, "capabilities": capabilities(pull=True)}
    answer = client.answer(client.request("initialize", params), 60)
    client.process.kill()
    client.process.wait()
    return answer.at - client.started if answer else float("nan")


def main() -> None:
    """Measure in turns, and print a table."""
    options = parser(__doc__)
    options.add_argument("--runs", type=int, default=15)
    given = options.parse_args()
    subjects: dict[str, Callable[[], float]] = {
        'python -c "import pygls.lsp.server"': lambda: run_silently(IMPORT).seconds,
        "ris-ls serve": lambda: answered(*RIS_LS, "serve"),
        "nothing on pygls": lambda: answered(sys.executable, str(PEERS / "idle_server.py")),
    }
    if JSON_SERVER.exists():
        subjects["VS Code's JSON"] = lambda: answered(str(JSON_SERVER), "--stdio")
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(given.runs):
        for name, measure in subjects.items():
            seconds[name].append(measure())
            time.sleep(0.05)
    base = middle(next(iter(seconds.values())))
    rows = [[name, spread(each, 3), f"{middle(each) / base:.2f}"] for name, each in seconds.items()]
    print(table(["", "seconds, median (least-most)", "of the import"], rows))
    save(given.json, seconds)


if __name__ == "__main__":
    main()
