"""Defects that no exporter writes by habit, put into some generated records."""

from __future__ import annotations

from collections.abc import Callable

from generator import words
from generator.values import Work, family, given

Lines = list[str]


def damaged(lines: Lines, work: Work) -> Lines:
    """Return the lines of a record, in a few records with a defect or two."""
    at = work.chooser.random() * 1000
    for rate, defect in DEFECTS:
        at -= rate
        if at < 0:
            return defect(lines, work)
    return lines


def _in_abstract(change: Callable[[str, Work], str]) -> Callable[[Lines, Work], Lines]:
    """Return a defect that changes the abstract, or the title where there is none."""

    def defect(lines: Lines, work: Work) -> Lines:
        for tags in (("AB", "N2"), ("TI", "T1")):
            for at, line in enumerate(lines):
                if line[:2] in tags and len(line) > 40:
                    return [*lines[:at], change(line, work), *lines[at + 1 :]]
        return lines

    return defect


def _in_title(change: Callable[[str, Work], str]) -> Callable[[Lines, Work], Lines]:
    def defect(lines: Lines, work: Work) -> Lines:
        return [change(line, work) if line[:2] in ("TI", "T1", "ST") else line for line in lines]

    return defect


def _between_words(line: str, work: Work, text: str) -> str:
    at = line.find(" ", 10 + int(work.chooser.random() * (len(line) - 20)))
    return line if at < 0 else f"{line[:at]}{text}{line[at + 1 :]}"


def _replace(tag: str, value: Callable[[Work], str]) -> Callable[[Lines, Work], Lines]:
    """Return a defect that replaces the fields of a tag, or adds one."""

    def defect(lines: Lines, work: Work) -> Lines:
        kept = [line for line in lines if line[:2] != tag]
        return [*kept[:-1], f"{tag}  - {value(work)}", kept[-1]]

    return defect


def _collapsed(lines: Lines, work: Work) -> Lines:
    return [" ".join(line.replace("  - ", " - ").replace("\n", " ") for line in lines)]


def _without_end(lines: Lines, work: Work) -> Lines:
    return lines[:-1]


def _years_disagree(lines: Lines, work: Work) -> Lines:
    kept = [line for line in lines if line[:2] not in ("Y1", "PY", "DA")]
    return [*kept[:-1], f"PY  - {work.year}", f"Y1  - {work.year - 3}", kept[-1]]


def _several_names(lines: Lines, work: Work) -> Lines:
    c = work.chooser
    names = "; ".join(f"{family(c)}, {given(c)}" for _ in range(c.between(3, 8)))
    return _replace("AU", lambda _: names)(lines, work)


def _bent(lines: Lines, work: Work) -> Lines:
    """No blank behind the hyphen, or one in front of it."""
    at = work.chooser.between(1, len(lines) - 2)
    gap = work.chooser.pick(("  -", " - "))
    return [*lines[:at], lines[at].replace("  - ", gap, 1), *lines[at + 1 :]]


def _doi_in_note(lines: Lines, work: Work) -> Lines:
    kept = [line for line in lines if line[:2] not in ("DO", "UR", "L2")]
    return [*kept[:-1], f"N1  - doi: {work.doi}", kept[-1]]


def _several_addresses(lines: Lines, work: Work) -> Lines:
    first, second = (f"https://{where}.example.org/{work.number}" for where in ("www", "doi"))
    return _replace("UR", lambda _: f"{first} {second}")(lines, work)


DEFECTS: tuple[tuple[float, Callable[[Lines, Work], Lines]], ...] = (
    (26.0, _in_abstract(lambda line, w: _between_words(line, w, "\u00a0"))),
    (7.0, _in_abstract(lambda line, w: _between_words(line, w, " CO<sub>2</sub> "))),
    (3.0, _in_abstract(lambda line, w: _between_words(line, w, " &amp; "))),
    (0.7, _in_abstract(lambda line, w: _between_words(line, w, " MÃ¼ller "))),
    (2.4, _in_abstract(lambda line, w: line[: len(line) * 2 // 3] + "...")),
    (0.4, _in_abstract(lambda line, w: _between_words(line, w, " \x02"))),
    (0.3, _in_abstract(lambda line, w: _between_words(line, w, " \ufffd "))),
    (13.0, _in_title(lambda line, w: line.upper())),
    (6.6, _replace("DO", lambda w: f"{w.doi[:14]} {w.doi[14:]}")),
    (1.8, _replace("DO", lambda w: f"{w.doi}_{w.issue} {w.doi}")),
    (2.8, _doi_in_note),
    (6.5, _replace("UR", lambda w: f"{w.journal.name} online")),
    (0.8, _several_addresses),
    (3.5, _replace("LA", lambda w: w.chooser.pick(words.NOUNS).capitalize())),
    (3.4, _years_disagree),
    (3.7, _several_names),
    (2.2, _replace("AU", lambda w: f"{family(w.chooser)}1, {given(w.chooser)}")),
    (1.0, _replace("AU", lambda w: f"{family(w.chooser)}, {given(w.chooser)}, PhD")),
    (0.7, _replace("SN", lambda w: f"{w.journal.issn[:8]}{(int(w.number) + 1) % 10}")),
    (2.4, _bent),
    (2.2, lambda lines, w: [*lines[:-1], f"PMID - {w.number}", lines[-1]]),
    (2.5, lambda lines, w: [*lines[:-1], f"QX  - {w.number}", lines[-1]]),
    (0.1, _collapsed),
    (0.1, _without_end),
)
"""Records of 1,000 with a defect, and what it does."""
