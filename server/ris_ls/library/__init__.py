"""Facts across records: which of them are the same work, in one file and in several."""

from ris_ls.library.catalogue import DocumentShelf, Holding, Library, Shelf
from ris_ls.library.facts import Facts, doi_named, facts_of, folded, id_of, pmid_named
from ris_ls.library.index import MANY
from ris_ls.library.matching import may_be_same_work

__all__ = [
    "MANY",
    "DocumentShelf",
    "Facts",
    "Holding",
    "Library",
    "Shelf",
    "doi_named",
    "facts_of",
    "folded",
    "id_of",
    "may_be_same_work",
    "pmid_named",
]
