"""How the exporters write: which tags, how often, in which order, and how many of each.

Measured over 24,997 records of 160 real exports (see the README): for each group of files from one
exporter the share of records that have a tag, the number of its fields where it stands, its usual
place, and the share of records of the group among all. `realism.py` compares what the generator
makes of it with the exports. Shares below one in a hundred are left out.

A row of `fields` reads: tag, share of records, fields in each of those, kind of value (see
`values.py`). Of several kinds (`year*3|month`) one is drawn for each value; `-` is an empty field.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One tag of a dialect."""

    tag: str
    share: float
    count: float
    kinds: tuple[str, ...]
    """Kinds of value, one of which is drawn; repeated ones are drawn more often."""


@dataclass(frozen=True)
class Dialect:
    """What one exporter's records look like."""

    name: str
    share: float
    """Of 1,000 records."""
    types: dict[str, int]
    """Reference types with their weights; the type "" is a record without TY."""
    rows: tuple[Row, ...]
    gap: str = "  - "
    end: str = "ER  - "
    blank_lines: int = 1
    """Behind each record."""
    line_end: str = "\n"
    before: str = ""
    """The kind of text in front of each record."""
    after: str = ""
    """The kind of text behind each record."""
    heading: str = ""
    """The kind of text in front of the first record of a section."""
    mark: float = 0.0
    """The share of sections that begin with a byte order mark."""
    bare_returns: tuple[str, ...] = ()
    """Tags whose line ends in a lone carriage return."""
    bent: str = ""
    """A tag that stands before ` - `, with one blank."""


def _dialect(name: str, share: float, types: str, fields: str, **rest: object) -> Dialect:
    rows = []
    for line in fields.strip().split("\n"):
        tag, of_records, count, kinds = line.split()
        rows.append(Row(tag, float(of_records), float(count), _weighed(kinds)))
    weights = {each.split(":")[0]: int(each.split(":")[1]) for each in types.split()}
    return Dialect(name, share, weights, tuple(rows), **rest)  # type: ignore[arg-type]


def _weighed(kinds: str) -> tuple[str, ...]:
    """Return `year*3|month` as four kinds."""
    result: list[str] = []
    for each in kinds.split("|"):
        kind, _, times = each.partition("*")
        result += [kind] * int(times or 1)
    return tuple(result)


