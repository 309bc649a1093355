"""RIS466 local-file."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, FieldRule, Problem, other_than
from ris_ls.rules.value._fields import part, pieces
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.urls import PLAIN_URL, parse_url


class LocalFile(FieldRule):
    """A link leads to a file on one person's disk.

    ## Why

    EndNote writes `internal-pdf://...` for the files in its own library, Mendeley and others the
    path on the disk. With the file alone, nobody else can open them, and a path can tell the name
    of its owner.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    L1  - internal-pdf://0123456789/Doe-2020.pdf
    ER  -
    ```
    """

    code = "RIS466"
    name = "local-file"
    severity = "info"
    once = True
    tags = frozenset({"L1", "L2", "L3", "L4", "UR"})
    shape = other_than(PLAIN_URL)

    def check(self, field: Field, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the first such path of a field."""
        for text, start in pieces(field, record):
            if parse_url(text).kind == "local":
                yield Problem(
                    part(start, (0, len(text))),
                    f"{field.tag} leads to `{short(text)}`, a file on the disk of one person: "
                    "nobody else can open it.",
                )
                return
