"""RIS467 pmid-invalid."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.rules.model import Context, Problem, RecordRule
from ris_ls.rules.wording import short
from ris_ls.syntax import Field, Record
from ris_ls.values.placeholders import is_placeholder
from ris_ls.values.pmids import is_pmid, labelled_pmid


class PmidInvalid(RecordRule):
    """A field claims to hold a PubMed number, and what it holds is none.

    ## Why

    A PubMed number has one to eight digits. Anything else, such as the number of PubMed Central or
    a number that a spreadsheet gave decimals, finds nothing in PubMed.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Exports
    PY  - 2020
    N1  - PMID: PMC1234567
    ER  -
    ```
    """

    code = "RIS467"
    name = "pmid-invalid"
    severity = "hint"
    tags = frozenset({"AN", "N1"})

    def check(self, record: Record, context: Context) -> Iterator[Problem]:
        """Yield each value that is labelled as a PubMed number, or comes from PubMed."""
        from_pubmed = record.value_of("DB").casefold() == "pubmed"
        for index in record.indices_of("AN", "N1"):
            code, value = record.codes[index], record.values[index]
            if is_pmid(value):
                continue
            # All labels begin with one of these letters.
            if value[:1] in "PpMm" or (from_pubmed and code == "AN"):
                yield from _wrong(record.field(index), from_pubmed=from_pubmed)


def _wrong(field: Field, *, from_pubmed: bool) -> Iterator[Problem]:
    if field.continuation or not field.value:
        return
    accession = field.tag == "AN"
    claimed = labelled_pmid(field.value, accession=accession)
    if claimed is None and accession and from_pubmed:
        claimed = field.value
    if claimed is None or is_pmid(claimed) or is_placeholder("AN", claimed):
        return
    yield Problem(
        field.value_span,
        f"{field.tag} claims that `{short(claimed)}` is a PubMed number, but these have one to "
        "eight digits and nothing else: looking it up in PubMed finds nothing.",
    )
