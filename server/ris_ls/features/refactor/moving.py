"""Records taken out of a document, to be gone or to go into another file."""

from __future__ import annotations

from collections.abc import Generator

from ris_ls.features.refactor.extent import (
    begin_of,
    extent_of,
    length_of_content,
    misread,
    record_count,
)
from ris_ls.features.refactor.model import RefusedError
from ris_ls.text import Document, Edit
from ris_ls.text.lines import prevailing_line_end


def remove_edit(document: Document, records: range) -> Edit:
    """Return the edit that takes out some records, with the blank lines behind them.

    Takes the indices of their blocks, at least one. Where the last record goes, the one before it
    becomes the end of the file, and what stood behind the last one stands behind that. The head of
    the file and a foot stay. Raises RefusedError when a record that stays would not be read as it
    is now.
    """
    first, stop = records.start, records.stop
    start, end = begin_of(document, first), begin_of(document, stop)
    if stop == record_count(document) and first:
        start, end = extent_of(document, first - 1).end, extent_of(document, stop - 1).end
    _prove(document, records, start, end)
    return Edit(start, end, "")


def move_steps(document: Document, records: range) -> Generator[None, None, tuple[Edit, str]]:
    """Return the edit that takes out some records, and the text of a file of these, in steps.

    That text ends with a line end. Raises RefusedError as `remove_edit` does.
    """
    edit = remove_edit(document, records)
    texts: list[str] = []
    for index in records:
        texts.append(document.slice(begin_of(document, index), begin_of(document, index + 1)))
        yield
    last = texts[-1]
    texts[-1] = last[: length_of_content(last)] + prevailing_line_end(last)
    if (yield from misread("", texts, "")) is not None:
        raise _refused(document, records.start)
    return edit, "".join(texts)


def _prove(document: Document, records: range, start: int, end: int) -> None:
    """Read again what comes together when the text between two offsets is taken out."""
    first, stop, count = records.start, records.stop, record_count(document)
    if len(records) == count:
        return  # nothing stays but head and foot
    head = document.slice(0, begin_of(document, 0)) if first <= 1 else ""
    staying = [document.slice(begin_of(document, first - 1), start)] if first else []
    if stop < count:
        staying.append(document.slice(end, begin_of(document, stop + 1)))
        foot = ""
    else:
        begin = begin_of(document, count)
        if first:
            staying[0] += document.slice(end, begin)
        foot = document.slice(begin, len(document))
    reading = misread(head, staying, foot)
    try:
        while True:
            next(reading)
    except StopIteration as end_of_reading:
        if end_of_reading.value is not None:
            raise _refused(document, max(0, first - 1)) from None


def _refused(document: Document, index: int) -> RefusedError:
    line = document.position_at(begin_of(document, index), "utf-32").line + 1
    return RefusedError(
        f"Nothing was taken out: the record on line {line} would not be read as it is now. Mend it "
        "first; it may have no ER line."
    )
