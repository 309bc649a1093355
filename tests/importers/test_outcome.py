"""What becomes of each record, importer by importer, and that an edit changes no more than it must.

What rispy and citation-js really read is compared in tests/corpus/test_predictions.py. The table
holds what the sources say of each program (behaviour in knowledge/data/importers.toml).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ris_ls.importers import READERS, events, follow, readings
from ris_ls.syntax import read_document
from ris_ls.text import BOM, Edit

FIRST = "TY  - JOUR\nTI  - On damaged exports\nAU  - Doe, Jane\nER  - \n"
SECOND = "TY  - JOUR\nTI  - On sound exports\nAU  - Roe, Jim\nER  - \n"
NO_END = "ER  - \n"

ALL_WELL: dict[str, list[str]] = {}


def told(text: str, key: str) -> list[str]:
    document = read_document(text)
    return [f"{event.effect}: {event.cause}" for event in events(READERS[key], document)]


def by_importer(text: str) -> dict[str, list[str]]:
    return {key: found for key in READERS if (found := told(text, key))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST + "\n" + SECOND, ALL_WELL),
        ("", ALL_WELL),
        ("Provider: Index\n\n" + FIRST, ALL_WELL),
        (
            FIRST.replace(NO_END, "") + SECOND,
            {"rispy": ["merged: no end"], "jabref": ["merged: no end"]},
        ),
        (FIRST + SECOND.replace(NO_END, ""), {"rispy": ["lost: no end"]}),
        (
            FIRST.replace(NO_END, "ER\n") + SECOND,
            {"rispy": ["merged: bare end"], "jabref": ["merged: bare end"]},
        ),
        (
            BOM + FIRST,
            {"rispy": ["lost: byte order mark"], "citationjs": ["refused: byte order mark"]},
        ),
        (BOM + FIRST + SECOND, {"rispy": ["lost: byte order mark"]}),
        (
            FIRST + SECOND.replace("  - ", " - "),
            {
                "rispy": ["lost: separator"],
                "citationjs": ["lost: separator"],
                "bibutils": ["lost: separator"],
                "jabref": ["emptied: separator"],
            },
        ),
        (
            FIRST.replace("  - ", "\t- "),
            {
                "zotero": ["refused: separator"],
                "rispy": ["lost: separator"],
                "citationjs": ["refused: separator"],
                "bibutils": ["lost: separator"],
                "jabref": ["refused: separator"],
            },
        ),
        (
            "DB  - Index\n" + FIRST,
            {
                "zotero": ["invented: field before type"],
                "citationjs": ["stopped: field before type"],
            },
        ),
        (FIRST + "AN  - 12\n" + SECOND, {"zotero": ["invented: field before type"]}),
        (
            FIRST.replace(NO_END, "ER  - x\nAN  - 12\n") + SECOND,
            {
                "zotero": ["invented: field before type"],
                "citationjs": ["stopped: field before type"],
            },
        ),
        (
            FIRST.replace("JOUR\n", "JOUR\nTY  - JOUR\n"),
            {
                "zotero": ["invented: repeated type"],
                "citationjs": ["invented: repeated type"],
                "bibutils": ["invented: repeated type"],
            },
        ),
        (FIRST.replace("JOUR", "FOOBAR"), {"citationjs": ["emptied: unknown type"]}),
        (FIRST.replace("JOUR", "jour"), ALL_WELL),
        (FIRST.replace("TY  - ", "TY  -  "), {"citationjs": ["emptied: blank before type"]}),
        (
            FIRST.replace(NO_END, "PY  - 2020\n" + NO_END) + SECOND.replace("JOUR\n", "JOUR\n\n"),
            {
                "rispy": ["stopped: blank line after type"],
                "citationjs": ["emptied: blank line after type"],
            },
        ),
        (
            FIRST.replace(NO_END, "DO  - 10.5555/1\nDO  - 10.5555/2\n" + NO_END) + SECOND,
            {"citationjs": ["stopped: repeated field"]},
        ),
        (
            FIRST.replace("TY  - JOUR\n", "") + SECOND,
            {
                "rispy": ["lost: no type"],
                "bibutils": ["lost: no type"],
                "citationjs": ["stopped: no type"],
            },
        ),
        (FIRST + "  \n", {"jabref": ["invented: blanks after"]}),
        (FIRST + "End of the list\n", {"jabref": ["invented: text after"]}),
        ("1\n2\n3\n4\n5\n" + FIRST, {"zotero": ["refused: text before"]}),
    ],
)
def test_table(text: str, expected: dict[str, list[str]]) -> None:
    assert by_importer(text) == expected


def test_a_line_end_that_citation_js_does_not_know() -> None:
    text = (FIRST + "\n" + SECOND).replace("\n", "\r")
    assert told(text, "citationjs") == ["emptied: line ends", "lost: line ends"]
    assert told(text, "zotero") == told(text, "rispy") == []


PIECES = st.sampled_from(
    [
        *(
            "TY  - JOUR\n",
            "TY  - FOOBAR\n",
            "TI  - On exports\n",
            "DO  - 10.5555/1\n",
            "AU - Doe\n",
        ),
        *("ER  - \n", "ER  - x\n", "ER\n", "\n", "text\n", "TY  - JOUR\r", "ER  - \r", BOM, "  \n"),
        *(FIRST, SECOND, "ty  - JOUR\n", " TY  - JOUR\n", "TY - JOUR TI - One line ER - \n"),
    ]
)


@given(st.lists(PIECES, max_size=10).map("".join), st.data())
def test_after_an_edit_it_is_as_from_scratch(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    for reader in READERS.values():
        list(events(reader, document))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    new = data.draw(PIECES)
    document.edit([Edit(start, end, new)])
    fresh = read_document(text[:start] + new + text[end:])
    for reader in READERS.values():
        assert readings(reader, document) == readings(reader, fresh)
        assert list(events(reader, document)) == list(events(reader, fresh))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for reader in READERS.values():
        list(events(reader, read_document(text)))


@pytest.mark.parametrize("key", list(READERS))
def test_a_sound_block_is_read_as_one_record(key: str) -> None:
    """The short way for plain blocks gives what the long way does."""
    from ris_ls.importers import shape

    reader = READERS[key]
    short = reader.read(FIRST, reader.start)
    assert shape.plain_type(FIRST) == "JOUR"
    indented = reader.read(" \n" + FIRST, reader.start)
    assert [part.opens for part in short.parts] == [part.opens for part in indented.parts] == [True]


@pytest.mark.parametrize("key", sorted(READERS))
def test_what_was_followed_need_not_be_read_again(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read_document(FIRST + "x\n" + SECOND + FIRST.replace(NO_END, "") + SECOND)
    again = read_document(document.text)
    steps = len(list(follow(READERS[key], document)))
    assert 0 < steps <= 2 * len(document.blocks)  # to recognise the file may take as many again
    expected = list(events(READERS[key], again))

    def not_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(type(READERS[key]), "read", not_again)
    assert list(events(READERS[key], document)) == expected
