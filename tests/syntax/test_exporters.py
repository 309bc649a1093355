"""Which program wrote a record or a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.knowledge import exporters
from ris_ls.syntax import (
    exporter_of,
    exporter_of_record,
    exporters_among,
    read_document,
    read_record,
)
from ris_ls.text.steps import finish
from tests.growth import is_too_steep

# An invented record of each exporter: its fields, lines in front of it marked with >.
RECORDS = {
    "highwire": "T1=On exports|JF=Journal of Exports|JO=J Exp|SP=860|LP=866|DO=10.1234/a|VL=3|IS=1"
    "|AU=Jane Doe|Y1=2022/12/01|UR=http://example.org/content/3/1/860.abstract|N2=Much.",
    "pubmed": "DB=PMC|AU=Doe, Jane|T1=On exports|SN=1234-5679|Y1=2013|PY=2013/04/18|AB=Much.|SP=1"
    "|DO=10.1234/a|AN=PMC1234567|UR=https://example.org|U1=12345678[pmid]|J1=J Exp|PB=Press",
    "ovid": ">7.|ID=12345678|T1=On exports.|A1=Doe, Jane|Y1=2018//|N2=Much.|KW=*Files|JF=Exports"
    "|VL=3|SP=1|EP=9|SN=1234-5679|L2=http://ovidsp.ovid.com/ovidweb.cgi?T=JS",
    "embase": "M3=Article|Y1=2024|VL=3|IS=1|SN=1234-5679|JF=Exports|JO=Exp.|U2=L2012345678"
    "|DB=Embase|U3=2023-11-30|L2=http://dx.doi.org/10.1234/a|DO=10.1234/a"
    "|LK=http://example.org|A1=Doe, J.|T1=On exports|LA=English|KW=file|N2=Much.",
    "scopus": "AU=Doe, J.|TI=On exports|PY=2024|T2=Exports|VL=3|DO=10.1234/a"
    "|UR=https://www.scopus.com/inward/record.uri?eid=1|AB=Much.|SN=12345679 (ISSN)"
    "|M3=Article|DB=Scopus|N1=Export Date: 1 May 2024",
    "wos": "AU=Doe, J|TI=On exports|T2=EXPORTS|AB=Much.|SN=1234-5679|SN=9876-5430|DA=JAN-MAR"
    "|PY=2020|VL=3|SP=1|EP=9|DO=10.1234/a|AN=WOS:000123456700001",
    "proquest": "T1=On exports|AN=1234567890|AB=Much.|JF=Exports|AU=Doe, Jane|Y1=2020|PY=2020"
    "|DA=2020|SP=1|CY=Springfield|PB=Press|PP=Springfield|KW=Files"
    "|UR=https://www.proquest.com/docview/1234567890|LA=English|DB=Files|N1=Copyright - Press",
    "ebsco": "AU=Doe, Jane|T1=On exports.|JO=Exports|JF=Exports|Y1=2021/06//|VL=3|IS=1|M3=Article"
    "|SP=1|EP=9|SN=12345679|AB=Much.|KW=FILES|N1=Accession Number: 123456; Doe, Jane 1"
    "|L3=10.1234/a|UR=https://search.ebscohost.com/login.aspx?an=1|DP=EBSCOhost|DB=abc",
    "ieee": "TI=On exports|T2=Exports|SP=1|EP=9|AU=J. Doe|PY=2020|DO=10.1109/ABC.2020.1|JO=Exports"
    "|IS=|SN=1234-5679|VO=|VL=|JA=Exports|Y1=4-8 Aug. 2020|AB=Much.",
    "springer": "AU=Doe, Jane|PY=2019|DA=2019/06/04|TI=On exports|JO=Exports|SP=22|VL=8|IS=1"
    "|AB=Much.|SN=1234-5679|UR=https://doi.org/10.1007/a|DO=10.1007/a|ID=Doe2019",
    "sciencedirect": "T1=On exports|AU=Doe, Jane|JO=Exports|VL=3|SP=1|EP=9|PY=2020|DA=2020/01/01/"
    "|SN=1234-5679|DO=https://doi.org/10.1016/a"
    "|UR=https://www.sciencedirect.com/science/article/pii/S1|KW=Files|AB=Much.",
    "atypon": "T1=On exports|AU=Doe,Jane|Y1=2013/07/22|PY=2013|DA=2013/07/28|N1=doi: 10.1080/a"
    "|DO=10.1080/a|T2=Exports|JF=Exports|JO=Exp.|SP=1|EP=9|VL=3|IS=1|PB=Press|SN=1234-5679"
    "|M3=doi: 10.1080/a|UR=https://doi.org/10.1080/a|Y2=2021/01/24",
    "wiley": "T1=On exports|AU=Doe, Jane|Y1=2013/07/22|PY=2013|DA=2013/07/28"
    "|N1=https://doi.org/10.1002/a|DO=https://doi.org/10.1002/a|DO=10.1002/a|T2=Exports|JF=Exports"
    "|JO=Exp.|SP=1|VL=3|PB=Press|SN=1234-5679|M3=https://doi.org/10.1002/a|Y2=2021/01/24",
    "sage": "T1=On exports|AU=Doe, Jane|Y1=2013/07/22|PY=2013|DA=2013/07/28|N1=doi: 10.1177/a"
    "|DO=10.1177/a|T2=Exports|JF=Exports|JO=Exp.|SP=1|VL=3|PB=Press|M3=doi: 10.1177/a"
    "|UR=https://doi.org/10.1177/a|Y2=2021/01/24",
    "jstor": ">Provider: JSTOR http://www.jstor.org|TI=On exports|AU=Doe, Jane|AB=[Much.]"
    "|C1=Full publication date: July 2016|DB=JSTOR|EP=9|IS=1|PB=Press|PY=2016|SN=12345679"
    "|SP=1|T2=Exports|UR=http://www.jstor.org/stable/1|VL=3|Y2=2023/04/17/",
    "google_scholar": "T1=On exports|A1=Doe, Jane|JO=Exports|VL=3|IS=1|SP=1|EP=9|SN=1234-5679"
    "|Y1=2001|PB=Press",
    "zotero": "TI=On exports|AU=Doe, Jane|T2=Exports|AB=Much.|DA=2018/11//|PY=2018|DO=10.1234/a"
    "|VL=3|SP=1|EP=9|J2=Exp.|LA=en|SN=1234-5679|KW=Files",
    "endnote": "AB=Much.|AU=Doe, Jane|DO=10.1234/a|IS=1|KW=Files|PY=2018|SN=1234-5679|SP=1-9"
    "|ST=On exports|T2=Exports|TI=On exports|VL=3|ID=5897",
    "mendeley": "T1=On exports|A1=Doe, Jane|Y1=2019///|KW=Files|JF=Exports|VL=3|SP=1|EP=9"
    "|DO=10.1234/a|UR=http://example.org|N2=Much.",
    "citavi": "SN=1234-5679|AU=Doe, Jane|T1=On exports|JF=Exports|PY=2020|TS=RIS|M4=Citavi",
    "refworks": "ID=RefID:7-doe2020|A1=Doe, Jane|T1=On exports|Y1=2020|JF=Exports|M1=Article",
    "refman": "ID=7|A1=Doe, Jane|T1=On exports|JO=J Exp|Y1=1996|VL=3|SP=1|RP=Not In File|N2=Much.",
    "procite": "A1=Doe, Jane|T1=On exports|Y1=1996|N1=Author Role: Editor|N1=Record ID: 70",
    "cochrane": ">Record #3 of 18|AN=CN-01234567|A1=Doe, J|T1=On exports|JA=Exports|PY=2020|VL=3"
    "|C3=PUBMED 12345678|M3=Journal article|N2=Much.|UR=https://www.cochranelibrary.com/central/1",
    "nature": "AU=Doe, Jane|PY=2019|DA=2019/06/04|TI=On exports|JO=Exports|SP=22|VL=8|IS=1"
    "|AB=Much.|SN=1234-5679|UR=https://doi.org/10.1038/a|DO=10.1038/a|ID=Doe2019",
    "crossref": "DO=10.1234/a|UR=http://dx.doi.org/10.1234/a|TI=On exports|T2=Exports|AU=Doe, Jane"
    "|PY=2017|DA=2017/01|PB=Press|SP=1-9|VL=3|SN=1234-5679",
    "datacite": "T1=On exports|AU=Doe, Jane|DO=10.5281/ZENODO.1|UR=https://example.org|AB=Much."
    "|KW=Files|PY=2025|PB=Press",
    "dataverse": ">Provider: Example Dataverse|T1=On exports|AU=Doe, Jane|DO=doi:10.7910/DVN/A"
    "|PY=2018|UR=https://doi.org/10.7910/DVN/A|PB=Example Dataverse",
    "psycnet": ">Provider: American Psychological Association|ID=2020-55555-005|T1=On exports"
    "|JF=Exports|A1=Doe, Jane|VL=3|SP=1|EP=9|Y1=2020|SN=1999-7777(Electronic),0222-6666(Print)"
    "|N2=Much.|KW=*Files|M3=doi:10.1037/a|DO=10.1037/a",
    "trid": "AN=01633333|JO=Exports|AU=Doe, J|TI=On exports|PY=2018/04|VL=3|SP=pp 37-64|AB=Much."
    "|KW=Files|M3=Web|DO=https://doi.org/10.1234/a|UR=http://example.org",
    "lens": "AB=Much.|AU=Doe, Jane|CY=United States|DA=2021/09/23|DO=10.1234/a|EP=9"
    "|ID=001-257-578-706-377|IS=1|JF=Exports|PY=2021|SN=12345679|SP=1|TI=On exports"
    "|UR=https://lens.org/001-257-578-706-377|VL=3",
    "dimensions": "AN=pub.1234567890|TI=On exports|AU=Doe, Jane|PY=2022|JO=Exports|VL=3|SP=1"
    "|DO=10.1234/a|UR=https://app.dimensions.ai/details/publication/pub.1234567890"
    "|U1=12345678 [PMID]|Y2=2024/08/09|AB=Much.",
    "openalex": "TI=On exports|PY=2024|PB=Press|SN=1234-5679|T2=Exports|DO=10.1234/a"
    "|UR=https://doi.org/10.1234/a|DA=2024-02-01|AU=Doe, Jane|C1=Town|AU=Roe, Ann|C1=City|LA=en"
    "|KW=Files|VL=3|SP=105752|EP=105752|AB=Much.",
    "mdpi": "TY=EJOUR|AU=Doe, Jane|TI=On exports|T2=Exports|PY=2020|VL=3|IS=1|SN=1234-5679"
    "|AB=Much.|KW=n/a|DO=10.3390/a",
    "rayyan": "AN=rayyan-123456789|TI=On exports|Y1=2020|T2=Exports|AU=Doe, Jane",
    "covidence": "T1=On exports|A1=Doe, J.|Y1=2024///|PD=|AB=Much.|JO=Exports|PB=|CY=|VL=3|IS=|PG="
    "|SP=|EP=|AN=|DO=10.1234/a|UR=|NS=|N1=",
    "eppi": "T1=On exports|JF=Exports|A1=Doe J|ST=Doe (2024)|KW=eppi-reviewer|PY=2024|DA=2024///"
    "|Y1=2024///|AB=Much.|DO=10.1234/a|VL=3|SP=1|U1=102199191",
    "jabref": "T1=On exports|JO=Exports|Y1=2015/october|VL=3|IS=1|SP=1|EP=9|M3=10.1234/a"
    "|U1=1234-5679|N2=Much.",
    "rispy": ">3.|TI=On exports|AU=Doe, Jane|N1=ASReview_relevant|AB=Much.",
    "synthesisr": "TY=|C1=1001|C2=|AU=Doe, Jane|TI=On exports|PY=2021|C7=|BN=1234-5679|C8=",
    "cabi": ">Provider: CABI|DB=CABDirect|TI=On exports.|ID=20193489224|JO=Exports|SN=1234-5679"
    "|AU=Doe, J.|N1=Author Affiliation: Town|PY=2019|VL=3|SP=1318-1329|PB=Press|LA=English",
    "scielo": "AU=Doe, Jane|TI=On exports|TT=Sobre exports|JO=Exports|J2=Exp.|SN=1234-5679|VL=3"
    "|DO=10.1234/a|DB=SciELO Brazil|DP=http://www.scielo.org/|ID=S0073-47212018000100221-scl"
    "|LA=en|SP=|EP=|DA=2018-06-21|PY=2018|AB=Much.",
}
WITHOUT_SIGNS = {"acm", "citationjs", "other_hosts"}


def written(shape: str) -> str:
    """Return a record in the shape of `RECORDS` as RIS, JOUR where it names no type."""
    parts = shape.split("|")
    before = [part[1:] for part in parts if part.startswith(">")]
    fields = [part.split("=", 1) for part in parts if not part.startswith(">")]
    if fields[0][0] != "TY":
        fields.insert(0, ["TY", "JOUR"])
    lines = [f"{tag}  - {value}" for tag, value in fields if (tag, value) != ("TY", "")]
    return "\n".join([*before, *lines, "ER  - ", "", ""])


def test_each_exporter_with_signs_is_here() -> None:
    with_signs = {key for key, known in exporters().items() if known.signs}
    assert set(RECORDS) == with_signs
    assert set(exporters()) - with_signs == WITHOUT_SIGNS


@pytest.mark.parametrize("key", RECORDS)
def test_a_record_tells_who_wrote_it(key: str) -> None:
    guess = exporter_of_record(read_record(written(RECORDS[key])))
    assert guess is not None
    assert (guess.key, guess.confidence != "possible") == (key, True), guess


@pytest.mark.parametrize("key", RECORDS)
def test_a_file_tells_who_wrote_it(key: str) -> None:
    guess = exporter_of(read_document(written(RECORDS[key]) * 6))
    assert guess is not None
    assert (guess.key, guess.confidence != "possible") == (key, True), guess


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Some prose.",
        "TY  - JOUR\nER  - \n",
        "TY  - JOUR\nAU  - Doe, Jane\nTI  - On exports\nPY  - 2020\nER  - \n",
        "TY  - BOOK\nAU  - Doe, Jane\nCY  - Town\nPB  - Press\nSP  - 9\nTI  - On\nER  - \n",
        "TY  - JOUR\nTI  - On exports\nAU  - Doe, Jane\nT2  - Exports\nPY  - 2020\nER  - \n",
    ],
)
def test_what_tells_nothing_is_not_guessed(text: str) -> None:
    assert exporter_of(read_document(text)) is None


@pytest.mark.parametrize(
    ("writer", "trace"),
    [
        ("zotero", "UR=https://www.scopus.com/inward/record.uri?eid=1|DB=Scopus"),
        ("zotero", "UR=https://search.ebscohost.com/login.aspx?an=1|AN=1|DB=psyh"),
        ("endnote", "AN=WOS:000123456700001"),
        ("endnote", "N1=Export Date: 6 January 2014"),
        ("mendeley", "UR=https://www.scopus.com/inward/record.uri?eid=1|N1=Cited By :1"),
        ("mendeley", "UR=https://www.sciencedirect.com/science/article/pii/S1"),
    ],
)
def test_the_writer_is_named_not_where_it_got_the_record(writer: str, trace: str) -> None:
    tags = [part.split("=")[0] for part in trace.split("|")]
    parts = [part for part in RECORDS[writer].split("|") if part.split("=")[0] not in tags]
    order = next(iter(exporters()[writer].orders))
    place = {tag: at for at, group in enumerate(order) for tag in group}
    parts = sorted([*parts, *trace.split("|")], key=lambda part: place[part.split("=")[0]])
    guess = exporter_of_record(read_record(written("|".join(parts))))
    assert guess is not None
    assert guess.key == writer


def test_records_of_several_exporters_are_nobodys_file() -> None:
    keys = ("scopus", "wos", "ieee", "jstor")
    assert exporter_of(read_document("".join(written(RECORDS[key]) for key in keys))) is None


def among(text: str) -> list[str]:
    return [guess.key for guess in finish(exporters_among(read_document(text)))]


def test_exports_joined_one_behind_the_other() -> None:
    wos, jstor, ovid = (written(RECORDS[key]) for key in ("wos", "jstor", "ovid"))
    assert among(wos * 60) == ["wos"]
    assert among(wos * 60 + jstor * 10) == ["wos", "jstor"]
    assert among(wos * 300 + jstor * 300 + ovid * 400) == ["wos", "ovid", "jstor"]
    assert among(jstor * 4 + wos * 4) == ["jstor", "wos"]


def test_a_record_or_two_are_no_export_of_their_own() -> None:
    wos, jstor = (written(RECORDS[key]) for key in ("wos", "jstor"))
    assert among(wos * 60 + jstor * 2) == ["wos"]
    assert among("") == []


def test_one_strange_record_does_not_change_whose_file_it_is() -> None:
    text = written(RECORDS["wos"]) * 9 + "TY  - BOOK\nTI  - Typed by hand\nER  - \n"
    guess = exporter_of(read_document(text))
    assert guess is not None
    assert (guess.key, guess.confidence) == ("wos", "certain")


def test_tags_by_the_alphabet_are_not_enough() -> None:
    shape = "AU=Doe, Jane|PY=2020|SN=1234-5679|T2=Exports|TI=On exports|VL=3"
    assert exporter_of(read_document(written(shape) * 9)) is None


@given(
    st.lists(
        st.sampled_from(
            (
                *("TY  - JOUR\n", "ER  - \n", "1.\n", "DB  - Scopus\n", "SN  - \n", "x\n", "\r"),
                *("ID  - 7\n", "ST  - a\n", "AN  - WOS:1\n", "DA  - 2019///\n", "\ufeff"),
            )
        ),
        max_size=20,
    ).map("".join)
)
def test_any_text_is_looked_at_without_raising(text: str) -> None:
    guess = exporter_of(read_document(text))
    assert guess is None or guess.key in exporters()


@pytest.mark.parametrize("character", ["a", " ", "1", "/", "<", "-", "é"])
def test_long_values_take_linear_time(character: str) -> None:
    tags = ("DB", "UR", "N1", "AN", "SN", "DO", "ID", "DA", "Y1", "U1", "L2", "C1", "PB", "SP")

    def prepare(length: int) -> Callable[[], object]:
        text = "TY  - JOUR\n" + "".join(f"{tag}  - {character * length}\n" for tag in tags)
        return partial(exporter_of_record, read_record(f"{character * length}\n{text}ER  - \n"))

    assert not is_too_steep(prepare)
