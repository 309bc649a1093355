"""`ris-ls ledger`: one file in words, several as a table with their total, JSON, exit codes."""

from __future__ import annotations

import codecs
import io
import json
from pathlib import Path

import pytest

from ris_ls.cli.main import main

SOUND = (
    "TY  - JOUR\nAU  - Doe, Jane\nTI  - On damaged exports\nPY  - 2020\nAB  - Much.\n"
    "DO  - 10.5555/abc.1\nER  - \n\n"
)
UNENDED = SOUND.replace("ER  - \n\n", "")

Output = pytest.CaptureFixture[str]


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_bytes(text.encode())
    return str(path)


def test_one_file(tmp_path: Path, capsys: Output) -> None:
    path = write(tmp_path, "a.ris", SOUND * 2 + UNENDED.replace("DO  - 10.5555/abc.1\n", ""))
    assert main(["ledger", path]) == 0
    head, *lines = capsys.readouterr().out.rstrip("\n").split("\n")
    assert head == path
    told = {line[:22].rstrip(): line[22:] for line in lines}
    assert told["Records"] == "3"
    assert told["TY (a record begins)"] == "3"
    assert told["ER (a record ends)"] == "2"
    assert told["Read by Zotero"] == "3"
    assert told["Read by rispy"] == "2  1 lost or merged with others, line 17"
    assert told["Without a DOI"] == "1  line 17"


def test_several_files_end_with_their_total(tmp_path: Path, capsys: Output) -> None:
    write(tmp_path, "a.ris", SOUND * 1_200)
    write(tmp_path, "b.ris", SOUND + UNENDED)
    write(tmp_path, "c.ris", UNENDED * 3)
    assert main(["ledger", str(tmp_path)]) == 0
    over, head, *lines = capsys.readouterr().out.rstrip("\n").split("\n")
    assert "read by" in over
    names = head.split()
    assert names[:5] == ["records", "TY", "ER", "Zotero", "rispy"]
    rows = [
        dict(zip([*names, "file"], line.split(None, len(names)), strict=True)) for line in lines
    ]
    assert [Path(row["file"]).name for row in rows] == [
        "a.ris",
        "b.ris",
        "c.ris",
        "total of 3 files",
    ]
    assert [row["records"] for row in rows] == ["1,200", "2", "3", "1,205"]
    assert [row["rispy"] for row in rows] == ["1,200", "1", "0", "1,201"]
    assert [row["ER"] for row in rows] == ["1,200", "1", "0", "1,201"]


def test_columns_stand_below_their_names(tmp_path: Path, capsys: Output) -> None:
    write(tmp_path, "a.ris", SOUND)
    write(tmp_path, "b.ris", SOUND)
    main(["ledger", str(tmp_path)])
    over, head, first, *_ = capsys.readouterr().out.split("\n")
    assert len(over) == len(head.removesuffix("again").rstrip())
    for name in ("records", "Zotero", "citation-js", "JabRef", "title", "year", "again"):
        end = head.index(name) + len(name)
        assert first[end - 1].isdigit()
        assert first[end : end + 2] == "  "


