"""RIS605 inconsistent-journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ris_ls.library.facts import folded
from ris_ls.rules.model import Fix, GatheringRule, Problem, Related
from ris_ls.rules.wording import short
from ris_ls.syntax import record_of
from ris_ls.text import Block, Edit, Span
from ris_ls.values.journals import abbreviates
from ris_ls.values.serials import find_serials


class Named(NamedTuple):
    """A journal as a record names it."""

    start: int
    """Where the block of the record begins."""
    span: Span
    name: str
    issns: frozenset[str]


class Wanted(NamedTuple):
    """The name to write for another one."""

    name: str
    part: int
    """The part of the file in which it stands first."""
    head: Span
    """The first line of the record there, counted from the start of that part."""


_TAGS = ("T2", "JF", "JO")
_HEAD = len("TY  - JOUR")
_TYPES = frozenset({"JOUR", "JFULL", "EJOUR", "MGZN", "NEWS", "INPR", "ABST"})


class InconsistentJournal(GatheringRule):
    """One journal stands under several names in the file.

    Names that differ in case, punctuation, accents, *and* or *the* are one journal, and so are a
    full name and its abbreviation with the same ISSN. The fix writes the name that most records
    have, of equally common ones the first; it is unsafe, for the shorter one may be what a journal
    asks for.

    ## Why

    Lists of references show each record as it is written, so one journal looks like two. Counts by
    journal count it twice. The rule is off by default: searches of several databases are merged
    before anybody cares.

    ## Example

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    ER  -

    TY  - JOUR
    AU  - Doe, Jane
    TI  - On lost lines
    T2  - Journal of Lost Lines
    PY  - 2021
    ER  -

    TY  - JOUR
    AU  - Roe, Richard
    TI  - On found lines
    T2  - Journal Of Lost Lines
    PY  - 2022
    ER  -
    ```

    ## Mended

    ```ris
    TY  - JOUR
    AU  - Doe, Jane
    TI  - On damaged exports
    T2  - Journal of Lost Lines
    PY  - 2020
    ER  -

    TY  - JOUR
    AU  - Doe, Jane
    TI  - On lost lines
    T2  - Journal of Lost Lines
    PY  - 2021
    ER  -

    TY  - JOUR
    AU  - Roe, Richard
    TI  - On found lines
    T2  - Journal of Lost Lines
    PY  - 2022
    ER  -
    ```
    """

    code = "RIS605"
    name = "inconsistent-journal"
    severity = "info"
    fixable = "unsafe"
    on = False

    def gather(
        self, blocks: Iterable[tuple[int, Block]], before: Block | None = None
    ) -> list[Named]:
        """Return the journals that the records of a part of a file name, with their places."""
        return [
            named._replace(start=start, span=named.span.shift(start))
            for start, block in blocks
            if (named := block.memo(_named, lambda block=block: _named(block))) is not None  # type: ignore[misc]
        ]

    def states(self, gathered: Sequence[list[Named]]) -> Sequence[Mapping[str, Wanted]]:
        """Return, for each part, the name to write for each that is written otherwise in it."""
        preferred = _preferred([named for part in gathered for named in part])
        best = set(preferred.values())
        wanted: dict[str, Wanted] = {}
        for number, part in enumerate(gathered):
            for named in part:
                if named.name in best and named.name not in wanted:
                    head = Span(named.start, named.start + _HEAD)
                    wanted[named.name] = Wanted(named.name, number, head)
        return [
            {named.name: wanted[preferred[named.name]] for named in part if named.name in preferred}
            for part in gathered
        ]

    def tell(self, gathered: list[Named], state: Mapping[str, Wanted]) -> Iterator[Problem]:
        """Yield one problem at each name that others write otherwise."""
        for named in gathered:
            wanted = state.get(named.name)
            if wanted is not None:
                name = short(wanted.name)
                yield Problem(
                    named.span,
                    f"The journal `{short(named.name)}` is called `{name}` in other records of "
                    "this file: lists and counts take them for two.",
                    Fix(
                        f"Write `{name}`",
                        (Edit(named.span.start, named.span.end, wanted.name),),
                        safe=False,
                    ),
                    (
                        Related(
                            f"called `{name}` here", wanted.head, is_record=True, part=wanted.part
                        ),
                    ),
                )


def _named(block: Block) -> Named | None:
    """Return the journal that a record names; None for works that did not appear in one."""
    record = record_of(block)
    if record.type_code not in _TYPES:
        return None
    field = record.first(*_TAGS)
    if field is None or field.continuation:
        return None
    issns = frozenset(
        serial.normal
        for sn in record.of("SN")
        for serial in find_serials(sn.full_value)
        if serial.kind == "ISSN" and serial.valid
    )
    return Named(0, field.value_span, field.value, issns)


def _preferred(all_named: list[Named]) -> dict[str, str]:
    """Return the name to write for each name that another one is to stand for."""
    counts = Counter(named.name for named in all_named)
    keys = {name: _key(name) for name in counts}
    by_key: dict[str, list[str]] = {}
    for name in counts:
        by_key.setdefault(keys[name], []).append(name)
    _join_abbreviations(by_key, keys, all_named)
    wanted: dict[str, str] = {}
    for names in by_key.values():
        if len(names) > 1:
            # Of names that are equally common, the first one in the file.
            best = max(names, key=counts.__getitem__)
            wanted.update((name, best) for name in names if name != best)
    return wanted


def _join_abbreviations(
    by_key: dict[str, list[str]], keys: Mapping[str, str], all_named: list[Named]
) -> None:
    """Put names with the same ISSN together, one of which is short for the other."""
    by_issn: dict[str, dict[str, None]] = {}
    for named in all_named:
        for issn in named.issns:
            by_issn.setdefault(issn, {})[keys[named.name]] = None
    for found in by_issn.values():
        full = max(found, key=len)
        for key in found:
            if key != full and key in by_key and full in by_key and abbreviates(key, full):
                by_key[full].extend(by_key.pop(key))


def _key(name: str) -> str:
    """Return a name so that two spellings of it are the same."""
    words = [word for word in folded(name).split() if word not in ("and", "the")]
    return " ".join(words) or name
