"""What each piece of evidence weighs, and which tags follow which: learned, not written.

Made by `benchmarks/recovery_weights.py`; do not edit by hand.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    "after full stop closed": 0.00,
    "after full stop keyword": 3.93,
    "after full stop name": 0.75,
    "after full stop prose": 1.47,
    "after full stop text": 3.07,
    "after full stop title": 1.78,
    "after function word": -4.97,
    "after open end": -5.30,
    "after the tag before: common": -0.34,
    "after the tag before: never seen": -1.90,
    "after the tag before: seen": -0.39,
    "after the tag before: usual": 0.75,
    "again elsewhere closed": -9.27,
    "again elsewhere prose": -8.40,
    "again elsewhere text": -6.97,
    "again elsewhere title": -4.76,
    "again side by side closed": -4.24,
    "again side by side prose": -2.96,
    "again side by side text": -0.89,
    "again side by side title": -5.02,
    "alias there name": -6.32,
    "alias there prose": -6.16,
    "alias there title": -6.27,
    "astray": -3.45,
    "before function word": 1.36,
    "before small letter keyword": -0.78,
    "before small letter name": -5.60,
    "before small letter prose": -3.83,
    "before small letter text": -3.16,
    "before small letter title": -4.20,
    "before the next tag: common": -0.14,
    "before the next tag: never seen": -2.24,
    "before the next tag: seen": 0.17,
    "before the next tag: usual": 1.05,
    "empty": 9.43,
    "end": 5.01,
    "end last": 5.57,
    "end not last": -2.68,
    "end with value": -2.55,
    "fits closed": 0.90,
    "fits keyword": 1.51,
    "fits name": 1.73,
    "fits prose": 2.54,
    "fits text": 2.88,
    "fits title": 2.99,
    "glued": 2.00,
    "in a row": 5.78,
    "in brackets": -5.46,
    "inside closed": 5.05,
    "inside keyword": 0.79,
    "inside name": 5.90,
    "inside prose": -1.00,
    "inside text": 2.30,
    "inside title": -0.91,
    "is closed": 2.11,
    "is keyword": -1.41,
    "is name": 0.66,
    "is prose": 1.64,
    "is text": -0.70,
    "is title": 1.70,
    "last and no end": 4.21,
    "mends closed": 2.75,
    "mends keyword": 0.39,
    "mends name": 2.72,
    "mends prose": -1.73,
    "mends text": 1.62,
    "mends title": 0.97,
    "nothing before": 5.20,
    "tag not for type": -1.13,
    "two blanks": 10.00,
    "unknown tag": -0.18,
    "unlike the name beside it": -8.51,
    "value ends with full stop keyword": -2.35,
    "value ends with full stop name": 0.98,
    "value ends with full stop text": 0.88,
    "value ends with full stop title": 0.77,
    "vendor tag alone": -2.29,
    "vendor tag in company": 4.93,
    "without it: common": 0.03,
    "without it: never seen": 4.75,
    "without it: seen": 1.60,
    "without it: usual": -1.34,
}
"""The name of a piece of evidence to its weight, in log odds that a line broke there."""


def _levels(*rows: str) -> dict[str, int]:
    return {word: level for level, row in enumerate(rows, 1) for word in row.split()}


FOLLOWERS: dict[str, dict[str, int]] = {
    "abbreviated_title": _levels(
        "abbreviated_title start_page",
        "keyword language serial_number type_of_work volume",
        "date",
    ),
    "abstract": _levels(
        "language misc1 place type_of_work user1 volume",
        "abstract accession_number author author_address doi notes secondary_title url",
        "date end_of_record keyword serial_number",
    ),
    "accessed_date": _levels(
        "abstract notes place",
        "end_of_record record_id",
        "",
    ),
    "accession_number": _levels(
        "abstract caption custom2 database_name doi keyword notes record_id secondary_title",
        "end_of_record title",
        "author",
    ),
    "author": _levels(
        "call_number caption custom3 end_of_record issue keyword publisher record_id "
        "short_title tertiary_author",
        "custom1 custom6 custom7 notes place",
        "abstract author author_address date doi secondary_author secondary_title title",
    ),
    "author_address": _levels(
        "custom3 keyword notes title",
        "accession_number author",
        "abstract author_address",
    ),
    "call_number": _levels(
        "caption date exporter_marker holding_library place",
        "",
        "",
    ),
    "caption": _levels(
        "call_number date place",
        "",
        "",
    ),
    "custom1": _levels(
        "author caption custom1 custom2 custom6 custom7 date doi language",
        "",
        "",
    ),
    "custom2": _levels(
        "caption custom3 custom5",
        "language",
        "",
    ),
    "custom3": _levels(
        "abbreviated_title caption custom3 funding publisher",
        "",
        "",
    ),
    "custom5": _levels(
        "caption",
        "",
        "",
    ),
    "custom6": _levels(
        "date doi",
        "accession_number custom7",
        "",
    ),
    "custom7": _levels(
        "accession_number custom2 notes",
        "date language start_page",
        "doi url",
    ),
    "database_name": _levels(
        "accession_number doi file_fulltext keyword language",
        "database_provider end_of_record",
        "custom7 notes url",
    ),
    "database_provider": _levels(
        "doi edition keyword publisher record_id volume",
        "abbreviated_title database_name",
        "",
    ),
    "date": _levels(
        "custom7 database_name database_provider edition end_page place record_id type_of_work",
        "end_of_record issue notes short_title",
        "abstract author date doi keyword publisher secondary_title serial_number start_page "
        "title volume",
    ),
    "doi": _levels(
        "edition file_pdf notes publisher title",
        "abbreviated_title abstract accession_number custom6 database_name database_provider "
        "date end_of_record end_page keyword start_page volume",
        "author issue record_id secondary_title serial_number url",
    ),
    "edition": _levels(
        "abbreviated_title keyword start_page",
        "",
        "",
    ),
    "end_page": _levels(
        "custom7 database_name end_of_record file_pdf keyword language title type_of_work volume",
        "abbreviated_title abstract accession_number author notes place record_id",
        "date doi publisher serial_number url",
    ),
    "exporter_marker": _levels(
        "doi",
        "",
        "",
    ),
    "file_fulltext": _levels(
        "accessed_date date end_of_record keyword language user1",
        "file_fulltext file_pdf publisher",
        "",
    ),
    "file_pdf": _levels(
        "abstract date file_pdf keyword notes volume",
        "end_of_record file_fulltext publisher",
        "",
    ),
    "funding": _levels(
        "funding publisher",
        "",
        "",
    ),
    "holding_library": _levels(
        "call_number",
        "",
        "",
    ),
    "issue": _levels(
        "database_name file_pdf pages publisher url volume",
        "abbreviated_title abstract doi notes place secondary_title type_of_work",
        "custom7 date keyword serial_number start_page",
    ),
    "keyword": _levels(
        "author_address secondary_author user1 volume",
        "abstract date doi file_fulltext file_pdf language secondary_title type_of_work url",
        "end_of_record keyword notes publisher",
    ),
    "label": _levels(
        "misc1 notes type_of_work",
        "",
        "",
    ),
    "language": _levels(
        "database_name holding_library issue keyword label type_of_work url",
        "abbreviated_title notes publisher serial_number start_page",
        "",
    ),
    "misc1": _levels(
        "keyword notes original_publication",
        "type_of_work",
        "",
    ),
    "notes": _levels(
        "author language number_of_volumes original_publication secondary_title section "
        "serial_number start_page subsidiary_author",
        "date doi misc1 publisher related_records url",
        "abstract end_of_record notes type_of_work",
    ),
    "number_of_volumes": _levels(
        "original_publication",
        "",
        "",
    ),
    "original_publication": _levels(
        "date publisher",
        "",
        "",
    ),
    "pages": _levels(
        "start_page",
        "",
        "",
    ),
    "place": _levels(
        "abstract accessed_date database_name keyword notes place",
        "date doi publisher serial_number url volume",
        "",
    ),
    "publisher": _levels(
        "author type_of_work url volume",
        "keyword notes secondary_title start_page",
        "date end_of_record place serial_number",
    ),
    "record_id": _levels(
        "doi file_fulltext language publisher",
        "issue secondary_title",
        "end_of_record",
    ),
    "reference_type": _levels(
        "date doi notes serial_number tertiary_author url",
        "accession_number",
        "abstract author secondary_author title",
    ),
    "related_records": _levels(
        "",
        "url",
        "",
    ),
    "secondary_author": _levels(
        "publisher title",
        "abstract",
        "date secondary_author",
    ),
    "secondary_title": _levels(
        "accessed_date custom7 end_of_record file_pdf language translated_author",
        "abbreviated_title author file_fulltext keyword serial_number title url",
        "abstract date doi issue publisher secondary_title series_title start_page volume",
    ),
    "section": _levels(
        "serial_number start_page",
        "",
        "",
    ),
    "serial_number": _levels(
        "abbreviated_title publisher secondary_title title type_of_work user1",
        "abstract author custom2 doi end_of_record keyword language notes short_title",
        "date serial_number start_page url volume",
    ),
    "series_title": _levels(
        "abstract translated_author",
        "start_page title",
        "",
    ),
    "short_title": _levels(
        "keyword",
        "title",
        "secondary_title",
    ),
    "start_page": _levels(
        "abstract doi issue language series_title volume",
        "abbreviated_title date place secondary_title serial_number title",
        "end_page short_title",
    ),
    "study_id": _levels(
        "notes",
        "",
        "",
    ),
    "subsidiary_author": _levels(
        "url",
        "",
        "",
    ),
    "tertiary_author": _levels(
        "abstract date",
        "",
        "",
    ),
    "title": _levels(
        "abstract accession_number custom3",
        "notes publisher record_id short_title translated_title volume",
        "author date secondary_title url",
    ),
    "translated_author": _levels(
        "title url",
        "",
        "",
    ),
    "translated_title": _levels(
        "secondary_title translated_author url",
        "",
        "",
    ),
    "type_of_work": _levels(
        "doi end_of_record keyword",
        "file_pdf notes start_page url",
        "database_name",
    ),
    "url": _levels(
        "accession_number database_name date serial_number start_page study_id title "
        "type_of_work user1",
        "accessed_date author_address database_provider file_fulltext file_pdf keyword notes url",
        "abstract doi end_of_record record_id volume",
    ),
    "user1": _levels(
        "accessed_date keyword user1",
        "notes",
        "",
    ),
    "volume": _levels(
        "place type_of_work url",
        "abstract accessed_date doi end_of_record language serial_number series_title volume",
        "abbreviated_title custom7 date issue record_id start_page",
    ),
}
"""What a field is about to what the next one can be about: 1 seen, 2 common, 3 usual."""
