"""Records and fields: what the lines of one block amount to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings

from ris_ls.syntax import LineKind, read_document, read_record, record_of, remove_lines
from ris_ls.syntax.record import KEPT, put_together
from ris_ls.text import Span, apply_edits, decode
from tests.conftest import corpus_files
from tests.growth import is_too_steep
from tests.syntax.samples import NEARLY_SOUND, RISLIKE

TEXT = """\
2.
TY  - Jour
AU  - Doe, Jane
AU  - Roe, Richard
TI  - On damaged
exports
AB  - First part

  second part
KW  -
ER  -\x20
NL  - 12
"""


def test_record() -> None:
    record = read_record(TEXT)
    assert [(field.tag, field.full_value) for field in record.fields] == [
        ("TY", "Jour"),
        ("AU", "Doe, Jane"),
        ("AU", "Roe, Richard"),
        ("TI", "On damaged exports"),
        ("AB", "First part second part"),
        ("KW", ""),
    ]
    assert record.type_code == "JOUR"
    assert record.tags == {"TY", "AU", "TI", "AB", "KW"}
    assert [record.line_text(line) for line in record.before] == ["2."]
    assert [record.line_text(line) for line in record.after] == ["NL  - 12"]
    assert record.end is not None and record.line_text(record.end) == "ER  - "
    assert record.line_end(record.end) == "\n"
    assert not record.is_empty and not record.collapsed


def test_field_spans() -> None:
    record = read_record(TEXT)
    title, abstract = record.first("TI"), record.first("AB")
    assert title is not None and abstract is not None
    assert title.value == "On damaged"
    assert title.tag_span.of(TEXT) == "TI"
    assert title.value_span.of(TEXT) == "On damaged"
    assert title.span.of(TEXT) == "TI  - On damaged\nexports"
    assert title.line_span.of(TEXT) == "TI  - On damaged\nexports\n"
    assert abstract.line_span.of(TEXT) == "AB  - First part\n\n  second part\n"


def test_first_takes_the_tags_in_order_and_skips_empty_values() -> None:
    record = read_record("TY  - JOUR\nT1  - B\nTI  -\nTI  - A\nER  - \n")
    found = record.first("TI", "T1")
    assert found is not None and found.value == "A"
    assert record.first("CT") is None
    assert [field.value for field in record.of("TI", "T1")] == ["B", "", "A"]


def test_the_type_keeps_its_place() -> None:
    record = read_record("DB  - X\nTY  - JOUR\nID  - 7\nTY  - BOOK\nTI  - A\n")
    assert [field.tag for field in record.fields] == ["DB", "TY", "ID", "TY", "TI"]
    assert [field.value for field in record.types] == ["JOUR", "BOOK"]
    assert record.type_field is record.types[0]
    assert record.end is None


def test_no_type() -> None:
    record = read_record("TI  - A\nER  - \n")
    assert record.type_field is None and record.type_code == ""


@pytest.mark.parametrize("outside", ["3.", "<3>", "Record #3 of 9", "Provider: X", "Database: Y"])
def test_without_an_end_counters_do_not_continue_the_last_value(outside: str) -> None:
    record = read_record(f"TY  - JOUR\nAB  - Prose\n\n{outside}\n")
    assert record.fields[-1].full_value == "Prose"
    assert [record.line_text(line) for line in record.after] == [outside]


def test_a_collapsed_line_is_no_field() -> None:
    record = read_record("TY - JOUR T1 - A AU - B, C ER -\nmore of the abstract\n")
    assert not record.fields and len(record.collapsed) == 1 and not record.is_empty
    assert not record.before


@pytest.mark.parametrize("text", ["", "\n\n", "Link to the full text\n", "\ufeff"])
def test_blocks_without_a_record(text: str) -> None:
    assert read_record(text).is_empty


@given(RISLIKE)
@settings(max_examples=500, deadline=None)
def test_every_line_is_in_one_place(text: str) -> None:
    for block in read_document(text).blocks:
        record = record_of(block)
        assert record is record_of(block)
        placed = [line for field in record.fields for line in (field.line, *field.continuation)]
        placed += [*record.before, *record.after, *record.collapsed]
        if record.end is not None:
            placed.append(record.end)
        assert len(placed) == len(set(placed))
        missing = [line for line in record.lines if line not in placed]
        # Text behind a collapsed line goes on in it; everything else but blanks has a place.
        assert record.collapsed or all(line.kind is LineKind.BLANK for line in missing)
        for field in record.fields:
            for span in (field.tag_span, field.value_span, field.span, field.line_span):
                assert 0 <= span.start <= span.end <= len(block.text)
            assert field.value_span.of(block.text) == field.value
            assert field.full_value.startswith(field.value)


@given(NEARLY_SOUND | RISLIKE)
@settings(max_examples=300, deadline=None)
def test_a_field_by_itself_is_that_among_all(text: str) -> None:
    expected = put_together(text).fields
    for index, field in enumerate(expected):
        assert read_record(text).field(index) == field
    record = read_record(text)
    wrapped = [field for field in expected if field.continuation]
    assert record.wrapped_fields == wrapped
    assert record.first_typed == len(expected) - len(record.typed_fields)
    if (lines := record.sound_field_lines) is not None:
        starts = [field.line for field in expected]
        assert lines == [text[line.start : line.end] for line in starts]


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_files_are_read(path: Path) -> None:
    document = read_document(decode(path.read_bytes()).text)
    for block in document.blocks:
        record = record_of(block)
        assert "".join(block.text[line.start : line.next] for line in record.lines) == block.text


@pytest.mark.parametrize(
    ("text", "line", "left"),
    [
        ("a\nb\nc\n", 1, "a\nc\n"),
        ("a\nb\nc", 2, "a\nb"),
        ("a\r\nb", 1, "a"),
        ("a\rb", 1, "a"),
        ("a", 0, ""),
        ("a\nb\n", 1, "a\n"),
    ],
)
def test_remove_lines(text: str, line: int, left: str) -> None:
    starts = [
        0,
        *(
            i + 1
            for i, c in enumerate(text)
            if c == "\n" or (c == "\r" and text[i : i + 2] != "\r\n")
        ),
    ]
    ends = [*starts[1:], len(text)]
    assert apply_edits(text, [remove_lines(text, Span(starts[line], ends[line]))]) == left


def test_not_all_records_of_a_large_file_are_kept() -> None:
    document = read_document("TY  - JOUR\nER  - \n\n" * (KEPT + 1))
    first, second = document.blocks[0], document.blocks[1]
    known = record_of(first), record_of(second)
    assert record_of(first) is known[0], "read once"
    for block in document.blocks[2:]:
        assert record_of(second) is known[1]
        record_of(block)
    again = record_of(first)
    assert again is not known[0], "made room"
    assert again.fields == known[0].fields


def is_read_alike(text: str) -> bool:
    """Tell whether a record is sound; hold what was read at once against what the lexer reads."""
    record = read_record(text)
    parts = put_together(text)
    assert record.lines == parts.lines
    assert record.fields == parts.fields
    assert (record.end, record.before, record.after) == (parts.end, parts.before, parts.after)
    assert record.codes == [field.tag for field in parts.fields]
    assert record.values == [field.full_value for field in parts.fields]
    assert record.wrapped == {i for i, field in enumerate(parts.fields) if field.continuation}
    return record.is_sound


@given(NEARLY_SOUND)
@settings(max_examples=500)
def test_sound_records_are_read_as_the_lexer_reads_them(text: str) -> None:
    is_read_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nER  - \n",
        "TY  - JOUR\r\nAU  - Doe\r\nER  -\r\n\r\n",
        "TY  - JOUR\nAB  - One\ntwo\n three \nKW  -\nER  - ",
    ],
)
def test_sound(text: str) -> None:
    assert is_read_alike(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "AU  - Doe\nER  - \n",
        "TY  - JOUR\nAU  - Doe\n",
        "TY  - JOUR\nAU - Doe\nER  - \n",
        "TY  - JOUR\n\nAU  - Doe\nER  - \n",
        "TY  - JOUR\nTY  - BOOK\nER  - \n",
        "TY  - JOUR\nER  - \nER  - \n",
        "TY  - JOUR\nER  - \nAU  - Doe\n",
        "TY  - JOUR\rAU  - Doe\rER  - \r",
        "TY  - JOUR\r\nAU  - Doe\nER  - \r\n",
        "TY  - JOUR T1 - A AU - B ER -\nER  - \n",
        "\ufeffTY  - JOUR\nER  - \n",
        "TY  - JOUR\nER  - x\n",
    ],
)
def test_not_sound(text: str) -> None:
    assert not is_read_alike(text)


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.name)
def test_sound_records_of_real_files(path: Path) -> None:
    blocks = read_document(decode(path.read_bytes()).body).blocks
    for block in blocks[:: max(1, len(blocks) // 200)]:
        is_read_alike(block.text)


@pytest.mark.parametrize("start", ["", "TY  - JOUR\nTI  - On damaged exports\n"])
@pytest.mark.parametrize("filler", ["\n", "\r", " \n", "1.\n", "text\n"])
def test_many_lines_outside_of_records_take_linear_time(start: str, filler: str) -> None:
    def prepare(length: int) -> Callable[[], object]:
        return partial(read_record, start + filler * (length // len(filler)))

    assert not is_too_steep(prepare, 400_000)