def test_json(tmp_path: Path, capsys: Output) -> None:
    paths = [write(tmp_path, "a.ris", SOUND + UNENDED), write(tmp_path, "b.ris", "{}")]
    assert main(["ledger", "--output-format", "json", *paths]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["path"] == paths[0]
    assert (first["records"], first["types"], first["ends"]) == (2, 2, 1)
    assert first["format"] is None
    assert first["duplicates"] == 1
    assert first["without"] == {"title": 0, "abstract": 0, "doi": 0, "year": 0}
    by_key = {each["key"]: each for each in first["importers"]}
    assert by_key["rispy"] == {
        "key": "rispy",
        "name": "rispy",
        "records": 1,
        "lost": 1,
        "emptied": 0,
        "invented": 0,
        "first": {"line": 9, "column": 1},
        "failure": None,
    }
    assert list(by_key) == ["zotero", "rispy", "citationjs", "bibutils", "jabref"]
    assert (second["path"], second["records"]) == (paths[1], 0)


def test_targets_decide_the_exit_code(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ris", SOUND + UNENDED)
    assert main(["ledger", path]) == 0
    assert main(["ledger", "--target", "zotero", path]) == 0
    assert main(["ledger", "--target", "zotero,rispy", path]) == 1
    write(tmp_path, "ris.toml", 'targets = ["rispy"]\n')
    assert main(["ledger", path]) == 1
    assert main(["ledger", "--isolated", path]) == 0


def test_a_program_of_which_nothing_is_known(tmp_path: Path, capsys: Output) -> None:
    path = write(tmp_path, "a.ris", SOUND)
    assert main(["ledger", "--target", "covidence", path]) == 0
    assert "how Covidence reads a file is not known here" in capsys.readouterr().err


def test_what_is_not_ris(tmp_path: Path, capsys: Output) -> None:
    foreign = write(tmp_path, "b.ris", "@article{doe,\n title = {On exports}}\n")
    write(tmp_path, "a.ris", SOUND)
    assert main(["ledger", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert f"{foreign}: nothing is counted, this is not RIS but BibTeX" in captured.err
    assert foreign not in captured.out
    assert captured.out.rstrip("\n").endswith("total of 1 file")
    assert main(["ledger", foreign]) == 0
    assert capsys.readouterr().out == ""


def test_files_that_cannot_be_read(tmp_path: Path, capsys: Output) -> None:
    path = write(tmp_path, "a.ris", SOUND)
    assert main(["ledger", str(tmp_path / "none.ris"), path]) == 2
    captured = capsys.readouterr()
    assert "none.ris: cannot be read: no such file or directory" in captured.err
    assert "total of 1 file" in captured.out
    assert main(["ledger", "--target", "nonsense", path]) == 2


def test_an_empty_file(tmp_path: Path, capsys: Output) -> None:
    assert main(["ledger", write(tmp_path, "a.ris", "")]) == 0
    captured = capsys.readouterr()
    assert "a.ris: empty, no record to check" in captured.err
    assert "Records" in captured.out


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    data = SOUND.replace("\n", "\r\n").encode("utf-8-sig")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["ledger", "-"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("-\nRecords")
    assert "Read by rispy         0  1 lost" in out  # for its byte order mark


ACCENTS = SOUND.replace("Doe, Jane", "Müller, José").replace("On damaged", "Über l’été à Orléans")
GBK = SOUND.replace("On damaged exports", "文献数据导出的设计与试验").encode("gb18030")
STRAY = ACCENTS.encode().replace("José".encode(), b"Jos\xe9")
ALL = {"zotero", "rispy", "citationjs", "bibutils", "jabref"}
BUT_ZOTERO = ALL - {"zotero"}


@pytest.mark.parametrize(
    ("data", "unreadable_by"),
    [
        (ACCENTS.encode(), set()),
        (SOUND.encode("cp1252"), set()),
        (codecs.BOM_UTF16_LE + SOUND.encode("utf-16-le"), BUT_ZOTERO),
        (codecs.BOM_UTF16_BE + ACCENTS.encode("utf-16-be"), BUT_ZOTERO),
        (SOUND.encode("utf-16-le"), ALL),
        (SOUND.encode("utf-16-be"), ALL),
        (SOUND.encode("utf-32"), BUT_ZOTERO),
        (codecs.BOM_UTF32_BE + SOUND.encode("utf-32-be"), BUT_ZOTERO),
        (ACCENTS.encode("cp1252"), {"rispy"}),
        (ACCENTS.replace("’", "'").encode("latin-1"), {"rispy"}),
        (ACCENTS.encode("mac_roman"), {"rispy"}),
        (GBK, {"rispy"}),
        (STRAY, {"rispy"}),
    ],
)
def test_a_file_that_is_not_utf_8(
    tmp_path: Path, capsys: Output, data: bytes, unreadable_by: set[str]
) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(data)
    assert main(["ledger", "--output-format", "json", str(path)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["records"] == 1
    for each in found["importers"]:
        unread = each["key"] in unreadable_by
        assert (each["records"], each["lost"]) == ((0, 1) if unread else (1, 0))
        assert each["failure"] == ("encoding" if unread else None)
        assert each["first"] == ({"line": 1, "column": 1} if unread else None)
        assert main(["ledger", "--target", each["key"], str(path)]) == (1 if unread else 0)
        told = (
            f"Read by {each['name']}".ljust(20) + "  0  reads nothing of a file that is not UTF-8"
        )
        assert (told in capsys.readouterr().out) == unread
    # What the rule says is the same.
    main(["check", "--select", "RIS003", str(path)])
    told = capsys.readouterr().out
    for each in found["importers"]:
        assert (each["name"] in told) == (each["key"] in unreadable_by)


def test_the_total_of_files_that_are_not_utf_8(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "a.ris").write_bytes(SOUND.encode("utf-16-le"))
    (tmp_path / "b.ris").write_bytes(ACCENTS.encode("cp1252"))
    assert main(["ledger", "--target", "zotero", str(tmp_path)]) == 1
    *_, first, second, total = capsys.readouterr().out.rstrip("\n").split("\n")
    assert first.split()[:8] == ["1", "1", "1", "0", "0", "0", "0", "0"]
    assert second.split()[:8] == ["1", "1", "1", "1", "0", "1", "1", "1"]
    assert total.split()[:8] == ["2", "2", "2", "1", "0", "1", "1", "1"]


def test_many_processes_say_the_same(tmp_path: Path, capsys: Output) -> None:
    for number in range(4):
        write(tmp_path, f"{number}.ris", (SOUND * 3_000)[: 300_000 + number])
    assert main(["ledger", "--jobs", "1", str(tmp_path)]) == 0
    one = capsys.readouterr().out
    assert main(["ledger", "--jobs", "2", str(tmp_path)]) == 0
    assert capsys.readouterr().out == one
