"""The values of generated records: each kind that a dialect names, made from one `Work`.

All fields of a record tell of the same work, so the year in DA is that of PY and the address in UR
ends in the DOI, as in real exports.
"""

from __future__ import annotations

from collections.abc import Callable

from generator import words
from generator.words import Chooser, Journal

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

SPREAD = (0.2, 0.3, 0.4, 0.5, 0.6, 0.6, 0.7, 0.8, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2.3)
"""How the number of authors or keywords in a record spreads around its mean."""

LENGTHS = (
    *(350, 600, 750, 820, 900, 980, 1030, 1080, 1120, 1170, 1220, 1260, 1300, 1340, 1380, 1420),
    *(1460, 1500, 1550, 1600, 1650, 1720, 1800, 1880, 1970, 2100, 2350, 2800),
)
"""Characters of an abstract, each as frequent as the others."""


class Work:
    """One publication that a record tells of."""

    def __init__(self, chooser: Chooser, kind: str, counter: int) -> None:
        self.chooser = chooser
        self.kind = kind
        """The reference type."""
        self.counter = counter
        self.journal: Journal = chooser.pick(words.JOURNALS)
        self.year = 2025 - int(chooser.random() ** 2 * 35)
        self.month = chooser.between(1, 12)
        self.day = chooser.between(1, 28)
        self.volume = max(1, self.year - chooser.between(1935, 1989))
        self.issue = chooser.between(1, 12)
        self.first = chooser.between(1, 1800)
        self.last = self.first + chooser.between(3, 25)
        self.title = title(chooser)
        code = f"{self.journal.code}.{self.year}.{chooser.digits(6)}"
        self.doi = f"{self.journal.prefix}/{code}"
        self.number = chooser.digits(8)
        self.keywords: list[str] = []
        self.said: dict[str, str] = {}
        """Values that later fields repeat or build upon."""


def title(c: Chooser) -> str:
    """Return a title."""
    phrase, other, third, place = (c.pick(words.NOUN_PHRASES) for _ in range(4))
    start = phrase[0].upper() + phrase[1:]
    kind = c.random()
    if kind < 0.3:
        return f"{start} and {other} {c.pick(words.LINKS)} {third} in {place}: a survey"
    if kind < 0.6:
        where = c.pick(words.COUNTRIES)
        return f"{start} of {other} and {third}: {_article(c)} {place} study in {where}"
    if kind < 0.8:
        return f"How the {c.pick(words.CLAUSES)[4:]}: {other} and {third} of the {place} revisited"
    return f"{start} {c.pick(words.LINKS)} {other}: evidence of {third} from {place} and beyond"


def _article(c: Chooser) -> str:
    return c.pick(("one", "another", "a first", "a long"))


def sentence(c: Chooser) -> str:
    """Return a sentence of an abstract."""
    kind = c.random()
    clause = c.pick(words.CLAUSES)
    sentence_start = f"{clause[0].upper()}{clause[1:]}"
    if kind < 0.35:
        return f"{c.pick(words.OPENINGS)} {clause}. "
    if kind < 0.5:
        low = c.between(1, 400) / 100
        bounds = f"95% CI {low * 0.8:.2f}-{low * 1.3:.2f}"
        return f"{sentence_start} (OR {low:.2f}, {bounds}; p = 0.0{c.between(10, 99)}). "
    if kind < 0.6:
        share = f"{c.between(2, 98)}.{c.between(0, 9)}%"
        return f"Of {c.between(20, 4000)} samples, {share} came when {clause}. "
    if kind < 0.8:
        return f"{sentence_start}, while {c.pick(words.CLAUSES)}. "
    return f"{sentence_start}. "


def prose(c: Chooser, length: int) -> str:
    """Return sentences of about this many characters."""
    parts: list[str] = []
    size = 0
    while size < length:
        parts.append(sentence(c))
        size += len(parts[-1])
    return "".join(parts).rstrip()


