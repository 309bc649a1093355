"""RIS505 type-identifier-mismatch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ris_ls.rules.model import Context, Fix, Problem, RecordRule
from ris_ls.rules.record._container import FULL_NAME_TAGS, container
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.text import Edit

_PREPRINT = (
    ("bioRxiv or medRxiv", re.compile(r"10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,}")),
    ("arXiv", re.compile(r"10\.48550/arxiv\.|arxiv:\s?\d|arxiv:\s?[a-z-]+/\d", re.I)),
    ("SSRN", re.compile(r"10\.2139/ssrn\.", re.I)),
    ("Research Square", re.compile(r"10\.21203/rs\.", re.I)),
    (
        "an OSF preprint server",
        re.compile(r"10\.(?:31219|3123[0-9]|3122[0-9]|35542)/osf\.io", re.I),
    ),
    ("EarthArXiv", re.compile(r"10\.31223/")),
    ("ChemRxiv", re.compile(r"10\.26434/chemrxiv", re.I)),
    ("Preprints.org", re.compile(r"10\.20944/preprints", re.I)),
    ("TechRxiv", re.compile(r"10\.36227/techrxiv", re.I)),
    ("Authorea", re.compile(r"10\.22541/au\.", re.I)),
    ("SciELO Preprints", re.compile(r"10\.1590/scielopreprints", re.I)),
    ("JMIR Preprints", re.compile(r"10\.2196/preprints", re.I)),
    ("PeerJ Preprints", re.compile(r"10\.7287/peerj\.preprints", re.I)),
    ("Jxiv", re.compile(r"10\.51094/jxiv", re.I)),
)
_ARXIV = re.compile(r"\s*arxiv(?:\.org)?(?:\W|$)", re.I)


class TypeIdentifierMismatch(RecordRule):
    """The identifier belongs to another kind of work than the type says.

    An article in a journal (JOUR) whose DOI is that of a preprint, or whose journal is arXiv.
    Records with a volume and an issue or pages are left alone: there the DOI is out of place, not
    the type.
    For a book with the number of a serial see RIS435.

    ## Why

    A preprint that is cited as an article in a journal looks peer-reviewed, and a review that
    counts study types counts it wrong. RIS has no type for preprints; UNPB (unpublished work) is
    the nearest, which JabRef and citation-js read as such.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - medRxiv
    PY  - 2023
    DO  - 10.1101/2023.01.01.99999999
    ER  -
    ```

    ## Mended

    ```ris
    TY  - UNPB
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - medRxiv
    PY  - 2023
    DO  - 10.1101/2023.01.01.99999999
    ER  -
    ```
    """

    code = "RIS505"
    name = "type-identifier-mismatch"
    severity = "hint"
    fixable = "unsafe"
    once = True
    tags = frozenset({"DO", *FULL_NAME_TAGS})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield the TY that does not go with the identifier."""
        if record.type_code not in ("JOUR", "EJOUR"):
            return
        if record.value_of("VL") and record.value_of("IS", "SP"):
            return
        type_field = record.type_field
        if type_field is None:
            return
        told = _preprint_server(record)
        if told is None:
            return
        server, field = told
        span = type_field.value_span
        yield Problem(
            span,
            f"TY says {type_field.value}, but {field.tag} `{short(field.full_value)}` belongs to a "
            f"preprint ({server}): programs cite it as an article in a journal. UNPB, unpublished "
            "work, is the nearest type.",
            Fix("Change TY to UNPB", (Edit(span.start, span.end, "UNPB"),), safe=False),
        )


def _preprint_server(record: Record) -> tuple[str, Field] | None:
    """Return where the work was posted, and the field that says so."""
    for field in record.of("DO"):
        for server, sign in _PREPRINT:
            if sign.search(field.full_value[:200]):
                return server, field
    name = container(record)
    if name is not None and _ARXIV.match(name.full_value[:40]):
        return "arXiv", name
    return None
