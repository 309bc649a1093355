"""Values in words: how a name, date, DOI, number or page is understood, and what is wrong with it.

What is right comes first and is short; what is wrong follows as one sentence with its consequence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ris_ls.features.explain import known_type, tag_label
from ris_ls.features.markdown import escape, literal
from ris_ls.knowledge import tag
from ris_ls.values import dates, doi, name_forms, names, pages, placeholders, serials

LONGEST_VALUE = 2000
"""In code points: what is longer is a text and is not explained."""

_MOST_SHOWN = 6
_LOOKS_LIKE_DOI = re.compile(
    r"\s*(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?10\.[0-9]{4,9}(?:\.[0-9]+)*/\S", re.IGNORECASE
)
_MAY_HOLD_DOI = frozenset({"url", "identifier", "note", "text"})

_DOI_PROBLEMS: Mapping[doi.DoiProblem, str] = MappingProxyType(
    {
        "not-a-doi": "This is no DOI: a DOI begins with 10. and has a slash.",
        "several": "Holds more than one DOI; programs read at most one of them.",
        "text-before": "Text stands before the DOI.",
        "text-after": "Text stands behind the DOI.",
        "blanks-inside": "Blanks inside break the DOI.",
        "trailing-punctuation": "Signs at the end do not belong to the DOI.",
        "percent-encoded": "Written as in a web address, with percent signs.",
        "cut": "The DOI was cut off.",
    }
)


def read_value(code: str, value: str, type_code: str, record: Mapping[str, str]) -> str:
    """Return Markdown that says how a value is understood; empty where there is nothing to say.

    Takes the tag and the reference type in capitals, and the first value of every tag of the
    record, for a last page is understood together with the first one. Never raises.
    """
    known = tag(code)
    if known is None or not value.strip() or len(value) > LONGEST_VALUE:
        return ""
    if placeholders.is_placeholder(code, value):
        return (
            f"{literal(value)} is what a program wrote where it had no value; "
            "other programs take the word for the value."
        )
    if known.value_kind == "name":
        return _names(code, value)
    if known.value_kind in ("date", "year"):
        return _date(value, tag_label(code, type_code))
    if known.value_kind == "doi":
        return _doi(value)
    if known.value_kind == "issn_isbn":
        return _serials(code, value, type_code)
    if known.value_kind == "page":
        return _pages(code, value, type_code, record)
    if known.value_kind in _MAY_HOLD_DOI and _LOOKS_LIKE_DOI.match(value[:200]):
        reading = doi.parse_doi(value)
        return _doi_link(reading.doi) if reading.doi else ""
    return ""


# -- names ------------------------------------------------------------------------------------


def _names(code: str, value: str) -> str:
    cut = name_forms.others_start(value)
    if cut is None:
        return _all_names(code, value)
    named = _all_names(code, value[:cut]) if cut else ""
    others = f"{literal(value[cut:].strip(' ,;&'))} says that there are others; programs take it "
    others += "for a part of the name." if named else "for a name."
    return "\n\n".join(filter(None, (named, others)))


def _all_names(code: str, value: str) -> str:
    found = names.split_names(value)
    if len(found.spans) > 1:
        return _several_names(code, value, found)
    name = names.parse_name(value)
    if not name.family:
        return "No name is found here."
    parts = [_name(name)]
    punctuation = names.name_punctuation(value)
    if punctuation.mended:
        parts.append(
            f"Commas or other signs are left over; the name alone: {literal(punctuation.mended)}"
        )
    elif name.kind == "person" and "," not in value:
        guess = ", if the last word is the family name" if name.order == "unknown" else ""
        parts.append(
            "Without a comma Zotero takes it for the name of an institution. "
            f"As a person: {literal(_inverted(name))}{guess}"
        )
    elif name.kind == "group" and "," in value.rstrip(", "):
        parts.append("Programs split it at the first comma, as they would the name of a person.")
    return "\n\n".join(parts)


def _name(name: names.Name) -> str:
    if name.kind == "group":
        return f"Group: {escape(name.family)}"
    if name.kind == "single":
        return f"Name: {escape(name.family)} (one word: no family and given name)"
    named = (("Family", name.family), ("Given", name.given), ("Suffix", name.suffix))
    return " · ".join(f"{label}: {escape(part)}" for label, part in named if part)


def _inverted(name: names.Name) -> str:
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _several_names(code: str, value: str, found: names.NameList) -> str:
    shown = [
        f"{number}. {_name(names.parse_name(value[start:end]))}"
        for number, (start, end) in enumerate(found.spans[:_MOST_SHOWN], start=1)
    ]
    more = len(found.spans) - len(shown)
    if more:
        shown.append(f"\nand {more} more")
    head = (
        f"{len(found.spans)} names in one value, which programs take for one person. "
        f"RIS has one `{code}` line for each name."
    )
    return head + "\n\n" + "\n".join(shown)


# -- dates ------------------------------------------------------------------------------------


def _date(value: str, label: str) -> str:
    date = dates.parse_date(value)
    left_over = dates.find_placeholders(value)
    if date is None:
        text = "No date is understood here. RIS writes `YYYY/MM/DD/`, or the year alone."
    else:
        text = f"{escape(label)}: {escape(dates.describe(date))}"
    if left_over:
        words = dict.fromkeys(value[start:end] for start, end in left_over.spans)
        text += f"\n\nA program left {', '.join(literal(word) for word in words)} behind."
        if left_over.mended:
            text += f" The date without it: {literal(left_over.mended)}"
    elif date and date.kind in ("iso", "compact", "words") and dates.is_possible(date):
        text += f"\n\nIn the form of RIS: {literal(_ris_form(date))}"
    return text


def _ris_form(date: dates.RisDate) -> str:
    month = f"{date.month:02}" if date.month else ""
    day = f"{date.day:02}" if date.day else ""
    return f"{date.year:04}/{month}/{day}/{date.other}"


# -- DOIs -------------------------------------------------------------------------------------


def _doi(value: str) -> str:
    reading = doi.parse_doi(value)
    parts = [_doi_link(reading.doi)] if reading.doi else []
    wrong = [_DOI_PROBLEMS[problem] for problem in reading.problems]
    if not wrong and reading.prefix_span:
        wrong.append("RIS wants the bare DOI, without what stands in front of it.")
    if reading.mended:
        wrong.append(f"The DOI alone: {literal(reading.mended, 300)}")
    if wrong:
        parts.append(" ".join(wrong))
    return "\n\n".join(parts)


def _doi_link(found: str) -> str:
    address = doi.doi_address(found)
    return f"DOI {literal(found, 300)}  \n[{escape(address, 300)}](<{address}>)"


# -- numbers and pages ------------------------------------------------------------------------


def _serials(code: str, value: str, type_code: str) -> str:
    label = tag_label(code, type_code)
    found = serials.find_serials(value)
    expected = "ISSN" in label or "ISBN" in label
    if not expected and not any(number.valid for number in found):
        return ""  # a number of the report, patent, rule or standard
    if not found:
        return "Neither an ISSN nor an ISBN is found here."
    lines = [_serial(number) for number in found[:_MOST_SHOWN]]
    if len(found) > _MOST_SHOWN:
        lines.append(f"and {len(found) - _MOST_SHOWN} more")
    return "  \n".join(lines)


def _serial(number: serials.Serial) -> str:
    if number.kind == "unknown":
        return f"{escape(number.text)}: neither an ISSN nor an ISBN"
    verdict = "right" if number.valid else "wrong, so some sign is mistyped or missing"
    return f"{number.kind} {escape(number.normal)}, check digit {verdict}"


def _pages(code: str, value: str, type_code: str, record: Mapping[str, str]) -> str:
    reading = pages.parse_pages(value)
    label = tag_label(code, type_code) if known_type(type_code) else ""
    if code == "SP" and label in ("Description", "Running Time"):
        return ""
    if reading is None:
        return "No page is understood here. Programs show the words as they are."
    if (
        code == "SP"
        and label == "Number of Pages"
        and reading.kind == "page"
        and "EP" not in record
    ):
        reading = pages.PageRange(reading.start, "", "extent")
    first = pages.parse_pages(record.get("SP", ""))
    last_tag = "EP" if "EP" in record else "LP"
    last = pages.parse_pages(record.get(last_tag, ""))
    written = ""
    if (
        code in ("SP", last_tag)
        and reading.kind == "page"
        and first is not None
        and last is not None
        and first.kind == last.kind == "page"
    ):
        whole = pages.expand_end(first.start, last.start)
        if whole:
            written = f"\n\n{escape(last.start)} is short for {escape(whole)}."
        reading = pages.PageRange(first.start, whole or last.start, "range")
    text = pages.describe(reading)
    text = text[:1].upper() + text[1:]
    if _backwards(reading):
        written = "\n\nThe last page comes before the first."
    return escape(text) + written


def _backwards(reading: pages.PageRange) -> bool:
    start, end = reading.start, reading.end
    return (
        reading.kind == "range"
        and start.isascii()
        and end.isascii()
        and start.isdigit()
        and end.isdigit()
        and int(end) < int(start)
    )
