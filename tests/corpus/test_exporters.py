"""Which program wrote the real files, where a reader can tell; and where none can, no name.

The names were given by reading the files. A wrong name is worse than none, so none may be wrong.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

from ris_ls.syntax import exporter_of, read_document
from ris_ls.text import decode
from tests.conftest import corpus_files

FILES = corpus_files()

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus lies beside the project, not in it")

WRITTEN_BY = {
    "atypon": "JabRef*/RisImporterTest[39].ris JabRef*/*TestDate1.1.ris JabRef*/*WithEmptyER*.ris "
    "zotero*/RIS.js-test-05.ris",
    "cabi": "afletcher53*/*",
    "citavi": "zotero*/RIS.js-test-06.ris",
    "cochrane": "asreview*/baseline_cochrane*.ris ferenci*/Cochrane.ris",
    "covidence": "asreview*/baseline_covidence*.ris",
    "crossref": "CrossRef*/* ropensci*/elsevier.ris",
    "datacite": "ropensci*/crossref.ris zotero*/RIS.js-test-10.ris globalbiotic*/*",
    "dimensions": "ESHackathon*/Dimensions_246.ris",
    "ebsco": "ESHackathon*/*crimjust_41.ris ESHackathon*/econlit_3.ris ShahKosha*/EBSCO*.ris "
    "mjwestgate__synthesisr/ASP*.ris",
    "embase": "BharatBlade*/*",
    "endnote": "ESHackathon*/McK_exc.ris ESHackathon*/WoS_early.ris ESHackathon*/db?.ris "
    "Janchorizo*/wos_?.ris mjwestgate__synthesisr/citesource*.ris johnryt*/* "
    "zotero*/RIS.js-test-0[23].ris",
    "eppi": "asreview*/baseline_eppi*.ris",
    "google_scholar": "AlQutaibi*/[A-L]*.ris AlQutaibi*/Unveiling*.ris "
    "asreview*/baseline_googlescholar.ris",
    "ieee": "CoLRev*/ieee.ris CoLRev*/ris_data.ris Tverm*/IEEE*.ris pedrohnv*/ieee.ris",
    "jstor": "CoLRev*/jstor*.ris",
    "lens": "ESHackathon*/*lens_49.ris ESHackathon*/RAWLENS.ris asreview*/baseline.ris",
    "mendeley": "Janchorizo*/to_eval* Janchorizo*/without* asreview*/baseline_mendeley.ris "
    "ghaniavi*/* ruoyu*/*",
    "openalex": "asreview*/baseline_openalex.ris",
    "ovid": "ESHackathon*/0_Ovid*.ris alfrossi*/eric.ris alfrossi*/medline.ris "
    "asreview*/baseline_eric_ovid.ris mjwestgate__synthesisr/Ovid*.ris",
    "proquest": "CoLRev*/abi*.ris alfrossi*/soc*.ris patel*/ProQuest*.ris",
    "psycnet": "CoLRev*/psycinfo*.ris",
    "pubmed": "JabRef*/RisImporterTest6*.ris",
    "rispy": "IBS*/* pedrohnv*/relevant*.ris",
    "scielo": "*/scielo.ris",
    "sciencedirect": "JabRef*/RisImporterTestScience.ris",
    "scopus": "*/[sS]copus*.ris Janchorizo*/scopus_?.ris *scopus_255.ris *_SCOPUS.ris "
    "*/restoration_scopus.ris *TestScopus.ris asreview*/baseline_scopus.ris",
    "springer": "AlQutaibi*/Medicinal*.ris davidmytton*/* mjwestgate__synthesisr/eviatlas.ris",
    "synthesisr": "ESHackathon*/*_export.ris",
    "trid": "CoLRev*/trid*.ris",
    "wos": "*/savedrecs*.ris ESHackathon*/search3_302.ris Tverm*/Web*.ris ferenci*/WoS.ris "
    "asreview*/baseline_webofscience.ris",
    "zotero": "ESHackathon*/*psycinfo_124.ris ESHackathon*/screened_37.ris ferenci*/Pubmed.ris "
    "asreview*/baseline_zotero.ris",
}
OTHER_FORMATS = "gjenca*/*"
CANNOT_BE_TOLD = {
    # Too little in them, or several writers: the name here is right, and so is none.
    "ovid": "CoLRev*/unknown_source_ris.ris",
    "pubmed": "asreview*/baseline_pubmed.ris",
    "jabref": "JabRef*/RisImporterTest7.ris pedrohnv*/prior*.ris",
    "datacite": "ropensci*/multiple-eg.ris",
    "zotero": "zotero__zotero/*",
    "nature": "dushoff*/*",
    "refman": "plk*/*",
    "synthesisr": "mjwestgate__revtools/avian*.ris",
}


def _named(path: Path, names: dict[str, str]) -> str:
    where = f"{path.parent.name}/{path.name}"
    if any(fnmatch(where, pattern) for pattern in OTHER_FORMATS.split()):
        return ""
    return next(
        (
            key
            for key, patterns in names.items()
            if any(fnmatch(where, pattern) for pattern in patterns.split())
        ),
        "",
    )


def test_enough_files_are_named() -> None:
    assert sum(bool(_named(path, WRITTEN_BY)) for path in FILES) == 121


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_writer_of_a_file(path: Path) -> None:
    expected = _named(path, WRITTEN_BY)
    guess = exporter_of(read_document(decode(path.read_bytes()).body))
    if expected:
        assert guess is not None
        assert (guess.key, guess.confidence != "possible") == (expected, True)
    else:
        assert guess is None or guess.key == _named(path, CANNOT_BE_TOLD), guess
