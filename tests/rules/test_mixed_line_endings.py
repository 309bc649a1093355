"""RIS004 where nobody asks for the fix: a large file has as many edits as lines."""

from __future__ import annotations

from dataclasses import replace

from ris_ls.rules.engine import MAX_RELATED
from ris_ls.rules.file.mixed_line_endings import MixedLineEndings
from ris_ls.rules.model import FileContext
from ris_ls.syntax import read_document


def test_where_nothing_is_mended_few_edits_are_made() -> None:
    document = read_document("TY  - JOUR\r\n" * 99 + "TI  - On exports\n" * 100 + "ER  - \n")
    (whole,) = MixedLineEndings().check(document, FileContext())
    (brief,) = MixedLineEndings().check(document, FileContext(to_mend=False))
    assert whole.fix is not None
    assert brief.fix is not None
    assert len(whole.fix.edits) == 99
    assert len(brief.fix.edits) == 1 + MAX_RELATED
    assert replace(brief, fix=whole.fix) == whole
