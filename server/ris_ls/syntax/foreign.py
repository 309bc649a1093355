"""Tells RIS from the other formats that arrive under the name ``.ris``."""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from ris_ls.syntax.lexer import BLANKS, PREFIXED_RECORD
from ris_ls.text import BOM, Document

NBIB = "PubMed/MEDLINE (nbib)"
WOS = "Web of Science tagged text"
REFER = "EndNote Refer (tags with %)"

HEAD = 20_000
"""How many characters are looked at: a format shows in its first lines."""

_RIS = re.compile(
    rf"(?:\A|(?<=[\r\n]))\ufeff?[{BLANKS}\"']*TY[{BLANKS}]{{0,8}}[-\u2010-\u2015\u2212]",
    re.IGNORECASE,
)
_RIS_FIELD = re.compile(r"(?:\A|(?<=[\r\n]))[A-Z][A-Z0-9] {1,3}-(?= |[\r\n]|$)")
_LINE = r"(?:\A|(?<=[\r\n]))"
_MAGIC = (
    ("%PDF-", "a PDF document"),
    ("PK\x03\x04", "a ZIP archive or Word document"),
    ("{\\rtf", "an RTF document"),
)
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(_LINE + r"(?:PMID|OWN |STAT|DCOM|LR  |FAU |JID |MHDA|CRDT|EDAT)- "),
        NBIB,
    ),
    (
        re.compile(_LINE + r"(?:FN (?:Clarivate|Thomson|ISI)|VR 1\.0|PT [A-Z](?=[\r\n]|$))"),
        WOS,
    ),
    (
        re.compile(_LINE + r"%[A-Z0-9@!~] \S[^\r\n]*[\r\n]+%[A-Z0-9@!~] "),
        REFER,
    ),
    (re.compile(_LINE + r"[ \t]*@[A-Za-z]+[ \t]*[{(][ \t]*(?:[^\s,{}()]+[ \t]*)?,"), "BibTeX"),
    (re.compile(r"\A\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE), "an HTML page"),
    (re.compile(r"\A\s*[\[{]\s*(?:[\[{\"]|[\]}]\s*\Z)"), "JSON"),
    (re.compile(r"\A\s*<(?:\?xml|[A-Za-z][\w:-]*[\s>])"), "XML"),
)


def foreign_format(document: Document) -> str | None:
    """Return what a file is when it is not RIS, as a person would call it; None for RIS.

    A file without any sign of another format is taken for RIS, and so is an empty one: a person
    has just begun to write it.
    """
    return name_of_format(_head(document))


def _head(document: Document) -> str:
    head = ""
    for block in document.blocks:
        head += block.text[: HEAD - len(head)]
        if len(head) >= HEAD:
            break
    return head


@lru_cache(maxsize=8)
def name_of_format(head: str) -> str | None:
    """Return what a text is by its first characters; None for RIS. Linear in its length.

    Remembered by the characters themselves, since they may come from several blocks.
    """
    head = head.removeprefix(BOM)
    if "\0" in head and head.count("\0") * 20 > len(head):
        return "binary data, not text"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if _RIS.search(head) or PREFIXED_RECORD.search(head):
        return None
    for sign, name in _SIGNS:
        if sign.search(head):
            return name
    if _RIS_FIELD.search(head):
        return None
    if _is_csv(head):
        return "a table (CSV)"
    # One short line may be a person who has just begun to write.
    if len(head.strip()) > 80 or len(head.strip().replace("\r", "\n").split("\n")) > 1:
        return "text without a single RIS tag"
    return None


def _is_csv(head: str) -> bool:
    lines = [line for line in re.split(r"\r\n|\n|\r", head) if line.strip()][:3]
    if len(lines) < 2:
        return False
    for separator in (",", ";", "\t"):
        try:
            first, second = (len(row) for row in csv.reader(lines[:2], delimiter=separator))
        except (ValueError, csv.Error):
            continue
        if first == second and first > 1 and separator in lines[0]:
            return True
    return False
