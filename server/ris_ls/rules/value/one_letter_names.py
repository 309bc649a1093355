"""RIS408 one-letter-names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.value._names import NAME_TAGS, names_of
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit, Span

_FEWEST_WITH_SIGNS = 5
_FEWEST = 12
"""Of letters alone it takes more, for tests and anonymised files name their authors A, B, C."""
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


class OneLetterNames(RecordRule):
    """A list of names was written one character a line.

    ## Why

    A program took a text for a list and wrote each of its characters as an author. Every program
    reads as many authors as there are characters. The fix joins them again and writes each name of
    the list on a line of its own.

    ## Example

    ```ris
    TY  - JOUR
    AU  - [
    AU  - '
    AU  - D
    AU  - o
    AU  - e
    AU  - ,
    AU  - J
    AU  - '
    AU  - ]
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe,J
    TI  - On damaged exports
    T2  - Journal of Examples
    PY  - 2020
    ER  -
    ```
    """

    code = "RIS408"
    name = "one-letter-names"
    severity = "error"
    fixable = "unsafe"
    tags = NAME_TAGS

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each run of names of one character."""
        if not [value for _, value in names_of(record) if len(value) < 2]:
            return
        run: list[tuple[Field, str]] = []
        for field in record.fields:
            letters = _letters(field, record) if field.tag in NAME_TAGS else None
            if letters is not None and (not run or run[-1][0].tag == field.tag):
                run.append((field, letters))
                continue
            yield from _problem(run, context)
            run = [(field, letters)] if letters is not None else []
        yield from _problem(run, context)


def _letters(field: Field, record: Record) -> str | None:
    """Return the character of a field, a blank where it has none; None where it has more.

    Where the separator is bent as well, some characters stand on lines that are no fields.
    """
    if len(field.value) > 1:
        return None
    letters = field.value or " "
    for line in field.continuation:
        found = re.fullmatch(field.tag + " {1,2}- ?(.?)[ \t]*", record.text[line.start : line.end])
        if found is None:
            return None
        letters += found[1] or " "
    return letters


def _problem(run: list[tuple[Field, str]], context: Context) -> Iterator[Problem]:
    if not run:
        return
    joined = "".join(letters for _, letters in run)
    has_signs = any(not sign.isalpha() and not sign.isspace() for sign in joined)
    if len(joined.split()) == 0 or len(joined) < (_FEWEST_WITH_SIGNS if has_signs else _FEWEST):
        return
    first, last = run[0][0], run[-1][0]
    names = _names(joined)
    between = f"{context.line_end}{first.tag}  - "
    end = last.continuation[-1].end if last.continuation else last.line.end
    yield Problem(
        Span(first.span.start, end),
        f"{first.tag} stands here {len(joined)} times with one character each: every program reads "
        f"as many authors, in place of `{short(names[0], 40)}`.",
        Fix(
            "Join the characters",
            (Edit(first.line.start, end, f"{first.tag}  - " + between.join(names)),),
            safe=False,
        ),
    )


def _names(joined: str) -> list[str]:
    """Return the names of a list that was written as text; the text itself where it is none."""
    text = " ".join(joined.split())
    if text.startswith("[") and text.endswith("]"):
        quoted = [one or other for one, other in _QUOTED.findall(text)]
        names = [name.strip(" ,;") for name in quoted if name.strip(" ,;")]
        if names:
            return names
    return [text]
