"""The reference type that the fields of a record suggest."""

from __future__ import annotations

import re

from ris_ls.syntax import Record

_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"(?i)\b(?:{pattern})"))
    for code, pattern in (
        # The more telling word first: "conference article", "book chapter", "Journal Articles,
        # Reports", as ERIC writes.
        ("JOUR", r"journal article"),
        ("THES", r"thesis|theses|dissertation|doctoral|habilitation|ph\.? ?d\b"),
        ("CHAP", r"(?:book )?chapter|book section|section of a book|incollection|inbook"),
        ("CONF", r"conference|proceedings?\b|inproceedings|symposium|congress"),
        ("NEWS", r"newspaper|news\b"),
        ("MGZN", r"magazine"),
        ("PAT", r"patent"),
        ("DATA", r"data ?set|data file"),
        ("RPRT", r"(?:technical |research )?report|working paper|techreport"),
        ("JOUR", r"journal|article|review|letter|editorial|erratum"),
        ("BOOK", r"book|monograph"),
        ("ELEC", r"web ?(?:page|site)|internet"),
    )
)
_MEETING = re.compile(
    r"(?i)\b(?:proceedings|proc\.|conference|symposium|congress|workshop|meeting)\b"
)
_SERIAL = re.compile(
    r"(?i)\b(?:journal|j\.|annals|archives?|bulletin|letters|review|reviews|transactions|acta"
    r"|revista|revue|rivista|zeitschrift)(?!\w)"
)
_UNIVERSITY = re.compile(r"(?i)\b(?:universi|hochschule|institute of technology)(?!.*\bpress\b)")
_ISBN = re.compile(r"(?<![\dXx])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
_ISSN = re.compile(r"(?<![\dXx-])\d{4}-?\d{3}[\dXx](?![\dXx-])")


def inferred_type(record: Record) -> str:
    """Return the code of the reference type that a record without TY most likely has.

    What the record says of itself (M3, PT) comes first, then the tags of a container (journal,
    book, conference), then its serial number and publisher; `GEN` where nothing tells.
    """
    for field in record.of("M3", "PT", "M1"):
        for code, words in _WORDS:
            if words.search(field.value):
                return code
    serial = " ".join(field.full_value for field in record.of("SN", "BN"))
    isbn = _ISBN.search(serial) is not None
    issn = _ISSN.search(serial) is not None and not isbn
    journal = record.first("JF", "JO", "JA", "J1", "J2")
    container = record.first("T2", "BT", "C3") or journal
    publisher = record.first("PB")
    if container is not None:
        name = container.full_value
        numbered = record.first("VL", "IS") is not None
        if _MEETING.search(name) or (container.tag == "C3" and journal is None):
            return "JOUR" if numbered and issn else "CONF"
        if container.tag == "BT" or isbn:
            return "CHAP" if record.first("TI", "T1") else "BOOK"
        if journal is not None or numbered or issn or record.first("SP") or _SERIAL.search(name):
            return "JOUR"
        return "GEN"
    if publisher is not None and not isbn and _UNIVERSITY.search(publisher.full_value):
        return "THES"
    if isbn or publisher is not None:
        return "BOOK"
    if issn:
        return "JOUR"
    return "ELEC" if record.first("UR") and not record.first("SP", "VL", "DO") else "GEN"
