"""RIS005 control-character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ris_ls.rules.model import Context, Fix, Problem, RecordRule, Related
from ris_ls.rules.value._invisible import SIGNS, Invisible, holds_any, invisible, leading
from ris_ls.syntax import Field, Line, LineKind, Record, read_record
from ris_ls.text import BOM, Edit, Span, apply_edits

_FIELD = re.compile(r"([A-Z][A-Z0-9])  -(?= |$|[\r\n])")
_WORD = re.compile(r"\w")


class ControlCharacter(RecordRule):
    r"""A value holds a control character, or another one that nobody sees.

    Such are the zero-width spaces by which web pages break long addresses, line separators from
    word processors, soft hyphens inside words, and controls that a database left behind. What
    has a meaning is left alone: the joiners of Persian, of Indic scripts and of emoji, direction
    marks in right-to-left text, zero-width spaces in Thai, Lao, Khmer and Burmese, and soft
    hyphens that may stand for real ones.

    ## Why

    Programs keep the character unseen. A search for the word does not find it, an address that
    holds one leads nowhere, and two equal records look different. Some programs end the line, or
    the whole text, there. In front of a tag it hides the field.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On dam\u200baged\u2028exports
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS005"
    name = "control-character"
    severity = "warning"
    fixable = "sometimes"
    removes = frozenset({"invisible character"})
    signs = SIGNS

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield a problem for each value, one more where its mend is a guess, each hidden tag."""
        if not holds_any(record.text):
            return
        hidden = {line.start: tag for line in record.lines if (tag := _hidden_tag(record, line))}
        for line in record.lines:
            if line.start in hidden and not (context.first and line.start == 0 and line.is_field):
                yield _hidden(record, line, hidden[line.start])
        for field in record.fields:
            found = [
                one
                for start, end in _places(field, record, hidden)
                for one in invisible(record.text, start, end, context.line_end)
            ]
            for _, group in groupby(sorted(found, key=lambda one: not one.sure), lambda x: x.sure):
                yield _problem(field.tag, list(group), record)


def _places(field: Field, record: Record, hidden: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each line of a value; lines that are hidden fields left out."""
    if field.value:
        yield field.line.value_start, field.line.value_end
    for line in field.continuation:
        if line.start not in hidden:
            yield line.start, line.end


def _hidden_tag(record: Record, line: Line) -> str:
    """Return the tag that stands behind invisible characters at the start of a line, if any."""
    if line.kind is LineKind.BLANK:
        return ""
    start = leading(record.text, line.start, line.end)
    match = _FIELD.match(record.text, start, line.end) if start > line.start else None
    return match[1] if match else ""


def _hidden(record: Record, line: Line, tag: str) -> Problem:
    end = leading(record.text, line.start, line.end)
    run = Invisible(Span(line.start, end), record.text[line.start : end], "", True, False)
    if tag == "TY":
        loss = "rispy does not see that a record begins here"
    elif tag == "ER":
        loss = "rispy does not see that the record ends here"
    else:
        loss = f"rispy does not take the line for the field {tag}"
    # In front of all fields it only becomes one more; elsewhere a value changes with it.
    fix = _proved(_fix([run], safe=line in record.before or line.is_field), record)
    return Problem(
        run.span,
        f"{_capital(run.name)} stands in front of {tag}: {loss}.",
        fix,
        severity="error",
    )


def _problem(tag: str, found: list[Invisible], record: Record) -> Problem:
    first, others = found[0], found[1:]
    fix = _proved(_fix(found, safe=first.sure), record)
    more = f" and {len(others)} more invisible characters" if len(others) > 1 else ""
    if len(others) == 1:
        more = " and one more invisible character"
    return Problem(
        first.span,
        f"{tag} holds {first.name}{more}: {_loss(first)}.",
        fix,
        tuple(Related(f"{_capital(one.name)} stands here too.", one.span) for one in others[:20]),
    )


def _proved(fix: Fix, record: Record) -> Fix:
    """Return a fix as unsafe where a part of a value would become a field, or a field a part.

    A field more in front of all others, a hidden TY, is taken from none.
    """
    if not fix.safe:
        return fix
    before = _fields(record)
    after = _fields(read_record(apply_edits(record.text, fix.edits)))
    unchanged = after == before or (record.before and after[1:] == before)
    return fix if unchanged else replace(fix, safe=False)


def _fields(record: Record) -> list[tuple[LineKind, str, int]]:
    """Return each field line of a record, with the number of lines that carry its value on."""
    carried = {
        field.line.start: sum(
            1 for line in field.continuation if _WORD.search(record.line_text(line))
        )
        for field in record.fields
    }
    return [(line.kind, line.tag, carried.get(line.start, 0)) for line in record.lines if line.tag]


def _loss(one: Invisible) -> str:
    if one.breaks:
        return "scripts that take it for a line end cut the value there"
    if one.text == "\0":
        return "some programs end the text there"
    if one.text[0] == BOM or one.text[0] >= "\u2000" or one.text[0] == "\u00ad":
        return "programs keep it unseen, so searches and duplicate checks miss the value"
    if one.instead.strip(" -"):
        return f"programs show a box or nothing where `{one.instead}` was meant"
    return "programs show a box or nothing for it, and searches miss the value"


def _fix(found: list[Invisible], *, safe: bool) -> Fix:
    edits = tuple(Edit(one.span.start, one.span.end, one.instead) for one in found)
    wanted = {one.instead for one in found}
    what = "the invisible character" if len(found) == 1 else f"{len(found)} invisible characters"
    its = "its" if len(found) == 1 else "their"
    if wanted == {""}:
        title = f"Remove {what}"
    elif wanted == {" "}:
        title = f"Put a blank in {its} place"
    elif not "".join(wanted).strip():
        title = "Break the line there"
    elif len(wanted) == 1:
        title = f"Write `{found[0].instead}` in {its} place"
    else:
        title = f"Remove {what}, with a blank or sign where one is missing"
    return Fix(title, edits, safe, "invisible character")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
