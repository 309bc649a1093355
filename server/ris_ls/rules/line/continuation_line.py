"""RIS106 continuation-line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile
from sys import intern

from ris_ls.rules.line._taglike import TagLike, look_alike_lines, tag_like
from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.syntax import BLANKS, Field, Line, Record
from ris_ls.syntax.fit import FREE_TEXT, fit
from ris_ls.text import Edit, Span
from ris_ls.values.keywords import are_keywords

_NAMES = frozenset({"AU", "A1"})
_OWN_FIELDS = frozenset({"KW", "SN", "DB", "DO", "L1", "AD"}) | _NAMES
"""Tags whose further lines are further values, as EndNote writes them."""

_TITLES = frozenset({"TI", "T1", "T2", "T3", "BT", "CT", "ST", "JO", "JF", "JA", "J2"})
"""Tags whose further lines every program joins with a blank."""

_ADDRESS = re.compile(r"<?(?:https?|ftp)://|<?www\.", re.IGNORECASE)
_INNER_SEMICOLON = re.compile(rf";(?![{BLANKS}]|$)")

_SURE_NAME = 2.5
"""How well a line must suit AU, as `ris_ls.syntax.fit` scores it."""


class ContinuationLine(RecordRule):
    """A value goes on in lines that have no tag.

    EndNote writes one KW and then every further keyword on a line of its own, likewise further
    serial numbers and addresses; other programs wrap long titles and abstracts.

    ## Why

    Programs do different things with such a line. citation-js and bibutils make one keyword of all
    keywords, Zotero makes one author of two names, rispy keeps them apart. JabRef drops lines of
    fewer than six characters, and astrocite refuses the file. Right behind TY, a line without a
    tag costs the record: citation-js drops all its fields, and rispy can stop with an error and
    read nothing from the file: that is an error.

    Keywords and names become fields of their own, titles are joined. What may be paragraphs or a
    table (an abstract, a note), or a value that rispy and Zotero would read only once (a serial
    number), is changed on demand alone.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged
    exports
    T2  - Journal of Exports
    PY  - 2020
    KW  - reference files
    line breaks
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    KW  - reference files
    KW  - line breaks
    ER  -
    ```
    """

    code = "RIS106"
    name = "continuation-line"
    severity = "info"
    fixable = "sometimes"
    condition = "wrapped"

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each field that goes on in untagged lines; one finding per file and tag."""
        carried = record.wrapped_fields
        if not carried:
            return
        meant = tag_like(record)
        prose = look_alike_lines(record)
        for field in carried:
            lines = _own_lines(record, field, meant)
            if not lines or field.line.start in prose:
                continue
            if field.tag == "TY":
                yield _behind_type(lines, context)
            elif field.tag not in FREE_TEXT or _is_wrapped(field, lines):
                yield _problem(record, field, lines)


def _own_lines(record: Record, field: Field, meant: Mapping[int, TagLike]) -> tuple[Line, ...]:
    """Return the lines that carry a value on; what follows a damaged field is not its own.

    An invisible character at the head of a line may hide a tag: RIS005 takes it out first. A line
    that begins with the tag of the field (``A1 - o``) is a field that the lexer cannot be sure of.
    """

    def own(line: Line) -> bool:
        text = record.text[line.start : line.end]
        is_plain = text[0].isprintable() or text[0] in BLANKS
        again = text.startswith(field.tag) and text[2:12].lstrip(BLANKS).startswith("- ")
        return is_plain and not again and line.start not in meant

    return tuple(takewhile(own, field.continuation))


def _is_wrapped(field: Field, lines: tuple[Line, ...]) -> bool:
    """Tell whether two lines of a text follow each other at once, not as paragraphs."""
    return any(one.next == other.start for one, other in pairwise((field.line, *lines)))


def _behind_type(lines: tuple[Line, ...], context: Context) -> Problem:
    stop = "" if context.first else ", and rispy can stop with an error and read no record at all"
    return Problem(
        Span(lines[0].start, lines[-1].end),
        f"{_count(lines)} right behind TY: citation-js drops all fields of this record{stop}.",
        Fix("Make a note (N1) of it", (Edit(lines[0].start, lines[0].start, "N1  - "),), False),
        severity="error",
    )


def _count(lines: tuple[Line, ...]) -> str:
    many = len(lines) > 1
    return f"{len(lines)} lines without a tag stand" if many else "A line without a tag stands"


def _problem(record: Record, field: Field, lines: tuple[Line, ...]) -> Problem:
    tag = field.tag
    fix = _fix(record, field, lines)
    loss = "every program puts a blank there" if tag == "UR" and fix is None else _loss(tag)
    further = "a line" if len(lines) == 1 else f"{len(lines)} lines"
    return Problem(
        Span(lines[0].start, lines[-1].end),
        f"The value of {tag} goes on in {further} without a tag: {loss}.",
        fix,
        # To wrap prose is the habit of a database: once for a file, whatever the tag.
        group="prose" if tag in FREE_TEXT else tag,
        severity="hint" if tag in FREE_TEXT else None,
    )


def _loss(tag: str) -> str:
    if tag == "KW":
        return (
            "citation-js and bibutils make one keyword of them all, and astrocite refuses the file"
        )
    if tag in _NAMES:
        return "Zotero and citation-js make one name of them all"
    if tag == "UR":
        return "citation-js and Zotero make one address of them all, which leads nowhere"
    if tag in _OWN_FIELDS:
        return "most programs make one value of them all"
    return "JabRef drops such lines when they are short, and astrocite refuses the file"


def _fix(record: Record, field: Field, lines: tuple[Line, ...]) -> Fix | None:
    tag = field.tag
    values = [record.text[line.start : line.end].strip(BLANKS) for line in lines]
    # EndNote never indents a further value; an indented line carries on the one before it.
    indented = any(record.text[line.start] in BLANKS for line in lines)
    if tag in _OWN_FIELDS and not (indented and tag == "AD"):
        return Fix(
            f"Give {'the line' if len(lines) == 1 else 'each line'} the tag {tag}",
            tuple(_as_fields(record, field, lines)),
            not indented and _are_values(tag, [field.value, *values]),
        )
    if tag in _TITLES:
        safe = not any(_ADDRESS.search(value) for value in values)
        return Fix("Join the lines", tuple(_joined(record, field, lines)), safe)
    if tag == "UR":
        if not all(_ADDRESS.match(value) for value in values):
            return None
        safe = not any(_INNER_SEMICOLON.search(value) for value in (field.value, *values))
        return Fix("Join the addresses with `; `", tuple(_joined(record, field, lines, "; ")), safe)
    if tag in FREE_TEXT or tag == "AD":
        return Fix("Join the lines", tuple(_joined(record, field, lines)), safe=False)
    return None


def _are_values(tag: str, lines: list[str]) -> bool:
    """Tell whether each line surely is a value of its own, and one that every program reads."""
    if tag == "KW":
        return are_keywords(lines)
    if tag in _NAMES:
        return all(
            not line or (line.count(",") == 1 and fit("AU", line) >= _SURE_NAME) for line in lines
        )
    return False


def _as_fields(record: Record, field: Field, lines: tuple[Line, ...]) -> Iterator[Edit]:
    """Yield the edits that give each line a tag; the first one completes a field without value."""
    for index, line in enumerate(lines):
        start = _content_start(record, line)
        if index == 0 and not field.value:
            yield Edit(field.line.tag_start + 2, start, "  - ")
        else:
            yield Edit(line.start, start, intern(f"{field.tag}  - "))


def _joined(
    record: Record, field: Field, lines: tuple[Line, ...], separator: str = " "
) -> Iterator[Edit]:
    """Yield the edits that make one line of a field. In a text, a blank line parts paragraphs."""
    before = field.line
    end = field.line.value_end
    for line in lines:
        start = _content_start(record, line)
        if line is lines[0] and not field.value:
            yield Edit(field.line.tag_start + 2, start, "  - ")
        elif field.tag not in FREE_TEXT or before.next == line.start:
            ended = separator.strip() != "" and record.text[end - 1] == separator[0]
            yield Edit(end, start, " " if ended else separator)
        before = line
        end = line.start + len(record.text[line.start : line.end].rstrip(BLANKS))


def _content_start(record: Record, line: Line) -> int:
    text = record.text[line.start : line.end]
    return line.start + len(text) - len(text.lstrip(BLANKS))