def abstract(work: Work, scale: float = 1.0, between: str = " ") -> str:
    """Return an abstract; `between` parts its sections."""
    c = work.chooser
    length = int(c.pick(LENGTHS) * scale)
    if c.often(0.01):
        length = int(length * (2 + c.random() ** 3 * 26))
    if between == " " and c.often(0.6):
        text = prose(c, length)
    else:
        text = between.join(heading + prose(c, length // 4) for heading in words.HEADINGS)
    if c.often(0.2):
        text += f" © {work.year} {work.journal.publisher}. All rights reserved."
    if c.often(0.3):
        text = with_sign(c, text)
    return text


def with_sign(c: Chooser, text: str) -> str:
    """Return a text with some signs beyond ASCII between its words."""
    for _ in range(c.between(1, 10)):
        at = text.find(" ", int(c.random() * len(text)))
        if at > 0:
            sign = words.SIGNS[int(c.random() ** 2 * len(words.SIGNS))]
            text = f"{text[:at]} {sign}{text[at:]}"
    return text


def family(c: Chooser) -> str:
    """Return a family name."""
    if c.often(0.022):
        return c.pick(words.ACCENTED)
    if c.often(0.04):
        return f"{c.pick(words.SURNAMES)}-{c.pick(words.SURNAMES)}"
    # Some names are frequent.
    return words.SURNAMES[int(c.random() ** 3 * len(words.SURNAMES))]


def given(c: Chooser) -> str:
    """Return a given name."""
    return c.pick(words.GIVEN_ACCENTED) if c.often(0.008) else c.pick(words.GIVEN)


def initials(c: Chooser) -> str:
    """Return one or two initials without full stops."""
    first = given(c)[0]
    first = first if first.isascii() else "A"
    return first + c.pick("ABCDEFGHJKLMNPRSTW") if c.often(0.4) else first


def _name_full(w: Work) -> str:
    return f"{family(w.chooser)}, {given(w.chooser)}"


def _name_plain(w: Work) -> str:
    middle = f" {w.chooser.pick('ABCDEFGHJKLMPRST')}" if w.chooser.often(0.3) else ""
    return f"{family(w.chooser)}, {given(w.chooser)}{middle}"


def _name_dots(w: Work) -> str:
    return f"{family(w.chooser)}, {'.'.join(initials(w.chooser))}."


def _name_spaced(w: Work) -> str:
    return f"{family(w.chooser)}, {'. '.join(initials(w.chooser))}."


def keyword(w: Work) -> str:
    """Return a keyword that the record does not have yet."""
    value = w.chooser.pick(words.KEYWORDS)
    if w.chooser.often(0.3):
        value = f"{value} {w.chooser.pick(words.NOUNS)}"
    w.keywords.append(value)
    return value


def _keyword_again(w: Work) -> str:
    """Return a keyword; some repeat one in small letters, some to the letter."""
    kind = w.chooser.random()
    if not w.keywords or kind > 0.4:
        return keyword(w)
    value = w.chooser.pick(w.keywords)
    return value.lower() if kind < 0.25 else value


def _keyword_lines(w: Work) -> str:
    count = 1 + int(5.4 * w.chooser.pick(SPREAD))
    return "\n".join(keyword(w) for _ in range(count + 1))


def _list(w: Work) -> str:
    """Return an abstract with a long table and blank lines in it, as one data repository writes."""
    rows = (
        f"{w.chooser.pick(words.NOUN_PHRASES)} {w.chooser.digits(4)}"
        for _ in range(w.chooser.between(600, 1400))
    )
    parts = [prose(w.chooser, 800), ""]
    for row in rows:
        parts.append(row)
        if w.chooser.often(0.33):
            parts.append("")
    return "\n".join([*parts, "end of the list"])


def _addresses(w: Work) -> str:
    c = w.chooser
    places = [c.pick(words.AFFILIATIONS) for _ in range(c.between(1, 5))]
    return ("\n" if c.often(0.05) else "; ").join(places)


def _author_address(w: Work) -> str:
    c = w.chooser
    place = c.pick(words.AFFILIATIONS)
    return f"{family(c)}, {given(c)}. {place}. Electronic address: {c.code(6)}@example.org."


def _note_short(w: Work) -> str:
    c = w.chooser
    start = f"Times Cited: {c.between(0, 200)}"
    if c.often(0.5):
        return f"{start} {c.pick(words.OPENINGS)} {c.pick(words.CLAUSES)}"
    lines = "; ".join(
        f"{family(c)}, {initials(c)}/{c.pick('ABCDEFG')}-{c.digits(4)}-20{c.between(10, 22)}"
        for _ in range(c.between(1, 6))
    )
    return f"{start}\n{lines}"


def _note_long(w: Work) -> str:
    c = w.chooser
    if c.often(0.6):
        return _note_short(w)
    return f"Times Cited: {c.between(0, 200)} {prose(c, c.between(300, 5200))}"


def _scopus_note(w: Work) -> str:
    c = w.chooser
    kind = c.random()
    if kind < 0.03:
        references = "\n".join(
            f"{family(c)}, {initials(c)}., {title(c)}, {c.pick(words.JOURNALS).name}, ({n})"
            for n in range(1980, c.between(1990, 2025))
        )
        return f"References: {references}"
    return f"Export Date: {c.between(1, 28):02d} June 2025; Cited By: {c.between(0, 300)}"


def _accession_note(w: Work) -> str:
    c = w.chooser
    parts = [f"Accession Number: {w.number}"]
    parts += [f"Affiliation: {n} : {c.pick(words.AFFILIATIONS)}" for n in range(1, c.between(2, 5))]
    terms = [f"Thesaurus Term: {c.pick(words.KEYWORDS)}" for _ in range(c.between(1, 8))]
    return "; ".join(parts + terms)


def _container(w: Work) -> str:
    """Return the journal, or for other types the book or the proceedings."""
    if w.kind in ("CONF", "CPAPER", "CHAP", "BOOK", "SER"):
        if "container" not in w.said:
            maker = _conference if w.kind in ("CONF", "CPAPER") else _book
            w.said["container"] = maker(w)
        return w.said["container"]
    return w.journal.name


def _conference(w: Work) -> str:
    c = w.chooser
    return (
        f"{w.year} {c.between(2, 40)}th International Conference on "
        f"{c.pick(words.NOUN_PHRASES).title()} ({c.code(4).upper()} {w.year})"
    )


def _book(w: Work) -> str:
    c = w.chooser
    return (
        f"Handbook of {c.pick(words.NOUN_PHRASES).title()} and {c.pick(words.NOUN_PHRASES).title()}"
    )


def _issn(w: Work) -> str:
    """Return an ISSN, and the other one for a second field; an ISBN for books."""
    if w.kind in ("BOOK", "CHAP"):
        return words.isbn(w.chooser.digits(9))
    if "issn" in w.said:
        return w.journal.other_issn
    w.said["issn"] = w.journal.issn
    return w.journal.issn


def _doi(w: Work) -> str:
    w.said["doi"] = w.doi
    return w.doi


def _site_address(w: Work) -> str:
    """Return an address that ends in the DOI, if the record has one; a second one differs."""
    number = w.said.get("address", "")
    w.said["address"] = f"{number}m"
    end = w.doi if "doi" in w.said else w.number
    return f"https://{number}www.{w.journal.code}-journal.example.org/article/{end}"


def _site_file(w: Work) -> str:
    number = w.chooser.digits(7)
    return f"https://www.{w.journal.code}-journal.example.org/pdf/{number}.pdf"


def _isi(w: Work) -> str:
    return f"<Go to ISI>://WOS:0005{w.number}{w.number[:3]}"


def _doi_address(w: Work) -> str:
    return f"https://doi.org/{w.doi}" if "doi" in w.said else _isi(w)


def _issn_lines(w: Work) -> str:
    if w.kind in ("BOOK", "CHAP"):
        return words.isbn(w.chooser.digits(9))
    kind = w.chooser.random()
    if kind < 0.016:
        return words.isbn(w.chooser.digits(9))
    if kind < 0.34:
        return f"{w.journal.issn}\n{w.journal.other_issn}"
    if kind < 0.37:
        return f"{w.journal.issn} {w.journal.other_issn}"
    return w.journal.issn


def _mendeley_note(w: Work) -> str:
    c = w.chooser
    kind = c.random()
    if kind < 0.37:
        lines = [f"Cited By :{c.between(0, 90)}", f"Export Date: {c.between(1, 28)} May 2021"]
        return "\n".join([*lines, f"CODEN: {c.code(5).upper()}"][: c.between(2, 3)])
    return f"cited By {c.between(0, 200)}"


def _last_short(w: Work) -> str:
    """Return the last page without the digits that it shares with the first."""
    first, last = str(w.first), str(w.last)
    if len(first) != len(last):
        return last
    shared = 0
    while first[shared] == last[shared] and shared < len(first) - 1:
        shared += 1
    return last[shared:]


def _keyword_joined(w: Work) -> str:
    c = w.chooser
    return "; ".join(c.pick(words.KEYWORDS) for _ in range(c.between(3, 9)))


def _resolver(w: Work) -> str:
    plus = w.title.replace(" ", "+")
    return (
        f"https://resolver.example.org/openurl?url_ver=Z39.88-2004&rft_val_fmt=journal&sid=lib%3A"
        f"{w.number}&atitle={plus}&title={w.journal.name.replace(' ', '+')}&issn="
        f"{w.journal.issn.replace('-', '')}&date={w.year}-{w.month:02d}-{w.day:02d}"
        f"&volume={w.volume}&issue={w.issue}&spage={w.first}&id=doi:{w.doi.replace('/', '%2F')}"
    )


def _authors_at(w: Work) -> str:
    c = w.chooser
    names = "; ".join(f"{family(c)} {initials(c)[0]}." for _ in range(c.between(1, 4)))
    return f"({names}) {c.pick(words.AFFILIATIONS)}"


def _note_twice(w: Work) -> str:
    """Return a note; one in nine repeats the one before it."""
    before = w.said.get("note", "")
    if before and w.chooser.often(0.11):
        return before
    w.said["note"] = f"Note {w.chooser.digits(3)}: {prose(w.chooser, 100)}"
    return w.said["note"]


def _wos_month(w: Work) -> str:
    return MONTHS[w.month - 1]


Maker = Callable[[Work], str]

MAKERS: dict[str, Maker] = {
    "-": lambda w: "",
    "na": lambda w: "NA",
    # Titles and abstracts
    "title": lambda w: w.title,
    "title_stop": lambda w: f"{w.title}.",
    "other_title": lambda w: title(w.chooser),
    "title_long": lambda w: f"{w.title} hash://md5/{w.chooser.code(32)}",
    "abstract": abstract,
    "abstract_desktop": lambda w: abstract(w, 0.85),
    "abstract_short": lambda w: prose(w.chooser, 780),
    "abstract_long": lambda w: abstract(w, 1.5),
    "abstract_lines": lambda w: abstract(w, 1.0, "\n"),
    "abstract_list": _list,
    "notice": lambda w: (
        f"Copyright of {w.journal.name} is the property of {w.journal.publisher} and its content "
        "may not be copied or emailed to multiple sites or posted to a listserv without the "
        "copyright holder's express written permission."
    ),
    # Names
    "name_full": _name_full,
    "name_plain": _name_plain,
    "name_dots": _name_dots,
    "name_spaced": _name_spaced,
    "name_bare": lambda w: f"{family(w.chooser)}, {initials(w.chooser)}",
    "name_capitals": lambda w: f"{family(w.chooser).upper()}, {given(w.chooser)}",
    "name_no_comma": lambda w: f"{family(w.chooser)} {initials(w.chooser)[0]}.",
    "name_first": lambda w: f"{given(w.chooser)} {family(w.chooser)}",
    "name_first_initials": lambda w: f"{initials(w.chooser)[0]}. {family(w.chooser)}",
    "name_comma": lambda w: f"{family(w.chooser)}, {initials(w.chooser)},",
    "name_cut": lambda w: f"{family(w.chooser)}, ",
    "name_accented": lambda w: f"{w.chooser.pick(words.ACCENTED)}, {given(w.chooser)}",
    "et_al": lambda w: "et al.",
    # Journals
    "journal": lambda w: w.journal.name,
    "container": _container,
    "container_capitals": lambda w: _container(w).upper(),
    "conference": _conference,
    "book": _book,
    "short": lambda w: w.journal.short,
    "short_capitals": lambda w: w.journal.short.upper().replace(".", ""),
    "issn": _issn,
    "issn_again": lambda w: w.journal.issn,
    "issn_plain": lambda w: _issn(w).replace("-", ""),
    "issn_note": lambda w: f"{w.journal.issn.replace('-', '')} (ISSN)",
    "isbn_note": lambda w: (
        f"{w.journal.issn.replace('-', '')} (ISSN); {words.isbn(w.chooser.digits(9))} (ISBN)"
    ),
    "issn_two": lambda w: f"{w.journal.issn}, {w.journal.other_issn}",
    "issn_two_blank": lambda w: f"{w.journal.issn} {w.journal.other_issn}",
    "issn_and": lambda w: f"{w.journal.issn} and {w.journal.other_issn}",
    "issn_lines": _issn_lines,
    "publisher": lambda w: w.journal.publisher,
    "publisher_capitals": lambda w: w.journal.publisher.upper(),
    "country": lambda w: w.journal.country,
    "town": lambda w: w.chooser.pick(words.TOWNS),
    "town_capitals": lambda w: w.chooser.pick(words.TOWNS).upper(),
    "street": lambda w: (
        f"{w.chooser.between(1, 99)} {w.chooser.pick(words.TOWNS).upper()} ROAD, "
        f"{w.chooser.pick(words.TOWNS).upper()}, {w.journal.country.upper()}"
    ),
    # Dates
    "year": lambda w: str(w.year),
    "year_slashes": lambda w: f"{w.year}///",
    "year_two_slashes": lambda w: f"{w.year}//",
    "month": _wos_month,
    "month_short": lambda w: MONTHS[w.month - 1].capitalize(),
    "month_day": lambda w: f"{MONTHS[w.month - 1]} {w.day}",
    "month_slashes": lambda w: f"{w.year}/{w.month:02d}//",
    "month_two_slashes": lambda w: f"{w.year}/{w.month:02d}//",
    "month_year": lambda w: f"{MONTHS[w.month - 1].capitalize()} {w.year}",
    "month_dot_year": lambda w: f"{MONTHS[w.month - 1].capitalize()}. {w.year}",
    "days_month_year": lambda w: (
        f"{w.day}-{w.day + 2} {MONTHS[w.month - 1].capitalize()}. {w.year}"
    ),
    "date": lambda w: f"{w.year}/{w.month:02d}/{w.day:02d}",
    "date_slashes": lambda w: f"{w.year}/{w.month:02d}/{w.day:02d}/",
    "date_undefined": lambda w: f"{w.year}/{w.month:02d}/{w.day:02d}/undefined",
    "month_undefined": lambda w: f"{w.year}/{w.month:02d}//undefined",
    "date_hyphens": lambda w: f"{w.year}-{w.month:02d}-{w.day:02d}",
    "download_date": lambda w: "2024/08/09",
    "early": lambda w: f"{MONTHS[w.month - 1]} {w.year}",
    # Places in a journal
    "volume": lambda w: str(w.volume),
    "issue": lambda w: str(w.issue),
    "first": lambda w: str(w.first),
    "last": lambda w: str(w.last),
    "last_short": _last_short,
    "pages": lambda w: f"{w.first}-{w.last}",
    "article_number": lambda w: w.chooser.digits(6),
    # DOIs and addresses
    "doi": _doi,
    "doi_capitals": lambda w: _doi(w).upper(),
    "doi_as_address": lambda w: f"https://doi.org/{_doi(w)}",
    "doi_as_old_address": lambda w: f"http://dx.doi.org/{_doi(w)}",
    "doi_address": _doi_address,
    "site_address": _site_address,
    "site_file": _site_file,
    "isi": _isi,
    "scopus_address": lambda w: (
        f"https://www.scopus.com/inward/record.uri?eid=2-s2.0-85{w.number}&doi="
        f"{w.doi.replace('/', '%2f')}&partnerID=40&md5={w.chooser.code(32)}"
    ),
    "ovid_address": lambda w: (
        f"http://ovidsp.ovid.com/ovidweb.cgi?T=JS&PAGE=reference&D=medp&NEWS=N&AN={w.number}"
    ),
    "lens_address": lambda w: (
        f"https://lens.org/{w.number[:3]}-{w.number[3:6]}-{w.number[5:8]}-{w.number[2:5]}-"
        f"{w.number[1:4]}"
    ),
    "dimensions_address": lambda w: (
        f"https://app.dimensions.ai/details/publication/pub.10{w.number}"
    ),
    "proquest_address": lambda w: (
        f"https://search.proquest.com/scholarly-journals/{w.title.lower().replace(' ', '-')[:60]}/"
        f"docview/{w.number}/se-2?accountid=10001"
    ),
    "cochrane_address": lambda w: (
        f"https://www.cochranelibrary.com/central/doi/10.1002/central/CN-{w.number}/full"
    ),
    "embase_address": lambda w: (
        f"https://www.embase.com/search/results?subaction=viewrecord&id=L{w.number}&from=export"
    ),
    "ebsco_address": lambda w: (
        f"https://search.ebscohost.com/login.aspx?direct=true&db=i3h&AN={w.number}&site=ehost-live"
        "&scope=site"
    ),
    "resolver": _resolver,
    "local_file": lambda w: (
        f"internal-pdf://{w.number}/{family(w.chooser)}-{w.year}-{w.title[:30]}.pdf"
    ),
    # Numbers of databases
    "wos_number": lambda w: f"WOS:0005{w.number}{w.number[:3]}",
    "dimensions_number": lambda w: f"pub.10{w.number}",
    "lens_number": lambda w: (
        f"{w.number[:3]}-{w.number[3:6]}-{w.number[5:8]}-{w.number[2:5]}-{w.number[1:4]}"
    ),
    "cochrane_number": lambda w: f"CN-{w.number}",
    "embase_number": lambda w: f"L20{w.number}",
    "pmid": lambda w: w.number,
    "pmid_label": lambda w: f"{w.number} [PMID]",
    "pubmed_number": lambda w: f"PUBMED {w.number}",
    "long_number": lambda w: f"20{w.number}",
    "accession": lambda w: f"{w.year}-{w.number[:5]}-001",
    "small_number": lambda w: w.chooser.digits(3),
    "counter": lambda w: str(w.counter),
    "counters": lambda w: f"{w.counter}, {w.counter + 1000}, {w.counter + 2000}",
    # Keywords
    "keyword": keyword,
    "keyword_plain": lambda w: keyword(w).lower(),
    "keyword_again": _keyword_again,
    "keyword_blank": lambda w: f" {keyword(w)}",
    "keyword_joined": _keyword_joined,
    "keyword_capitals": lambda w: keyword(w).upper(),
    "keyword_capital_first": lambda w: keyword(w).split(" ")[0].upper() + " research",
    "keyword_starred": lambda w: f"*{keyword(w)}",
    "keyword_qualified": lambda w: f"{keyword(w)}/*therapeutic use",
    "keyword_lines": _keyword_lines,
    # Notes and the rest
    "affiliation": lambda w: w.chooser.pick(words.AFFILIATIONS),
    "addresses": _addresses,
    "address_short": lambda w: w.chooser.pick(words.AFFILIATIONS).partition(",")[2].strip(),
    "author_address": _author_address,
    "addresses_joined": lambda w: " ; ".join(
        w.chooser.pick(words.AFFILIATIONS) for _ in range(w.chooser.between(1, 4))
    ),
    "authors_at": _authors_at,
    "university": lambda w: f"University of {w.chooser.pick(words.TOWNS)}",
    "note": lambda w: f"Shelf {w.chooser.between(1, 90)}: {w.chooser.pick(words.CLAUSES)}",
    "note_long": _note_long,
    "note_short": _note_short,
    "note_twice": _note_twice,
    "scopus_note": _scopus_note,
    "mendeley_note": _mendeley_note,
    "asreview_note": lambda w: w.chooser.pick(("ASReview_relevant", "ASReview_irrelevant")),
    "accession_note": _accession_note,
    "times_cited": lambda w: (
        f"Times Cited in Web of Science Core Collection:  {w.chooser.between(0, 90)}\n"
        f"Total Times Cited:  {w.chooser.between(90, 99)}\n"
        f"Cited Reference Count:  {w.chooser.digits(2)}"
    ),
    "copyright": lambda w: f"Copyright - © {w.journal.publisher} {w.year} {w.chooser.digits(4)}",
    "funding": lambda w: f"{w.journal.country} Research Council [{w.chooser.digits(6)}]",
    "thanks": lambda w: prose(w.chooser, 260),
    "citation_index": lambda w: "Science Citation Index Expanded (SCI-EXPANDED)",
    "document": lambda w: w.chooser.pick(("Article", "Article", "Article", "Review")),
    "english": lambda w: "English",
    "eng": lambda w: "eng",
    "en": lambda w: "en",
    "catalogue": lambda w: w.chooser.pick(("Medline", "psyh", "i3h", "Social Science Abstracts")),
    "scopus": lambda w: "Scopus",
    "cab": lambda w: "CABDirect",
    "embase": lambda w: "Embase",
    "ebsco": lambda w: "EBSCOhost",
    "searches": lambda w: "benchmark, search 1, search 2",
    "search_words": lambda w: "search, search, search",
}
"""Kind -> the function that makes a value of it. A line feed in a value starts an untagged line."""
