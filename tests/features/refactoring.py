"""What the tests of refactorings share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import rispy
from hypothesis import strategies as st

from ris_ls.importers import Reader, readings, recognises
from ris_ls.syntax import read_document
from ris_ls.text import BOM, Edit
from ris_ls.text.lines import iter_lines


def inverse(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that undo some edits of a text; offsets count from the text they made."""
    back: list[Edit] = []
    by = 0
    for edit in sorted(edits):
        start = edit.start + by
        back.append(Edit(start, start + len(edit.text), text[edit.start : edit.end]))
        by += len(edit.text) - (edit.end - edit.start)
    return back


Read = list[tuple[str, ...]]
"""The records that a program reads: of each the lines that it takes for fields."""


def read_by(reader: Reader, text: str) -> Read | None:
    """Return the records with anything in them that a program reads; None if it reads no file.

    The mark of the file does not count: editors hide it. Lines that end in a lone CR are none for
    citation-js, so that it reads nothing to speak of.
    """
    if reader.key == "citationjs" and "\r" in text.replace("\r\n", ""):
        return None
    document = read_document(text.removeprefix(BOM))
    read = readings(reader, document)
    if not recognises(reader, document) or read[-1].stops_at >= 0:
        return None
    records: list[tuple[bool, list[str]]] = []
    closed = True
    for block, reading in zip(document.blocks, read, strict=True):
        stops = [*(part.start for part in reading.parts[1:]), block.length]
        for part, stop in zip(reading.parts, stops, strict=False):
            if part.opens:
                records.append((part.void, []))
            if part.fields or part.type_code:
                records[-1][1].extend(_fields(reader, block.text[part.start : stop]))
            closed = part.closes
    if not closed and not reader.keeps_unended:
        records.pop()
    return [tuple(lines) for void, lines in records if lines and not void]


def _fields(reader: Reader, text: str) -> list[str]:
    lines = (text[start:end] for start, end, _ in iter_lines(text))
    return [line.strip() for line in lines if reader.sees.match(line) and line[:2] != "ER"]


def rispy_read(text: str) -> Read | None:
    """Return what rispy itself reads; None if it fails."""
    plain = text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
    try:
        # A file's last line end opens no further line; `loads` would see an empty one there.
        found = rispy.loads(plain.removesuffix("\n"))
    except Exception:  # KeyError, among others
        return None
    return [
        tuple(
            f"{key}: {one}"
            for key, value in sorted(record.items())
            for one in (value if isinstance(value, list) else [value])
            if isinstance(one, str) and one
        )
        for record in found
        if len(record) > 1
    ]


def is_part_of(record: tuple[str, ...], records: Read) -> bool:
    """Tell whether the lines of a record are lines of one of others, in their order."""
    return any(all(line in rest for line in record) for rest in map(iter, records))


def lines_of(records: Read) -> Counter[str]:
    """Return how often each line is in some records."""
    return Counter(line for record in records for line in record)


DAMAGED: st.SearchStrategy[str] = st.builds(
    lambda lines, end: end.join(lines),
    st.tuples(
        st.sampled_from(
            ("TY  - JOUR", "TY  - BOOK", "TY  - JOUR", "\nTY  - JOUR", "1.\nTY  - JOUR")
        ),
        st.integers(0, 99).map("AU  - A{}".format),
        st.sampled_from(("TI  - x", "TI  - y", "wrapped", "DO  - 10.1/x\nDO  - 10.1/y", "")),
        st.sampled_from(
            ("ER  - ",) * 6 + ("", "KW  - a", "ER  - \nKW  - a", "ER  - \nER  - ", "ER")
        ),
        st.sampled_from(("", "", "\n", "\nText\n", "OK##\n")),
    )
    | st.tuples(st.integers(0, 99).map("AU  - B{}".format), st.sampled_from(("ER  - \n", ""))),
    st.sampled_from(("\n", "\n", "\n", "\r\n", "\r", " ")),
)
"""A record with one damage or another, that may touch the next one."""
