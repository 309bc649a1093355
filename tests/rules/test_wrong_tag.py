"""The list of RIS306 agrees with what the tables say of each importer."""

from __future__ import annotations

import pytest

from ris_ls.knowledge import IGNORED, tag
from ris_ls.rules.tag._standard import STANDARD_TAG

NOT_READ = (IGNORED, "unknown_tag", "kept as RISfield_")


@pytest.mark.parametrize("wrong", STANDARD_TAG)
def test_no_importer_reads_it_and_the_standard_tag_says_the_same(wrong: str) -> None:
    found = tag(wrong)
    assert found is not None
    assert found.status == "vendor"
    assert all(filed.startswith(NOT_READ) for filed in found.importers.values())
    assert {"zotero", "rispy", "citationjs", "jabref"} <= found.importers.keys()
    assert found.preferred == STANDARD_TAG[wrong]
    standard = tag(found.preferred)
    assert standard is not None
    assert standard.status != "vendor"
    assert not standard.importers["zotero"].startswith(NOT_READ)
    assert not standard.importers["rispy"].startswith(NOT_READ)
