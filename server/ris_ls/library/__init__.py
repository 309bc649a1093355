"""Facts across records: which of them are the same work, in one file and in several."""

from ris_ls.library.catalogue import DocumentShelf, Holding, Library, Shelf, repeated_in
from ris_ls.library.facts import (
    LARGEST_BLOCK,
    Facts,
    doi_named,
    facts_of,
    folded,
    id_of,
    letters,
    names_of,
    pmid_named,
)
from ris_ls.library.index import MANY
from ris_ls.library.matching import may_be_same_work, said_alike, same_doi
from ris_ls.library.values import Vocabulary, values_of

__all__ = [
    "LARGEST_BLOCK",
    "MANY",
    "DocumentShelf",
    "Facts",
    "Holding",
    "Library",
    "Shelf",
    "Vocabulary",
    "doi_named",
    "facts_of",
    "folded",
    "id_of",
    "letters",
    "may_be_same_work",
    "names_of",
    "pmid_named",
    "repeated_in",
    "said_alike",
    "same_doi",
    "values_of",
]
