"""Where each record of a document begins and ends, with the text around it that is its own.

A block ends with the blank lines behind an ER, so text between two records stands in the block of
the second. Ovid's link to the full text speaks of the first one all the same. In front of the first
record of a file, some text is about the file: that is its head. Behind the last one may be a foot.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from itertools import accumulate, chain

from ris_ls.features.refactor.model import told
from ris_ls.library import LARGEST_BLOCK
from ris_ls.syntax import BLANKS, Line, LineKind, cut, record_of
from ris_ls.syntax.outside import Outside, classify
from ris_ls.text import BOM, Block, Document, Span
from ris_ls.text.document import blocks_of_pieces
from ris_ls.text.lines import line_end_at

_OF_THE_FILE = frozenset({"history", "text", "end mark", "link"})
"""What is about the file when it stands in front of the first record."""


def record_count(document: Document) -> int:
    """Return how many blocks hold a record: all of them but for a foot."""
    return len(document.blocks) - _has_foot(document)


def begin_of(document: Document, index: int) -> int:
    """Return the offset at which the record of a block begins, with the text that is its own.

    That of the first one begins behind the head of the file, and so does a foot behind what is the
    last record's. For the index behind the last block, it is the length of the text.
    """
    if index == len(document.blocks):
        return len(document)
    if index == 0:
        return _end_of_head(document)
    return document.offset_of(index) + own_start(document.blocks[index])


def extent_of(document: Document, index: int) -> Span:
    """Return where the record of a block stands, without line end and blank lines behind it."""
    begin = begin_of(document, index)
    text = document.slice(begin, begin_of(document, index + 1))
    return Span(begin, begin + length_of_content(text))


def touched(document: Document, span: Span) -> range:
    """Return the indices of the blocks whose records a span touches; a cursor has no width.

    Blank lines between records belong to none of them.
    """
    first, last = document.block_at(span.start), document.block_at(span.end)
    if span.start < begin_of(document, first):
        first = max(0, first - 1)
    if span.end < begin_of(document, last):
        last -= 1
    last = min(last, record_count(document) - 1)
    cursor = span.start == span.end
    if first <= last:
        end = extent_of(document, first).end
        first += end < span.start if cursor else end <= span.start
    if first <= last:
        begin = begin_of(document, last)
        last -= span.end < begin if cursor else span.end <= begin
    return range(first, last + 1)


def misread(head: str, records: Sequence[str], foot: str) -> Generator[None, None, int | None]:
    """Read a text that is put together from records, in steps.

    Takes the records with what stands behind them, each but the last ended by a line end. Returns
    the index of the first one that is not read from where it begins, or not as one; the number of
    records where it is the foot; None where all is well.
    """
    # What the head is may change how the line behind it is read: two marks are none.
    if head and records and told(Block(head + records[0])) != told(Block(records[0])):
        return 0
    begins = [*accumulate(map(len, records), initial=len(head))]
    length = begins[-1] + len(foot)
    at = index = 0
    pieces = chain([head + "".join(records[:1])], records[1:], [foot])
    for text in blocks_of_pieces(pieces, cut):
        begin = at + own_start(Block(text)) if at else len(head)
        if index > len(records) or begin != begins[index]:
            return index
        at += len(text)
        index += 1
        yield
    # Behind the last record, its links may be a block of their own, and a foot has to be one.
    return None if index >= len(records) + bool(foot) and at == length else index


def length_of_content(text: str) -> int:
    """Return the length of a text without its last line end and the blank lines behind that."""
    filled = len(text.rstrip(BLANKS + "\r\n"))
    return line_end_at(text, filled - 1)[0] if filled else 0


def _has_foot(document: Document) -> bool:
    """Tell whether the last block holds no record: every other one has at least a TY or an ER."""
    last = document.blocks[-1]
    if last.text.startswith("TY  - "):
        return False
    if last.length > LARGEST_BLOCK:
        return True
    record = record_of(last)
    return "TY" not in record.tags and record.end is None and not record.collapsed


def _end_of_head(document: Document) -> int:
    """Return where the head of a file ends: its mark, blank lines and the text about the file."""
    first = document.blocks[0]
    start = len(BOM) if first.text.startswith(BOM) else 0
    if first.text.startswith("TY", start) or first.length > LARGEST_BLOCK:
        return start
    lines, following = _lead(first)
    own = 0
    of_file = _OF_THE_FILE
    if not (len(document.blocks) > 1 and _has_header(document.blocks[1])):
        of_file |= {"header"}
    for run in _runs(first, lines):
        if run.kind in of_file:
            own = run.last + 1
    return max(start, lines[own].start if own < len(lines) else following)


def _has_header(block: Block) -> bool:
    """Tell whether an exporter's header stands in front of a record: then it has one for each."""
    if block.text.startswith("TY") or block.length > LARGEST_BLOCK:
        return False
    return any(run.kind == "header" for run in _runs(block, _lead(block)[0]))


def own_start(block: Block) -> int:
    """Return where in a block its own text begins: behind links of the record before."""
    if block.text.startswith("TY") or block.length > LARGEST_BLOCK:
        return 0
    start: int = block.memo(own_start, lambda: _behind_links(block))
    return start


def _behind_links(block: Block) -> int:
    lines, following = _lead(block)
    links = 0
    for run in _runs(block, lines):
        if run.kind != "link" or run.first != links:
            break
        links = run.last + 1
    if not links:
        return 0
    return lines[links].start if links < len(lines) else following


def _lead(block: Block) -> tuple[list[Line], int]:
    """Return the lines, not blank, in front of the first field, and where that field begins."""
    lines: list[Line] = []
    for line in record_of(block).lines:
        if line.kind is LineKind.TEXT:
            lines.append(line)
        elif line.kind is not LineKind.BLANK:
            return lines, line.start
    return lines, block.length


def _runs(block: Block, lines: list[Line]) -> Iterator[Outside]:
    yield from classify([block.text[line.start : line.end].strip(BOM) for line in lines])
