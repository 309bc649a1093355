"""Text that is likely to be a damaged RIS file, for the property tests of several layers."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *("TY  - JOUR", "TY  - BOOK", "TY  - CHAP", "TY - JOUR", "ty  - jour", "TY  - NOPE", "TY  - "),
    *("ER  - ", "ER  -", "ER", "ER-", "er  - ", "ER - ", "ER  - text", '"ER  - "'),
    *("TI  - On damaged exports", "T1  - A title", "T2  - A journal", "JO  - J. Exp.", "TI  - "),
    *("AU  - Doe, Jane", "AU  - Doe, J.; Roe, R.", "A1  - ,", "ED  - et al.", "AU  -Doe"),
    *("PY  - 2020", "Y1  - 2020/13/40/x", "DA  - undefined", "PY  - 20199"),
    *("DO  - 10.1000/182", "DO  - https://doi.org/10.1000/182.", "SN  - 1234-5678 (ISSN)"),
    *("SP  - 12-20", "EP  - 7", "LP  - 20", "VL  - 50(2)", "IS  - n/a", "UR  - www.example.org"),
    *("KW  - one; two", "LA  - xx", "AB  - A &amp; B &lt;i&gt;", "N1  - <b>x</b>", "AN  - 1"),
    *(
        "DB  - A base",
        "ID  - 7",
        "NL  - 3",
        "C1  - Database: X",
        "PMID  - 12",
        "ZZ  - 1",
        "M3  - x",
    ),
    *(
        "wrapped prose goes on",
        "IS - ischemic stroke",
        "IL  - 6 was high",
        "  AU  - Roe",
        "2.",
        "<3>",
    ),
    *(
        "Record #1 of 2",
        "Provider: X",
        '"TI  - quoted",',
        "A# U  - x",
        "C1.- y",
        "%0 Journal Article",
    ),
    *("TY - JOUR T1 - A title AU - Doe, J PY - 2020 ER -", "TY  - JOURTI  - AAU  - BER  - "),
    *(
        "",
        " ",
        "\t",
        "\ufeff",
        "-",
        "\0",
        "\u2028",
        "\u200b",
        "\u00a0",
        "é",
        "😀",
        "\ud800",
        "x" * 300,
    ),
)
LINE_ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\n\n", "", " ", "\t")

RISLIKE: st.SearchStrategy[str] = st.lists(
    st.tuples(st.sampled_from(PIECES) | st.text(max_size=6), st.sampled_from(LINE_ENDS)),
    max_size=16,
).map(lambda parts: "".join(piece + end for piece, end in parts))
"""Lines of RIS files, sound and bent, in any order, and whatever else Unicode has."""

SOUND_LINES = (
    *("AU  - Doe, Jane", "AU  -  Doe", "AU  - Roe ", "TI  - On damage", "KW  -", "KW  - "),
    *(
        "AB  - First part\t",
        "ZZ  - 1",
        "N1  - AU  - x",
        "A9  -\u00a0x",
        "wrapped text",
        " indented",
    ),
)
NEARLY_SOUND: st.SearchStrategy[str] = st.tuples(
    st.lists(st.sampled_from(SOUND_LINES) | st.sampled_from(PIECES), max_size=8),
    st.sampled_from(("\n", "\r\n")),
    st.sampled_from(("ER  - ", "ER  -")),
    st.integers(0, 3),
).map(lambda made: made[1].join(["TY  - JOUR", *made[0], made[2]]) + made[1] * made[3])
"""Records that are sound, or would be but for a line or two."""
