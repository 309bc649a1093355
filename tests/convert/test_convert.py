"""Other formats become RIS with nothing lost, which every reader reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.config.settings import Settings
from ris_ls.convert import convert
from ris_ls.convert.model import abbreviates
from ris_ls.formatting import format_edits
from ris_ls.rules.engine import check
from ris_ls.syntax import Record, foreign_format, read_document, record_of
from ris_ls.syntax.foreign import NBIB, REFER, WOS, name_of_format
from ris_ls.text import decode
from ris_ls.values.dates import month_number
from tests.conftest import corpus_files
from tests.growth import is_too_steep

SAMPLES = Path(__file__).parent / "samples"
FILES = [
    ("pubmed.nbib", NBIB, ["JOUR", "CHAP", "UNPB"]),
    ("refer.enw", REFER, ["JOUR", "CHAP", "GEN"]),
    ("bibix.txt", REFER, ["JOUR", "BOOK"]),
    ("savedrecs.txt", WOS, ["JOUR", "CHAP", "BOOK", "CONF", "JOUR"]),
]
TAG = {
    NBIB: re.compile(r"[A-Z]{2,4} *- "),
    REFER: re.compile(r"%[^\sa-z] "),
    WOS: re.compile(r"[A-Z][A-Z0-9](?: |$)"),
}
# What a date, a page range, a DOI or an identifier may be without, and what TY says.
PASSED_OVER = {"doi", "https", "org", "dx", "pp", "pii", "isbn", "j", "b", "p"}


def sample(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def records(text: str) -> list[Record]:
    found = [record_of(block) for block in read_document(text).blocks]
    return [record for record in found if record.types]


def lost(source: str, form: str, result: str) -> list[str]:
    """Return the words of all values that are not in the result, nor said there otherwise."""
    there = {plain(word) for word in words(result)}
    initials = {
        plain(name)[0]
        for record in records(result)
        for f in record.fields
        for name in words(f.value)
    }
    gone: list[str] = []
    tag = ""
    for line in re.split(r"\r\n|\r|\n", source.lstrip("\ufeff")):
        match = TAG[form].match(line.lstrip() if line.startswith(" FN") else line)
        tag = match[0] if match else tag
        value = line.lstrip()[match.end() :] if match else line
        if tag.startswith("%0 "):
            continue  # the reference type
        for word in words(value):
            small = plain(word)
            said = (
                small in there
                or small in PASSED_OVER
                or (month_number(word) is not None and f"{month_number(word):02}" in there)
                or (word.isdigit() and f"{int(word):02}" in there)
                or (tag[:2] in ("PG", "PS", "%P") and any(w.endswith(small) for w in there))
                or (tag[:2] in ("AU", "ED", "IR", "BA") and set(small) <= initials)
            )
            if not said:
                gone.append(f"{tag}{word}")
    return gone


def sound(result: str, count: int) -> None:
    """Assert that a result is RIS, as many records, laid out, without an error."""
    document = read_document(result)
    assert foreign_format(document) is None
    assert len(records(result)) == count
    assert len(rispy.loads(result.replace("\r\n", "\n").replace("\r", "\n"))) == count
    assert format_edits(document) == []
    assert [f.message for f in check(document, Settings()) if f.severity == "error"] == []


@pytest.mark.parametrize(("name", "form", "types"), FILES, ids=[file[0] for file in FILES])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_sample(name: str, form: str, types: list[str], line_end: str) -> None:
    source = sample(name).replace("\n", line_end)
    assert foreign_format(read_document(source)) == form
    result = convert(source, form)
    assert result is not None
    assert [record.type_code for record in records(result)] == types
    sound(result, len(types))
    assert lost(source, form, result) == []
    assert not result.startswith("\ufeff")
    assert set(re.findall(r"\r\n|\r|\n", result)) == {line_end}


def converted(name: str, form: str) -> list[dict[str, list[str]]]:
    result = convert(sample(name), form)
    assert result is not None
    return [
        {tag: [f.value for f in record.of(tag)] for tag in record.tags}
        for record in records(result)
    ]


def test_pubmed_fields() -> None:
    article, chapter, preprint = converted("pubmed.nbib", NBIB)
    assert article["AU"] == [
        *("Doe, Jane Mary", "van den Børg, Åse", "Roe, Richard Jr", "Poe, EA"),
        "Lost Lines Study Group",
    ]
    assert article["TI"] == [
        "On damaged exports: what is left of a record once all of its line breaks are gone."
    ]
    assert (article["PY"], article["DA"]) == (["2020"], ["2020/01/03/"])
    assert (article["SP"], article["EP"]) == (["123"], ["129"])
    assert (article["T2"], article["J2"]) == (["Journal of lost lines"], ["J Lost Lines"])
    assert article["DO"] == ["10.1234/lost.2020.3"]
    assert (article["AN"], article["DB"]) == (["90000001"], ["PubMed"])
    assert article["SN"] == ["1234-5679"]
    assert article["KW"] == ["*Records", "Humans", "Ink/chemistry", "line breaks"]
    assert article["M3"] == ["Journal Article; Review"]
    assert len(article["AD"]) == 2
    assert "PII: S1234-5678(20)30001-X" in article["N1"]
    assert "XYZ: A tag that nobody knows" in article["N1"]
    assert "Author identifier: ORCID: 0000-0000-0000-0000 (Doe, Jane Mary)" in article["N1"]
    assert "ISSN: 1234-5679 (Electronic); 2345-6784 (Print)" in article["N1"]
    assert not any(note.startswith(("AU", "Author, short")) for note in article["N1"])
    assert (chapter["T2"], chapter["T3"]) == (["The book of lines"], ["Collected books"])
    assert (chapter["A2"], chapter["CY"]) == (["Woe, Finn"], ["Oslo (NO)"])
    assert chapter["DA"] == ["2019///Winter"]
    assert (preprint["T2"], preprint["SP"]) == (["preprXiv"], ["1-5, 7"])


def test_web_of_science_fields() -> None:
    article, chapter, book, talk, other = converted("savedrecs.txt", WOS)
    assert article["AU"] == ["Doe, Jane", "Roe, Richard Albert", "Lost Lines Study Group"]
    assert article["TI"] == ["On damaged exports and what is left of them"]
    assert article["KW"] == ["exports", "damaged lines", "RIS", "LINES", "RECORDS"]
    assert len(article["AD"]) == 2
    assert (article["PY"], article["DA"]) == (["2019"], ["2019/09//SEP-OCT"])
    assert (article["SP"], article["EP"]) == (["123"], ["129"])
    assert article["AN"] == ["WOS:000000000000001"]
    assert (article["SN"], article["DO"]) == (["1234-5679"], ["10.1234/lost.2019"])
    assert sum(note.startswith("Cited reference: ") for note in article["N1"]) == 2
    assert (chapter["T2"], chapter["T3"]) == (["THE BOOK OF LINES"], ["Lines Series"])
    assert (chapter["SN"], chapter["C7"]) == (["978-3-16-148410-0"], ["77"])
    assert chapter["DA"] == ["2020/11/15/"]
    assert (book["AU"], book["TI"]) == (["Noe, Ola"], ["THE BOOK OF LINES"])
    assert "T2" not in book
    assert talk["CY"] == ["Bergen, NORWAY"]
    assert all(record["DB"] == ["Clarivate Analytics Web of Science"] for record in (article, talk))
    assert other["DB"] == ["ISI Export Format"]
    assert other["AU"] == ["Doe, Jane", "Roe, Richard", "Lines-Poe, Edgar"]
    assert other["AD"] == ["Univ Nowhere, Dept Lines, Oslo, Norway"]
    assert (other["SP"], other["EP"]) == (["411"], ["422"])
    assert other["DA"] == ["2006/05//May-Jun"]


def test_refer_fields() -> None:
    article, chapter, tablet = converted("refer.enw", REFER)
    assert article["KW"] == ["lines", "exports", "RIS"]
    assert article["AB"] == [
        "A first paragraph, which is wrapped. A second paragraph: 100 %A of it is left."
    ]
    assert (article["PY"], article["DA"]) == (["2020"], ["2020/03/05/"])
    assert (article["IS"], article["SP"], article["EP"]) == (["3"], ["123"], ["129"])
    assert article["N1"] == ["A note", "%|: unheard of"]
    assert (chapter["A2"], chapter["T2"], chapter["T3"]) == (
        *(["Poe, Edgar"], ["The book of lines"], ["Lines"]),
    )
    assert (chapter["SP"], chapter["EP"]) == (["S21"], ["S28"])
    assert (tablet["M3"], tablet["M1"]) == (["Clay Tablet"], ["7"])
    assert tablet["DA"] == ["about 1900"]


@pytest.mark.parametrize("form", [NBIB, REFER])
def test_without_line_breaks(form: str) -> None:
    name = "pubmed.nbib" if form == NBIB else "bibix.txt"
    source = " ".join(sample(name).split())
    result = convert(source, form)
    assert result is not None
    assert lost(sample(name), form, result) == []
    sound(result, len(records(convert(sample(name), form) or "")) if form == NBIB else 1)


def test_blank_lines_inside_a_record_do_not_cut_it() -> None:
    result = convert("PMID- 1\n\nTI  - A title\n\nDP  - 2020\n\nPMID- 2\nTI  - B\n", NBIB)
    assert result is not None
    assert [len(record.fields) for record in records(result)] == [5, 4]


def test_a_record_without_its_first_tag_is_one() -> None:
    result = convert("PMID- 1\nTI  - A title\n\nTI  - Another\nDP  - 2020\n", NBIB)
    assert result is not None
    sound(result, 2)


def test_text_before_the_first_tag_is_kept() -> None:
    result = convert("Search of 3 May\n\nPMID- 1\nTI  - A title\n\nPage 2\n", NBIB)
    assert result is not None
    assert "N1  - Text: Search of 3 May\n" in result
    assert "N1  - Text: Page 2\n" in result
    sound(result, 1)


@pytest.mark.parametrize("form", ["BibTeX", NBIB, REFER, WOS])
def test_what_says_nothing_is_not_converted(form: str) -> None:
    assert convert("@article{doe2020, title = {A title}}\n", form) is None
    assert convert("", form) is None


@pytest.mark.skipif(not corpus_files(), reason="the corpus lies beside the project, not in it")
def test_real_files() -> None:
    seen = []
    for path in corpus_files():
        with path.open("rb") as file:
            form = name_of_format(decode(file.read(20_000)).body)
        if form not in TAG:
            continue
        source = decode(path.read_bytes()).body
        result = convert(source, form)
        assert result is not None
        first = {NBIB: "PMID-", WOS: "PT ", REFER: "%0 "}[form]
        sound(result, len(re.findall(f"^{first}", source, re.MULTILINE)))
        assert lost(source, form, result) == []
        seen.append(form)
    assert sorted(seen) == [NBIB, WOS]


@pytest.mark.parametrize(
    ("short", "full", "says_nothing_new"),
    [
        ("Doe J", "Doe, Jane", True),
        ("Doe, J. M.", "Doe, Jane Mary", True),
        ("van den Berg JP", "van den Berg, Jan Pieter", True),
        ("Roe R Jr", "Roe, Richard Jr", True),
        ("Alvarez-Parra S", "Álvarez-Parra, Sergio", True),
        ("Doe JX", "Doe, Jane", False),
        ("Doh J", "Doe, Jane", False),
        ("Doe J", "", False),
    ],
)
def test_a_short_name_is_dropped_when_it_says_nothing_new(
    short: str, full: str, says_nothing_new: bool
) -> None:
    assert abbreviates(short, full) is says_nothing_new


VALUE = st.text(
    st.characters(blacklist_categories=("Cc", "Zl", "Zp", "Zs", "Cs", "Cf")) | st.just(" "),
    min_size=1,
    max_size=40,
).map(lambda text: f"x{text.strip()}")
FIELDS = {
    NBIB: (
        "{}- {}",
        ("AB  ", "FAU ", "MH  ", "PT  ", "DP  ", "PG  ", "AID ", "XX  ", "LA  "),
    ),
    REFER: ("{} {}", ("%A", "%B", "%E", "%P", "%8", "%@", "%R", "%K", "%|", "%9", "%G")),
    WOS: ("{} {}", ("AF", "SE", "PD", "DE", "CR", "BP", "DI", "SN", "XX", "DT", "LA")),
}
START = {NBIB: "PMID- 7\nTI  - a", REFER: "%0 Thesis\n%T a", WOS: "PT J\nTI a"}
END = {NBIB: "\n", REFER: "\n", WOS: "ER\n\n"}


@pytest.mark.parametrize("form", [NBIB, REFER, WOS])
@given(data=st.data())
def test_made_up_records_lose_no_word(form: str, data: st.DataObject) -> None:
    pattern, tags = FIELDS[form]
    field = st.tuples(st.sampled_from(tags), VALUE).map(lambda one: pattern.format(*one))
    made = data.draw(st.lists(st.lists(field, max_size=8), min_size=1, max_size=4))
    source = "".join("\n".join([START[form], *fields, ""]) + END[form] for fields in made)
    result = convert(source, form)
    assert result is not None
    assert len(records(result)) == len(rispy.loads(result)) == len(made)
    there = set(words(result))
    for fields in made:
        for one in fields:
            value = one[6:] if form == NBIB else one[3:]
            assert set(words(value)) <= there, (one, result)


@pytest.mark.parametrize("form", [NBIB, REFER, WOS])
@given(text=st.text(max_size=200))
def test_any_text_is_taken(form: str, text: str) -> None:
    result = convert(text, form)
    assert result is None or result.startswith("TY  - ")


@pytest.mark.parametrize("form", [NBIB, REFER, WOS])
@pytest.mark.parametrize("piece", [" ", "%A ", "a", "AU  - ", "-", "[", "\n", "1-", "; "])
def test_long_values_take_linear_time(form: str, piece: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        rest = f"{piece * length}x\nAID - {piece * length}]\n%P {piece * length}"
        return lambda: [convert(start + rest, form) for start in START[form].split("\n")]

    assert not is_too_steep(prepare)
