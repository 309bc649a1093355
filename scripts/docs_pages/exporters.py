"""docs/exporters.md: how each program that writes RIS writes it."""

from __future__ import annotations

from ris_ls.knowledge import Exporter, Habit, exporters, tag

from .importers import CONFIDENCE, facts
from .markdown import anchor, header, items, link, plain, section, table

_INTRODUCTION = """\
# The programs that write RIS

Databases, publishers, reference managers and screening tools: what is particular about their
files. Where it shows, the editor says at TY which of them wrote a file.

"""

HABITS: dict[Habit, str] = {
    "abstract_notice": "a notice of copyright as an abstract of its own, or at the end of one",
    "bare_carriage_returns": "lines that end in a lone carriage return",
    "blank_lines_before": "blank lines before the first record",
    "byte_order_mark": "a byte order mark at the start of the file",
    "capital_doi": "DOIs in capitals",
    "capital_keywords": "keywords in capitals",
    "control_characters": "control characters inside values",
    "date_hyphens": "dates with hyphens (`2019-05-31`)",
    "date_slashes": "dates with slashes behind them (`2019///`)",
    "date_undefined": "the word `undefined` inside dates",
    "date_without_year": "dates without a year",
    "date_words": "dates in words",
    "doi_as_address": "the DOI as a web address in DO",
    "doi_elsewhere": "the DOI in another tag than DO",
    "doi_in_link": "the DOI inside a link",
    "doi_prefix": "a word before the DOI (`doi:10.1000/182`)",
    "doi_twice": "the DOI in two tags",
    "download_date": "the day of the download as the date of access",
    "empty_fields": "fields without a value",
    "entities": "signs of web pages in the text (`&amp;`)",
    "extra_blank": "two blanks behind the hyphen",
    "field_after_end": "fields behind ER",
    "glued_fields": "a second field inside the value of another one",
    "joined_addresses": "several web addresses in one value",
    "keyword_asterisks": "asterisks at keywords that are major headings",
    "keyword_lines": "keywords on lines without a tag",
    "local_files": "paths of files on the computer of whoever made the file",
    "long_tag": "a tag of more than two characters",
    "markup": "marks of web pages in the text (`<i>`)",
    "markup_in_notes": "marks of web pages in notes",
    "mixed_line_ends": "lines that end in more than one way",
    "name_commas": "names with a comma too few or too many",
    "names_not_inverted": "names with the first name first",
    "no_blank_between_records": "no blank line between records",
    "bent_separator": "one blank in front of the hyphen of a tag",
    "no_type": "records without TY",
    "other_title_in_t2": "another title of the work in T2, where the journal belongs",
    "packed_note": "many fields packed into one note",
    "page_words": "words beside page numbers",
    "pages_in_start": "the range of pages in SP, and no EP",
    "placeholders": "words that stand for a missing value",
    "repeated_abstract": "the abstract twice",
    "repeated_address": "several UR lines",
    "repeated_database": "several DB lines",
    "repeated_date": "the date several times",
    "repeated_page": "the page several times",
    "repeated_serial_number": "several SN lines",
    "repeated_volume": "the volume twice",
    "reviewer_notes": "what reviewers decided, in notes",
    "serial_number_elsewhere": "the ISSN or ISBN in another tag than SN",
    "serial_number_notes": "a note behind the ISSN or ISBN",
    "several_names": "several names in one value",
    "several_serial_numbers": "several ISSNs or ISBNs in one value",
    "short_title_twice": "the short title twice",
    "text_after_note": "notes that go on in lines without a tag",
    "text_between_records": "text between the records, or before the first one",
    "title_full_stop": "a full stop behind titles",
    "truncated_abstract": "abstracts that are cut off",
    "value_lines": "further values on lines without a tag",
    "wrapped_lines": "long values broken into several lines",
}
"""The habits, in words."""


def pages() -> dict[str, str]:
    """Return the page."""
    known = exporters().values()
    parts = [header("the knowledge tables"), _INTRODUCTION]
    rows = [(link(plain(each.name), anchor(each.name)), plain(each.summary)) for each in known]
    parts.append(table(("Program", "What is particular"), rows))
    meanings = items(f"*{word}*: {told}" for word, told in CONFIDENCE.items())
    parts.append(section("How sure a fact is", meanings))
    parts.extend(section(plain(each.name), _exporter(each)) for each in known)
    return {"exporters.md": "".join(parts)}


def _exporter(each: Exporter) -> str:
    parts = [f"{plain(each.summary)}\n"]
    told: list[str] = []
    if each.own_tags:
        told.append(f"Tags that hardly anyone else writes: {', '.join(map(_tag, each.own_tags))}")
    if each.habits:
        told.append(f"Habits: {plain('; '.join(HABITS[habit] for habit in each.habits))}")
    for order in each.orders:
        tags = " ".join("/".join(group) for group in order)
        told.append(f"Order of fields between TY and ER: {tags}")
    if told:
        parts.append(items(told))
    if each.facts:
        parts.append(facts(each.facts))
    return "\n".join(parts)


def _tag(code: str) -> str:
    return link(code, f"tags/{code}.md") if tag(code) else code
