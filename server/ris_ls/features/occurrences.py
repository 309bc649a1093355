"""Where a value stands: the same name, keyword, journal, number or DOI in any text of records.

Two values are the same where nothing but capitals and small letters differ, in fields of the same
family (``AU`` and ``A2``). Of a DOI, a PubMed number, an ISSN or an ISBN it does not matter how it
is written, nor in which field. Of several keywords, names or DOIs in one field each is a value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ris_ls.features.place import Entry, entries, entry_at
from ris_ls.knowledge import tag
from ris_ls.library import LARGEST_BLOCK, Holding, doi_named, letters, pmid_named
from ris_ls.syntax import BLANKS, record_of
from ris_ls.text import Block, Document, Page, Span
from ris_ls.values.doi import placed_dois
from ris_ls.values.keywords import SEMICOLON, SEMICOLONS, keywords_in
from ris_ls.values.names import split_names
from ris_ls.values.pmids import is_pmid
from ris_ls.values.serials import find_serials

LONGEST_VALUE = 500
"""In code points: a longer value is a text, which stands nowhere else."""

Key = tuple[str, str]
"""The family of the fields in which a value is the same, and the value as it is compared."""

_BY_CONCEPT = frozenset({"text", "identifier", "number", "note"})
"""Kinds of values that are alike in their form alone: a volume is no issue."""

_TITLES = frozenset(
    ("title", "secondary_title", "abbreviated_title", "series_title", "title_part", "short_title")
)
"""What one record has as its title, another has as that of the book or journal it appeared in."""

_DOI, _PMID, _SERIAL = "DOI", "PubMed number", "ISSN or ISBN"
"""Families of values that are known for what they are, in whatever field."""
_KEYWORD = "keyword"

_TELLING = frozenset(
    {
        *(_DOI, _PMID, _SERIAL, _KEYWORD, "name", "title", "publisher", "url", "file"),
        *("record_id", "accession_number", "author_identifier", "study_id", "call_number"),
    }
)
"""Families whose values one would follow from record to record; not years, pages or languages."""

_LONG_TAG = "\nPM"
"""PMID and PMC stand in sound records like text that carries a value on (`place`)."""

_NO_DIGITS = re.compile(r"[^0-9]+")

_HYPHENS = "[-\u2010\u2011\u2012\u2013\u2212 ]?"


@dataclass(frozen=True, slots=True)
class Sought:
    """A value that is looked for."""

    span: Span
    """Where it stands in the document that it was taken from."""
    key: Key
    is_telling: bool
    """Whether one would follow it from record to record: a name, but not a year."""
    block: Block
    """The block that it was taken from."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    """One of them is found in any other text that has the value in a sound field, and in some
    others. Before each, what is in any text in which it is found, and quicker to look for."""
    name: str
    """The value as it is among the `names_of` each block that has it; empty where it is no name."""

    def may_stand_in(self, text: str) -> bool:
        """Tell whether a text is worth reading. Takes a millisecond for a megabyte or two."""
        for sign, pattern in self.patterns:
            if sign in text and pattern.search(text) is not None:
                return True
        return False

    def may_stand_in_block(self, block: Block) -> bool:
        """Tell whether a block is worth reading: most records do not have the value."""
        return block is self.block or self.may_stand_in(block.text)


def sought_at(document: Document, offset: int) -> Sought | None:
    """Return the value at an offset, None where there is none to look for: none, or a long text.

    Offsets count code points of the document. The end of a value counts as its part. Never raises.
    """
    found = entry_at(document, offset, carried=True)
    if found is None:
        return None
    base, entry = found
    block = document.blocks[document.block_at(base)]
    told = _values(entry.tag, block.text, _span(entry))
    at = next((each for each in told if each[1].start <= offset - base <= each[1].end), None)
    if at is None:
        return None
    value, span = at
    keys = _keys(entry.tag, value)
    if len(keys) > 1:  # several numbers: the one at the offset
        within = offset - base - span.start
        behind = [each for each in find_serials(value) if each.end >= within]
        keys = [(_SERIAL, behind[0].normal)] if behind else keys
    key = keys[0]
    family, _ = key
    return Sought(
        span.shift(base),
        key,
        family in _TELLING,
        block,
        _patterns(key, value),
        name=letters(value) if family == "name" else "",
    )


def occurrences_in_pages(
    document: Document, sought: Sought, holdings: Callable[[Page], Collection[Holding] | None]
) -> Iterator[Span | None]:
    """Yield where a value stands in a document, in steps; None for a step without a place.

    Takes what gives the records of a page that the library holds, or None where it does not know
    the page: a name is in a block only where it is among those that are known of it. Never raises.
    """
    for _, start, _, page in document.placed_pages():
        yield None
        for index in _worth_reading(page, sought, holdings(page)):
            at, block = start + page.offsets[index], page.blocks[index]
            for span in _in_block(block, sought):
                yield span.shift(at)
            yield None


def _worth_reading(page: Page, sought: Sought, holdings: Collection[Holding] | None) -> list[int]:
    """Return the indices of the blocks of a page that may have a value."""
    if sought.name and holdings is not None:
        return [each.at for each in holdings if sought.name in each.names]
    return [at for at, block in enumerate(page.blocks) if sought.may_stand_in_block(block)]


def occurrences(placed: Iterable[tuple[int, Block]], sought: Sought) -> Iterator[Span | None]:
    """Yield where a value stands in some blocks, in steps; None for a step without a place.

    Takes the blocks with their offsets, to which the places are relative. Never raises.
    """
    for start, block in placed:
        yield None
        if sought.may_stand_in_block(block):
            for span in _in_block(block, sought):
                yield span.shift(start)


def _in_block(block: Block, sought: Sought) -> Iterator[Span]:
    for code, field in _candidates(block, sought):
        for value, span in _values(code, block.text, field):
            if sought.key in _keys(code, value):
                yield span


def _span(entry: Entry) -> Span:
    """Return where the value of a field stands; of keywords, on its further lines too."""
    end = entry.end if _family(entry.tag) == _KEYWORD else entry.value_end
    return Span(entry.value_start, end)


def _values(code: str, text: str, field: Span) -> Iterator[tuple[str, Span]]:
    """Yield the values of a field, each by itself, with where they stand in a text."""
    for value, start, end in _parts(code, field.of(text)):
        if 0 < len(value) <= LONGEST_VALUE:
            yield value, Span(start, end).shift(field.start)


def _parts(code: str, whole: str) -> Iterable[tuple[str, int, int]]:
    """Return the keywords, names or DOIs in a field; the whole of any other, or of one alone."""
    family = _family(code)
    spans: Sequence[tuple[int, int]] = ()
    if family == _KEYWORD:
        return keywords_in(whole)
    if family == "name" and SEMICOLON.search(whole):
        spans = split_names(whole).spans
    elif code == "DO":
        spans = [span for span, _ in placed_dois(whole)]
    if len(spans) > 1:
        return [(whole[start:end], start, end) for start, end in spans]
    return ((whole, 0, len(whole)),)


def _candidates(block: Block, sought: Sought) -> Iterator[tuple[str, Span]]:
    """Yield the tags and values that are worth a look: of a sound record few, of others all."""
    if block.length > LARGEST_BLOCK:
        return
    record = record_of(block)
    lines = record.sound_field_lines
    if lines is None or block is sought.block or _LONG_TAG in block.text:
        for entry in entries(block):
            yield entry.tag, _span(entry)
        return
    wrapped = record.wrapped if sought.key[0] == _KEYWORD else frozenset[int]()
    for index, line in enumerate(lines):
        goes_on = index in wrapped and _family(record.codes[index]) == _KEYWORD
        if goes_on or sought.may_stand_in(line):
            found = record.field(index)
            end = found.span.end if goes_on else found.line.value_end
            yield found.tag, Span(found.line.value_start, end)


def _keys(code: str, value: str) -> list[Key]:
    """Return what a value is known by; of several numbers in one field, each. Never empty."""
    if doi := doi_named(code, value):
        return [(_DOI, doi)]
    pmid = pmid_named(code, value) or (value.lstrip("0") if code == "PMID" else "")
    if is_pmid(pmid):
        return [(_PMID, pmid)]
    family = _family(code)
    serials = find_serials(value) if family == "issn_isbn" else ()
    return [(_SERIAL, each.normal) for each in serials] or [(family, _compared(value))]


def _compared(value: str) -> str:
    """Return a value without respect to capitals, and to how its accents are encoded."""
    return unicodedata.normalize("NFC", value).casefold()


def _family(code: str) -> str:
    """Return what the fields have in common in which a value is the same."""
    known = tag(code)
    if known is None:
        return code
    if known.value_kind not in _BY_CONCEPT:
        return known.value_kind
    return "title" if known.concept in _TITLES else known.concept


def _patterns(key: Key, value: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what finds a value at the speed of C, without respect to capitals."""
    family, compared = key
    if family == _SERIAL:
        number = re.compile(_HYPHENS.join(compared.replace("-", "")), re.IGNORECASE)
        return (("", number),)
    if family in (_DOI, _PMID):
        # Any sign may be written by its number, brackets by their names.
        number = re.compile(_SIGN.sub(_itself_or_number, compared), re.IGNORECASE)
        return ((max(_NO_DIGITS.split(compared), key=len), number),)
    forms = (unicodedata.normalize(form, value) for form in ("NFC", "NFD"))
    written = "|".join(map(re.escape, dict.fromkeys([value, *forms])))
    ends = r"[\r\n]|\Z|[A-Z][A-Z0-9] {0,2}-"
    blank = rf"[{BLANKS}]"
    signs = ["-"]
    if family == _KEYWORD:
        # It may stand between others, and a line may end within it.
        written = written.replace("\\ ", r"\s+")
        ends += f"|[{SEMICOLONS}]| /"
        blank = r"[^\S\r\n]"
        signs += ["\n", "\r", *SEMICOLONS, "/"]
    elif family == "name":
        ends += f"|[{SEMICOLONS}]"
        signs += SEMICOLONS
    # A sign ahead makes it ten times as fast: all other places are passed over.
    return tuple(
        (sign, re.compile(rf"{sign}{blank}*(?i:{written})(?={blank}*(?:{ends}))")) for sign in signs
    )


_SIGN = re.compile(r"[^A-Za-z0-9]")
_OTHER_FORMS = {
    "<": ("&(?:amp;)*lt;",),
    ">": ("&(?:amp;)*gt;",),
    "&": ("&(?:amp;)+",),
    "-": ("\u2010", "\u2011"),
}
"""How else a sign may stand in a DOI, see `doi_key`."""


def _itself_or_number(sign: re.Match[str]) -> str:
    percent = quote(sign[0], safe="").replace("%", "%(?:25)*")
    others = _OTHER_FORMS.get(sign[0], ())
    return f"(?:{'|'.join((re.escape(sign[0]), percent, *others))})"
