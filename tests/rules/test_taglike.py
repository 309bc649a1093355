"""What is said of lines that look like fields and are none holds for the programs named."""

from __future__ import annotations

import textwrap

import pytest
import rispy

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check
from ris_ls.rules.fixing import fix
from ris_ls.rules.model import Finding
from ris_ls.syntax import read_document

_REST = "AU  - Doe, Jane\nTI  - On damaged exports\nT2  - Journal of Exports\nPY  - 2020\nER  - \n"
_SOUND = f"TY  - JOUR\n{_REST}"

_PROSE = (
    "The level of CD 4 was raised, as T1: the first and T2: the second image show. UV  light, "
    "AB - the antibody - and PMC - the premotor cortex - were looked at, CI: 95%, by 12 to 15 "
    "people. IL -6 was lower, PT: prothrombin too; and the rate of DNA  - or of RNA - was not."
)


def _found(text: str, *codes: str) -> list[Finding]:
    return check(read_document(text), Settings(select=codes))


@pytest.mark.parametrize("line", ["On lines", "PMID  - 10000001"])
def test_a_line_right_behind_type_stops_rispy(line: str) -> None:
    text = f"{_SOUND}\nTY  - JOUR\n{line}\n{_REST}"
    with pytest.raises(KeyError):
        rispy.loads(text)
    found = _found(text, "RIS106", "RIS110")
    assert [finding.severity for finding in found] == ["error"]
    assert "rispy can stop with an error" in found[0].message
    document = read_document(text)
    fix(document, Settings(select=("RIS106", "RIS110")), unsafe=True)
    assert len(rispy.loads(document.text)) == 2
    assert line.rsplit(" ", maxsplit=1)[-1] in document.text


def test_rispy_reads_the_same_keywords_names_and_titles_once_they_are_mended() -> None:
    text = _SOUND.replace("Jane\n", "Jane\nRoe, Richard\n").replace("On damaged", "On\ndamaged")
    text = text.replace(
        "PY", "KW  - lines\nline breaks\nUR  - http://a.example\nhttp://b.example\nPY"
    )
    document = read_document(text)
    fix(document, Settings(select=("RIS106",)))
    assert rispy.loads(document.text) == rispy.loads(text)
    assert not _found(document.text, "RIS106")


@pytest.mark.parametrize("tag", ["AB", "N1", "TI", "AD", "KW"])
@pytest.mark.parametrize("width", range(20, 80, 3))
def test_wrapped_prose_is_no_field(tag: str, width: int) -> None:
    wrapped = "\n".join(textwrap.wrap(_PROSE, width, break_on_hyphens=False))
    text = f"TY  - JOUR\nAU  - Doe, Jane\n{tag}  - {wrapped}\nPY  - 2020\nER  - \n"
    assert not _found(text, "RIS107", "RIS110", "RIS115")
