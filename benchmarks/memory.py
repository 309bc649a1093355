"""The resident memory of commands and servers at its peak, and how many times the file that is.

    python benchmarks/memory.py --sizes 1MB,10MB,50MB [--json FILE]

Commands run to their end; servers open the file, and all of it is checked. What a longer session
takes is in `lsp.py`. The processes of a command count together.
"""

from __future__ import annotations

from _shared import as_json, editor_text, number, parser, ris_file, save, table
from throughput import programs

from lsp import NODE_SERVERS, SUBJECTS, Figures, Session


def server_peak(name: str, size: str) -> float:
    """Return the peak of a server that opens a file, in MB."""
    subject = next(each for each in SUBJECTS if each.name == name)
    text = editor_text(ris_file(size))
    if subject.language == "json":
        text = as_json(text)
    session = Session(subject, text, Figures(name, size))
    try:
        session.initialize()
        session.open()
        session.note_peak()
    finally:
        session.client.end()
    return session.figures.peak


def main() -> None:
    """Measure everything once, and print one table."""
    given = parser(__doc__).parse_args()
    sizes = given.sizes.split(",")
    servers = ["ris-ls, push", "ris-ls, pull", "nothing on pygls", "naive pygls and rispy"]
    if NODE_SERVERS.exists():
        servers.append("VS Code's JSON, pull")
    peaks: dict[str, dict[str, float]] = {}
    for name, call in programs().items():
        peaks[name] = {size: call(size).peak for size in sizes}
    for name in servers:
        peaks[f"server: {name}"] = {size: server_peak(name, size) for size in sizes}
    megabytes = {size: ris_file(size).stat().st_size / 1024**2 for size in sizes}
    rows = []
    for name, of_name in peaks.items():
        cells = [f"{number(of_name[s], 0)} ({of_name[s] / megabytes[s]:.1f})" for s in sizes]
        rows.append([name, *cells])
    print(table(["MB at the peak (times the file)", *sizes], rows))
    save(given.json, {"megabytes": megabytes, "peaks": peaks})


if __name__ == "__main__":
    main()
