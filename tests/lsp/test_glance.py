"""A glance at the bytes of a file tells when there is nothing to find about them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ris_ls.config.settings import Settings
from ris_ls.lsp import disk
from ris_ls.rules.baseline import accept_all
from ris_ls.rules.engine import check
from ris_ls.rules.model import FileRule, Finding
from ris_ls.rules.registry import rules
from ris_ls.rules.silence import NOTHING_ACCEPTED, Accepted
from ris_ls.syntax import read_document
from ris_ls.text import Document, decode
from tests.conftest import corpus_files

Told = tuple[str, str, str, bool | None]


def told(finding: Finding) -> Told:
    """Return what an editor is told: the place is always the first line."""
    safe = finding.fix.safe if finding.fix is not None else None
    return finding.code, finding.message, finding.severity, safe


def found(file: Path, accepted: Accepted = NOTHING_ACCEPTED) -> list[Told]:
    steps: Generator[None, None, tuple[Finding, ...]] = disk.findings(file, Settings(), accepted)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return list(map(told, end.value))


def expected(data: bytes) -> list[Told]:
    about_bytes = tuple(one for one in rules() if isinstance(one, FileRule) and one.on_disk)
    decoded = decode(data)
    document = Document(decoded.body, lambda _: [0])
    findings = check(document, Settings(), rules=about_bytes, decoded=decoded)
    return list(map(told, findings))


PIECES = st.sampled_from(
    [
        *(b"TY  - JOUR\n", b"TI  - \xc3\xa9\n", b"ER  - \r\n", b"\r", b"\xef\xbb\xbf", b"\xe9\n"),
        *(b"\0", b"x" * 50, b"\xe2\x80", b"\x93\n", "TY  - JOUR\n".encode("utf-16")),
    ]
)


@given(st.lists(PIECES, max_size=12).map(b"".join), st.sampled_from([3, 16, 1 << 18]))
@example(b"\xef\xbb\xbf" * 2 + b"ER  - \r\n" + b"\xef\xbb\xbf", 3)
@example(b"\r\xef\xbb\xbfTI  - \xc3\xa9\nTY  - JOUR\n\xef\xbb\xbf", 3)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_overlooked(tmp_path: Path, data: bytes, chunk: int) -> None:
    file = tmp_path / "a.ris"
    file.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "_CHUNK", chunk)
        assert found(file) == expected(data)


@pytest.mark.parametrize("path", corpus_files()[::4], ids=lambda path: path.name)
def test_real_files(path: Path) -> None:
    assert found(path) == expected(path.read_bytes())


def test_a_baseline_knows_a_line_far_down(tmp_path: Path) -> None:
    record = "TY  - JOUR\nTI  - Ünïcode %d\nER  - \n\n"
    records = [record % number for number in range(3_000)]
    records[2_000] = records[2_000].replace("2000\n", "2000\r\n")
    file = tmp_path / "a.ris"
    file.write_bytes("".join(records).encode())
    assert file.stat().st_size > 3 * disk._CHUNK
    assert [code for code, *_ in found(file)] == ["RIS004"]
    document = read_document("".join(records))
    accepted = accept_all(document, Settings(), on_disk=True)
    assert found(file, accepted) == []


def test_little_is_kept_of_a_large_file(tmp_path: Path) -> None:
    file = tmp_path / "a.ris"
    file.write_bytes((b"N1  - " + b"x" * 60 + b"\n") * 20_000 + b"ER  - \r\n" * 20_000)
    steps = disk._pieces(file)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        kept = sum(map(len, end.value))
    assert kept < file.stat().st_size / 8


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert found(tmp_path / "none.ris") == []
