"""Which tags have a standard tag that says the same."""

from __future__ import annotations

STANDARD_TAG = {
    "BN": "SN",
    "DE": "KW",
    "JI": "J2",
    "J9": "J2",
    "LG": "LA",
    "LP": "EP",
    "NL": "J2",
    "PG": "SP",
    "PI": "CY",
    "PU": "PB",
}
"""Tags that mean exactly what a standard tag means, and that no known importer reads.

Where a record holds several of them for one standard tag, the one that comes first here is meant.
A test holds the list against the tables. Not among them: tags that one program or another does
read (DI, LK, VO, PP, H1, H2), and tags whose meaning is only near (PA is an address, SO a whole
citation, MA, PT, PD, WE).
"""

NEAR_STANDARD_TAG = {
    "DI": "DO",
    "H1": "DP",
    "H2": "CN",
    "LK": "UR",
    "PD": "DA",
    "PP": "CY",
    "PT": "M3",
    "VO": "VL",
}
"""Tags that mean about what a standard tag means, or that some program reads as they are.

Not among them: MA, the number of a meeting abstract, for Zotero reads M1 as an issue.
"""