DIALECTS = (
    _dialect(
        "EndNote, from a search by number",
        105.6,
        "JOUR:980 CHAP:8 BOOK:12",
        """
        AB 1.00 1 na
        AD 0.92 1 address_short
        AN 0.84 1 wos_number
        AU 0.95 3.0 name_spaced
        DO 0.72 1 doi
        IS 0.79 1 issue
        KW 0.78 1 keyword_lines
        PY 0.97 1 year
        SN 0.96 1 issn_lines
        SP 0.93 1 pages
        ST 0.97 1 title
        T2 0.96 1 container_capitals
        TI 0.97 1 title
        VL 0.88 1 volume
        ID 1.00 1 counter
        """,
        line_end="\r\n",
    ),
    _dialect(
        "EndNote, a library with notes",
        83.8,
        "JOUR:930 CHAP:40 BOOK:25 RPRT:5",
        """
        A2 0.06 2.6 name_spaced
        AB 1.00 1 na
        AD 0.97 1 addresses
        AN 0.27 1 wos_number
        AU 1.00 3.4 name_spaced
        CY 0.07 1 town
        DA 0.16 1 month_short
        DO 0.18 1 doi
        IS 0.83 1 issue
        J2 0.22 1 short
        KW 0.88 1 keyword_lines
        LA 0.27 1 english
        N1 1.00 1 note_long
        PB 0.07 1 publisher
        M3 0.20 1 document
        PY 1.00 1 year
        SN 0.27 1 issn_lines
        SP 0.96 1 pages
        ST 1.00 1 title
        T2 0.98 1 container
        TI 1.00 1 title
        UR 1.00 1 isi|doi_address|scopus_address
        VL 0.93 1 volume
        ID 1.00 1 counter
        """,
    ),
    _dialect(
        "EndNote",
        203.0,
        "JOUR:935 CHAP:22 BOOK:13 CPAPER:20 CONF:4 WEB:6 GEN:2",
        """
        A2 0.04 2.3 name_spaced
        AB 0.93 1 abstract
        AN 0.92 1 wos_number
        AU 0.99 3.9 name_spaced
        C1 0.31 1 small_number
        C6 0.12 1 early
        CY 0.02 1 town
        C7 0.29 1 article_number
        DA 0.78 1 month*3|month_day
        DO 0.88 1 doi
        IS 0.62 1 issue
        KW 0.02 1 keyword_lines
        L1 0.02 1 local_file
        N1 0.23 1 note_short
        PB 0.02 1 publisher
        PY 0.99 1 year
        SN 0.93 1 issn_lines
        SP 0.67 1 pages
        ST 0.99 1 title
        T2 0.97 1 container_capitals
        TI 1.00 1 title
        UR 0.25 1 isi*2|doi_address
        VL 0.92 1 volume
        ID 1.00 1 counter
        """,
        line_end="\n",
    ),
    _dialect(
        "Scopus",
        77.0,
        "JOUR:900 CONF:60 SER:20 INPR:15 CHAP:5",
        """
        TI 1.00 1 title
        T2 1.00 1 container
        VL 0.92 1 volume
        AU 1.00 5.1 name_dots
        IS 0.69 1 issue
        PY 1.00 1 year
        SP 0.70 1 first
        EP 0.69 1 last
        DO 0.95 1 doi
        AD 0.62 3.4 affiliation
        KW 0.75 12.5 keyword*3|keyword_again
        AB 0.93 1 abstract
        UR 1.00 1 scopus_address
        N1 1.00 1.4 scopus_note
        M3 1.00 1 document
        DB 1.00 1 scopus
        """,
        end="ER  - ",
    ),
    _dialect(
        "Scopus, as of 2025",
        78.4,
        "JOUR:905 CONF:75 CHAP:10 SER:5 BOOK:5",
        """
        AU 1.00 5.1 name_dots
        TI 1.00 1 title
        PY 1.00 1 year
        T2 1.00 1 container
        VL 0.90 1 volume
        IS 0.69 1 issue
        C7 0.50 1 article_number
        SP 0.56 1 first
        EP 0.55 1 last
        DO 0.94 1 doi
        UR 1.00 1 scopus_address
        AB 0.93 1 abstract
        AD 0.44 3.4 affiliation
        KW 0.74 15.5 keyword*3|keyword_again
        A2 0.04 3.9 name_no_comma
        PB 0.16 1 publisher
        SN 0.17 1 issn_note*2|isbn_note
        LA 0.18 1 english
        J2 0.18 1 short
        M3 1.00 1 document
        DB 1.00 1 scopus
        N1 1.00 1 scopus_note
        """,
        end="ER  -",
    ),
    _dialect(
        "Mendeley Desktop",
        72.3,
        "JOUR:940 CONF:35 CHAP:25",
        """
        T1 1.00 1 title
        A1 1.00 6.0 name_full
        ED 0.03 2.3 name_full
        Y1 1.00 1 year_slashes*3|month_slashes
        KW 0.62 6.5 keyword_plain
        PB 0.06 1 publisher
        JF 1.00 1 container
        VL 0.95 1 volume
        IS 0.49 1 issue
        SP 0.73 1 first
        SN 0.06 1 issn|issn_two
        EP 0.73 1 last
        CY 0.28 1 affiliation
        DO 0.98 1 doi
        UR 0.75 1 doi_address|site_address
        N1 0.66 1 mendeley_note
        N2 1.00 1 abstract_desktop
        """,
        blank_lines=0,
    ),
    _dialect(
        "Mendeley Desktop, with keywords of a browser",
        63.2,
        "JOUR:930 CONF:40 CHAP:30",
        """
        T1 1.00 1 title
        A1 1.00 6.0 name_full
        Y1 1.00 1 year_slashes*2|month_slashes
        KW 0.85 6.4 keyword_blank*12|keyword_plain*2|keyword_joined
        PB 0.06 1 publisher
        JF 1.00 1 container
        T3 0.06 1 container
        VL 0.95 1 volume
        IS 0.49 1 issue
        SP 0.73 1 first
        SN 0.06 1 issn|issn_two
        EP 0.73 1 last
        DO 0.98 1 doi_as_address*7|doi
        UR 0.75 1 site_address
        N1 0.55 1 mendeley_note
        N2 1.00 1 abstract_desktop
        """,
        blank_lines=0,
    ),
    _dialect(
        "Web of Science",
        68.0,
        "JOUR:880 CPAPER:70 EJOUR:45 GEN:5",
        """
        AU 1.00 6.1 name_bare
        ED 0.02 4 name_bare
        TI 1.00 1 title
        T2 1.00 1 container_capitals
        AB 0.90 1 abstract*5|abstract_lines
        SN 0.99 1.6 issn
        DA 0.86 1 month*2|month_day
        PY 0.96 1 year
        VL 0.90 1 volume
        IS 0.66 1 issue
        SP 0.56 1 first
        EP 0.56 1 last
        C7 0.37 1 article_number
        DO 0.96 1 doi
        C6 0.29 1 early
        AN 1.00 1 wos_number
        """,
        end="ER  -",
        mark=0.2,
    ),
    _dialect(
        "Web of Science, full record",
        10.2,
        "JOUR:850 CPAPER:140 CHAP:10",
        """
        AU 1.00 6.1 name_bare
        ED 0.10 4 name_bare
        TI 1.00 1 title
        T2 1.00 1 container_capitals
        LA 1.00 1 english
        CP 0.14 1 conference
        KW 0.95 8.0 keyword|keyword_capitals
        AB 0.95 1 abstract
        AD 1.00 2.6 affiliation
        C3 0.95 2.9 university
        FU 0.70 1 funding
        FX 0.70 1 thanks
        PU 1.00 1 publisher_capitals
        PI 1.00 1 town_capitals
        PA 1.00 1 street
        SN 1.00 1.8 issn
        J9 0.80 1 short_capitals
        JI 0.65 1 short
        DA 0.60 1 month|month_day
        PY 1.00 1 year
        VL 0.95 1 volume
        IS 0.66 1 issue
        SP 0.56 1 first
        EP 0.56 1 last
        DO 0.96 1 doi
        WE 1.00 1 citation_index
        AN 1.00 1 wos_number
        N1 1.00 1 times_cited
        """,
        end="ER  -",
        bare_returns=("AD", "C3", "WE"),
    ),
    _dialect(
        "Ovid",
        45.0,
        "JOUR:910 ELEC:90",
        """
        ID 1.00 1 pmid
        T1 1.00 1 title_stop
        A1 1.00 3.4 name_plain*11|name_capitals
        T2 0.13 1 other_title
        Y1 1.00 1 year_two_slashes
        N1 0.05 1 copyright
        KW 0.87 12.6 keyword|keyword_starred
        N2 0.62 1 abstract
        Y2 0.11 1 year_two_slashes
        JF 0.91 1 container
        JA 0.99 1 short
        VL 0.97 1 volume
        IS 0.78 1 issue
        SP 0.96 1 first
        EP 0.83 1 last_short*5|last
        M2 0.49 3.1 author_address
        CY 0.89 1 country
        PB 0.04 1 publisher
        SN 0.93 1.9 issn*2|issn_again
        M1 0.89 1 small_number
        DO 0.33 1 doi_as_old_address
        L2 0.98 1 ovid_address
        """,
        end="ER  -  ",
        before="ovid",
        after="ovid",
    ),
    _dialect(
        "Zotero",
        42.2,
        "JOUR:980 CHAP:10 GEN:6 THES:4",
        """
        TI 1.00 1 title_stop
        AU 1.00 7.1 name_plain
        T2 0.99 1 container
        AB 0.93 1 abstract
        DA 1.00 1 date_slashes*2|date_undefined|month_undefined|date_slashes
        DP 0.12 1 catalogue
        PY 1.00 1 year
        DO 0.98 1 doi
        VL 0.94 1 volume
        IS 0.72 1 issue
        SP 0.88 1 first
        EP 0.58 1 last
        UR 0.16 1 site_address
        J2 0.97 1 short
        AN 0.15 1 accession
        LA 0.87 1 eng
        SN 0.98 1 issn_two_blank*3|issn*2
        DB 0.15 1 catalogue
        KW 0.96 13.4 keyword*3|keyword_starred|keyword_qualified
        """,
        line_end="\r\n",
    ),
    _dialect(
        "CiteSource",
        40.6,
        ":1",
        """
        C1 1.00 1 counter
        C2 1.00 1 counters
        AU 0.99 5.4 name_plain
        TI 1.00 1 title
        PY 1.00 1 year
        VL 1.00 1 volume*7|-
        IS 1.00 1 issue*2|-
        SP 1.00 1 first*3|pages|-*2
        DB 1.00 1 searches
        C7 1.00 1 search_words
        AB 1.00 1 abstract
        DO 1.00 1 doi*15|-
        UR 0.51 1 site_address*3|-
        JO 1.00 1 container*13|-
        BN 1.00 1 issn|issn_and*3|issn_plain|issn_and*2|-
        C8 1.00 1 -|search_words
        """,
    ),
    _dialect(
        "Lens",
        21.8,
        "JOUR:890 THES:50 CHAP:18 BOOK:15 GEN:15 CPAPER:12",
        """
        AB 0.94 1 abstract*7|abstract_lines
        AU 0.99 4.9 name_plain
        CY 0.75 1 country
        DA 0.76 1 date
        DO 0.89 1 doi
        EP 0.70 1 last
        ID 1.00 1 lens_number
        IS 0.71 1 issue
        JF 0.92 1 container
        KW 0.19 5.9 keyword
        L1 0.35 1.3 site_file
        L2 0.87 4.1 site_address
        PB 0.89 1 publisher
        PY 0.98 1 year
        SN 0.88 1.6 issn_plain
        SP 0.84 1 first
        TI 1.00 1 title
        UR 1.00 1 lens_address
        VL 0.86 1 volume
        """,
        blank_lines=0,
        line_end="\r\n",
    ),
    _dialect(
        "DataCite",
        16.4,
        "RPRT:1",
        """
        T1 1.00 1 title_long
        AU 1.00 3.0 name_cut
        DO 1.00 1 doi_capitals
        UR 1.00 1 doi_address
        AB 1.00 1 abstract_short*19|abstract_list
        KW 1.00 8.0 keyword_plain
        PY 1.00 1 year
        PB 1.00 1 publisher
        """,
        blank_lines=0,
    ),
    _dialect(
        "A reference manager of old",
        20.0,
        "JOUR:800 BOOK:90 STD:60 CONF:30 CHAP:20",
        """
        AU 0.90 3.6 name_dots
        PY 0.92 1 year
        DA 0.15 1 date
        TI 0.98 1 title
        JF 0.70 1 container
        EP 0.06 1 last
        SP 0.66 1 pages|first
        BT 0.06 1 book
        AB 0.08 1 abstract
        KW 0.06 5.5 keyword
        VL 0.73 1 volume
        IS 0.17 1 issue
        UR 0.19 1 site_address
        PB 0.04 1 publisher
        N1 0.70 1.8 note
        DO 0.15 1 doi
        ID 0.91 1 counter
        """,
    ),
    _dialect(
        "Dimensions",
        9.8,
        "JOUR:970 CHAP:22 CONF:8",
        """
        AN 1.00 1 dimensions_number
        TI 1.00 1 title
        AU 1.00 5.8 name_plain
        PY 1.00 1 year
        JO 0.95 1 container
        VL 0.88 1 volume
        IS 0.65 1 issue
        SP 0.89 1 first
        EP 0.53 1 last
        DO 1.00 1 doi
        UR 1.00 1 dimensions_address
        L2 0.66 1 site_file
        U1 0.31 1.4 pmid_label
        Y2 1.00 1 download_date
        AB 0.99 1 abstract*4|abstract_lines
        """,
        blank_lines=0,
        heading="blank",
    ),
    _dialect(
        "ProQuest",
        8.2,
        "JOUR:985 THES:10 MGZN:5",
        """
        T1 1.00 1 title
        AN 1.00 1 long_number
        AB 0.96 1 abstract
        JF 1.00 1 container
        AU 1.00 3.8 name_plain*9|name_first
        AD 0.90 1 addresses_joined
        Y1 1.00 1 month_two_slashes
        PY 1.00 1 year
        DA 1.00 1 month_year
        SP 0.97 1 first
        EP 0.88 1 last
        CY 1.00 1 town
        PB 1.00 1 publisher
        VL 0.99 1 volume
        IS 0.98 1 issue
        SN 0.91 1 issn_plain*3|issn
        KW 1.00 19.9 keyword*3|keyword_again
        UR 1.00 1 proquest_address
        L2 1.00 1 resolver
        LA 1.00 1 english
        DB 1.00 1 catalogue
        N1 1.00 2.3 copyright
        DO 0.98 1 doi_as_old_address
        """,
        blank_lines=3,
        line_end="\r\n",
    ),
    _dialect(
        "Cochrane Library",
        7.0,
        "JOUR:1",
        """
        AN 1.00 1 cochrane_number
        A1 1.00 4.4 name_bare*6|name_comma
        A1 0.26 1 et_al
        T1 1.00 1 title
        JA 1.00 1 container
        PY 1.00 1 year
        VL 0.35 1 volume
        IS 0.25 1 issue
        SP 0.26 1 pages
        C3 1.00 1 pubmed_number
        M3 1.00 1 document
        KW 0.59 19.7 keyword|keyword_starred
        DO 0.39 1 doi
        N2 0.97 1 abstract_long
        UR 1.00 1 cochrane_address
        """,
        gap="  -  ",
        end="ER  -  ",
        blank_lines=2,
        line_end="\r\n",
        before="cochrane",
    ),
    _dialect(
        "ASReview",
        5.2,
        "JOUR:520 CONF:440 THES:20 SER:20",
        """
        TI 1.00 1 title
        SP 0.80 1 first
        M3 0.92 1 document
        EP 0.80 1 last
        N1 1.00 1 asreview_note
        N1 1.00 8 note_twice
        AB 0.95 1 abstract
        KW 0.88 16.5 keyword*2|keyword_again
        VL 0.61 1 volume
        IS 0.49 1 issue
        AU 0.98 3.6 name_dots
        T2 0.84 1 container
        UR 0.73 1 scopus_address
        PB 0.42 1 publisher
        J2 0.74 1 short
        PY 0.77 1 year
        DO 0.57 1 doi
        SN 0.77 1 issn_note
        AD 0.72 1 affiliation
        DB 0.75 1 scopus
        LA 0.75 1 english
        """,
        line_end="\r\n",
        before="counter",
    ),
    _dialect(
        "IEEE Xplore",
        4.8,
        "CONF:800 JOUR:200",
        """
        TI 1.00 1 title
        T2 1.00 1 container
        SP 1.00 1 first
        EP 1.00 1 last
        AU 1.00 4.1 name_first_initials
        PY 1.00 1 year
        KW 0.96 11.2 keyword*3|keyword_again
        DO 1.00 1 doi
        JO 1.00 1 container
        IS 1.00 1 -*6|issue
        SN 1.00 1 -|issn
        VO 1.00 1 -*3|volume
        VL 1.00 1 -*3|volume
        JA 1.00 1 container
        Y1 1.00 1 days_month_year|month_dot_year
        AB 0.98 1 abstract
        """,
        blank_lines=2,
        line_end="\r\n",
    ),
    _dialect(
        "CAB Direct",
        4.4,
        "JOUR:990 THES:10",
        """
        DB 1.00 1 cab
        TI 1.00 1 title_stop
        ID 1.00 1 long_number
        JO 0.99 1 container
        SN 1.00 1 issn
        AU 1.00 4.9 name_spaced
        N1 1.00 1.8 affiliation
        PY 1.00 1 year
        VL 0.99 1 volume
        IS 0.98 1 issue
        SP 1.00 1 pages
        PB 0.95 1 publisher
        LA 1.00 1 english
        CY 0.95 1 country
        DO 0.79 1 doi
        """,
        heading="cab",
        bent="ID",
    ),
    _dialect(
        "Embase.com",
        4.0,
        "JOUR:900 GEN:100",
        """
        M3 0.90 1 document
        Y1 1.00 1 year
        VL 0.88 1 volume
        IS 0.48 1 issue
        SP 0.50 1 first
        EP 0.32 1 last
        SN 0.84 1.4 issn
        JF 0.90 1 container
        JO 0.90 1 short
        UR 1.00 1 embase_address
        U2 0.90 1 embase_number
        DB 0.79 1 embase
        U3 0.32 1 date_hyphens
        U4 0.85 1 date_hyphens
        L2 0.83 1 doi_as_old_address
        DO 0.93 1 doi
        LK 0.90 1 resolver
        A1 1.00 17 name_spaced
        M1 0.90 8.9 authors_at
        AD 0.72 1 affiliation
        T1 1.00 1 title
        LA 0.90 1 english
        KW 0.99 22 keyword_plain
        N2 0.84 1 abstract_long
        """,
    ),
    _dialect(
        "EBSCOhost",
        3.6,
        "JOUR:980 THES:20",
        """
        AU 1.00 2.5 name_plain*6|name_capitals
        T1 1.00 1 title_stop
        JO 0.98 1 container
        JF 0.52 1 container
        Y1 1.00 1 month_two_slashes
        VL 0.93 1 volume
        IS 0.85 1 issue
        M3 0.97 1 document
        SP 0.98 1 first
        EP 0.98 1 last
        SN 0.98 1 issn_plain|issn
        AB 0.96 1 abstract
        AB 0.48 1 notice
        KW 0.53 12.5 keyword|keyword_capital_first|keyword_again
        N1 1.00 1 accession_note
        L3 0.48 1 doi
        UR 1.00 1 ebsco_address
        DP 1.00 1 ebsco
        DB 1.00 1 catalogue
        """,
        line_end="\r\n",
    ),
    _dialect(
        "SciELO",
        1.8,
        "JOUR:1",
        """
        AU 1.00 3.4 name_accented*3|name_capitals
        TI 1.00 1 title
        TT 0.74 1 other_title
        JO 1.00 1 container
        J2 1.00 1 short
        SN 1.00 1 issn
        VL 1.00 1 volume
        IS 1.00 1 issue*6|-
        DO 0.76 1 doi
        DB 1.00 1 catalogue
        DP 1.00 1 site_address
        ID 1.00 1 long_number
        LA 1.00 1 en
        SP 1.00 1 first*6|-
        EP 1.00 1 last*6|-
        DA 1.00 1 date_hyphens
        PY 1.00 1 year
        AB 1.00 1.9 abstract
        UR 1.00 1 site_address
        L1 0.95 1 site_file
        KW 0.97 8.8 keyword_plain
        """,
        line_end="\r\n",
        end="ER  -",
    ),
    _dialect(
        "Google Scholar",
        0.8,
        "JOUR:1",
        """
        T1 1.00 1 title
        A1 1.00 4.5 name_full
        JO 1.00 1 container
        VL 0.95 1 volume
        IS 0.79 1 issue
        SP 0.84 1 first
        EP 0.74 1 last
        SN 1.00 1 issn
        Y1 1.00 1 year
        PB 1.00 1 publisher
        """,
        blank_lines=0,
        line_end="\r\n",
    ),
)
