"""The check before anything is written: nothing is lost but what a rule declared.

A safe fix is applied, the result is read again and compared with what was there. Whatever the
rules believe:

- words may go only where an edit of a declared class took them out;
- the words of a field stay in fields of its tag, or go from a tag that rispy does not know to one
  that it knows, and no two fields become one;
- no line is bent that was sound;
- rispy, the reader that users' scripts run, reads no fewer records, and still files each word of
  a field where it filed it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Protocol, cast

from ris_ls.knowledge import tags
from ris_ls.rules.model import Removal
from ris_ls.syntax import Field, LineKind, Record, cut, read_record, recover
from ris_ls.text import Edit, apply_edits
from ris_ls.values.dates import parse_date, same_date

_WORD = re.compile(r"\w+")

Words = Counter[str]


class _Loads(Protocol):
    def __call__(self, text: str) -> list[dict[str, object]]: ...


@dataclass(frozen=True, slots=True)
class _Rispy:
    """What of rispy is needed here."""

    loads: _Loads
    key_of: dict[str, str]
    """Tag to the name under which rispy keeps its value."""
    lists: frozenset[str]
    """The tags of which it keeps every value; of the others it keeps the first."""


@cache
def _rispy() -> _Rispy:
    import rispy  # noqa: PLC0415 - 20 ms that only fixing pays
    from rispy import config  # noqa: PLC0415

    return _Rispy(
        cast(_Loads, rispy.loads),
        {tag: key for tag, key in config.TAG_KEY_MAPPING.items() if tag != "UK"},
        frozenset(config.LIST_TYPE_TAGS),
    )


def _rispy_records(text: str) -> list[dict[str, object]]:
    """Return what rispy reads from a text; nothing when it fails.

    Line ends are given to it as Python's text mode does, since that is how files reach it.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        # A file's last line end opens no further line; `loads` would see an empty one there.
        return _rispy().loads(plain.removesuffix("\n"))
    except Exception:  # rispy raises KeyError, among others, on damaged files
        return []


def rispy_reads(text: str) -> int:
    """Return how many records rispy reads from a text; 0 when it fails."""
    return len(_rispy_records(text))


def words(text: str) -> Words:
    """Count the words of all values and of all text that is no field, without capitals."""
    counted: Words = Counter()
    for record in _records(text):
        counted.update(_words_of_all(_texts_of_lines(record)))
    return counted


def _records(text: str) -> Iterable[Record]:
    return (read_record(text[start:end]) for start, end in pairwise([*cut(text), len(text)]))


def _texts_of_lines(record: Record) -> Iterable[str]:
    for line in record.lines:
        start = line.value_start if line.is_field else line.start
        end = line.value_end if line.is_field else line.end
        if line.kind is LineKind.COLLAPSED:
            yield from _texts_of_collapsed(record.text[start:end])
        else:
            yield record.text[start:end]


def _texts_of_collapsed(text: str) -> Iterable[str]:
    """Yield the values of a collapsed line, each tag apart from the value it may be glued to."""
    at = 0
    for each in recover(text).breaks:
        yield text[at : each.start]
        yield each.tag
        at = each.value_start
    yield text[at:]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says, as words, by us and by rispy."""

    words: Words
    by_tag: dict[str, Words]
    """The words of the fields of each tag."""
    carried: Words
    """The words of values that stand on untagged lines."""
    fields: Counter[str]
    """How many fields with a value each tag has."""
    repeated: frozenset[str]
    """The tags that a record holds more than once."""
    sound: Counter[str]
    """How many lines of each tag are written as every program reads them; empty ones left out."""
    bent: int
    """How many are written otherwise."""
    tags: Words
    """The tags of all field lines, as words."""
    rispy: dict[str, Words]
    """The words under each name that rispy gives to a field."""
    records: int
    """How many records rispy reads."""


def reading(text: str) -> Reading:
    """Read a text as we and as rispy read it. Never raises."""
    counted: Words = Counter()
    tags: Words = Counter()
    by_tag: dict[str, list[str]] = defaultdict(list)
    carried: Words = Counter()
    fields: Counter[str] = Counter()
    repeated: set[str] = set()
    sound: Counter[str] = Counter()
    bent = 0
    for record in _records(text):
        counted.update(_words_of_all(_texts_of_lines(record)))
        tags.update(line.tag.casefold() for line in record.lines if line.is_field)
        for line in record.lines:
            if line.defects or line.kind is LineKind.COLLAPSED:
                bent += 1
            elif line.is_field and line.value_end > line.value_start:
                sound[line.tag] += 1
        fields.update(one.tag for one in record.fields if one.full_value)
        seen: set[str] = set()
        for one in record.fields:
            by_tag[one.tag].extend(_words(one.full_value))
            (repeated if one.tag in seen else seen).add(one.tag)
            for more in one.continuation:
                carried.update(_words(record.text[more.start : more.end]))
    by_key: dict[str, list[str]] = defaultdict(list)
    read = _rispy_records(text)
    for each in read:
        for key, value in each.items():
            if isinstance(value, str):
                by_key[key].extend(_words(value))
            elif isinstance(value, list):
                by_key[key].extend(_words_of_all(value))
    return Reading(
        counted,
        {tag: Counter(found) for tag, found in by_tag.items()},
        carried,
        fields,
        frozenset(repeated),
        sound,
        bent,
        tags,
        {key: Counter(found) for key, found in by_key.items()},
        len(read),
    )


def losses(before: str, after: str, removed: Iterable[str] = ()) -> list[str]:
    """Return what ``after`` has lost against ``before``, a sentence each; empty when nothing.

    ``removed`` is the text that edits of a declared class took out: its words may go.
    """
    removed = list(removed)
    allowed: Words = Counter(word for text in removed for word in _words(text))
    was, now = reading(before), reading(after)
    lost: list[str] = []
    # A tag is a word where its line was no field before, and none where it is one now.
    missing = _gone(was.words, now.words + (now.tags - was.tags), allowed)
    if missing:
        lost.append(f"words would be lost: {_some(missing)}")
    elif not removed and (glued := _glued(was.words, now.words)):
        lost.append(f"words would be run together: {_some(glued)}")
    if now.records < was.records:
        lost.append(f"rispy would read {now.records} instead of {was.records} records")
    # Whether a bent line is a field is a judgement that a change of its value can turn.
    if now.bent > was.bent and now.sound.total() < was.sound.total():
        lost.append("a sound line would become one that not every program reads")
    if _inner_separators(after) > _inner_separators(before):
        lost.append("citation-js would cut a value at the hyphen in it")
    if not lost:
        lost.extend(_displaced(was, now, allowed, merging=bool(removed)))
    if not lost:
        lost.extend(_hidden_from_rispy(was, now, allowed))
    return lost


# In the middle of a line: citation-js takes what stands behind it for nothing at all.
_SEPARATOR_INSIDE = re.compile(r"(?<!^[A-Z][A-Z0-9]) {2}-(?=[ \n]|\Z)", re.MULTILINE)


def _inner_separators(text: str) -> int:
    return len(_SEPARATOR_INSIDE.findall(text.replace("\r", "\n")))


def _displaced(was: Reading, now: Reading, allowed: Words, *, merging: bool) -> Iterable[str]:
    """Yield what no longer stands in its field, nor in a better one, by our own reading.

    With ``merging``, fields may be fewer than they were, their words being there or allowed to go.
    """
    rispy = _rispy()
    gained: Words = Counter()
    anywhere: Words = now.tags - was.tags
    for tag, counted in now.by_tag.items():
        more = _beyond(counted, was.by_tag.get(tag, Counter()))
        anywhere.update(more)
        if tag in rispy.key_of:
            gained.update(more)
    # An untagged line that looks like a field may come to be read as one.
    became_fields = was.carried & anywhere
    may_go = allowed + became_fields
    for tag, counted in was.by_tag.items():
        missing = _gone(counted, now.by_tag.get(tag, Counter()), may_go)
        unread = tag not in rispy.key_of or (tag in was.repeated and tag not in rispy.lists)
        if not missing:
            if not unread and not merging and now.fields[tag] < was.fields[tag]:
                yield f"two {tag} fields would become one"
        elif not unread:
            yield f"{tag} would lose {_some(missing)} to another place"
        elif not_there := missing - gained:
            yield f"{tag} would lose {_some(not_there)}, and no other field would hold it"


def _hidden_from_rispy(was: Reading, now: Reading, allowed: Words) -> Iterable[str]:
    """Yield what rispy no longer files where it did.

    Of what it files, only the words that truly are of such a field count: in damaged records it
    takes the next fields for a part of a value, and these are to leave. Of a tag that it reads
    once it keeps the first: when a bent line of such a tag is mended, a later one gives way to it.
    """
    for tag, key in _rispy().key_of.items():
        if tag not in was.by_tag or key not in was.rispy:
            continue
        mended = now.sound[tag] > was.sound[tag] and tag in now.repeated
        if mended and tag not in _rispy().lists:
            continue
        read = now.rispy.get(key, Counter())
        if dict.__eq__(was.rispy[key], read):
            continue
        true = was.rispy[key] & was.by_tag[tag]
        if missing := _gone(true, read, allowed):
            yield f"rispy would no longer read {_some(missing)} in {tag}"


def outside_class(before: str, after: str, edits: Iterable[tuple[Removal, Edit]]) -> list[str]:
    """Return what edits take out that is not of their class, a sentence each.

    Checked are the classes that a program can check: an invisible character is no letter, of an
    exact duplicate the original stays, and a rewritten date names the same day. ``after`` is the
    text once all edits are made.
    """
    edits = list(edits)
    dates = [edit for removal, edit in edits if removal == "rewritten date"]
    outside = list(_misdated(before, dates)) if dates else []
    kept: set[tuple[str, ...]] | None = None
    for removal, edit in edits:
        old = before[edit.start : edit.end]
        gone = Counter(taken_out(before, edit).split())
        if removal == "invisible character":
            if seen := _letters(_words(old)) - _letters(_words(edit.text)):
                outside.append(f"letters would be removed as invisible characters: {_some(seen)}")
        elif removal == "exact duplicate" and gone:
            if kept is None:
                kept = _values(after)
            values = [one.full_value for record in _records(old) for one in record.fields]
            outside.extend(
                f"removed as a duplicate, yet not there twice: {value[:60]}"
                for value in values
                if tuple(_words(value)) not in kept
            )
            if not values and (unique := gone.keys() - words(after).keys()):
                outside.append(f"removed as a duplicate, yet not there twice: {_some(unique)}")
    return outside


def _misdated(before: str, edits: Iterable[Edit]) -> Iterable[str]:
    """Yield the dates that edits make name another day, and the edits that stand in no date.

    A date without a year may take the year of another date of its record.
    """
    starts = cut(before)
    by_record: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_record[starts[bisect_right(starts, edit.start) - 1]].append(edit)
    for start, end in pairwise([*starts, len(before)]):
        if start not in by_record:
            continue
        record = read_record(before[start:end])
        left = {edit.shift(-start) for edit in by_record[start]}
        for field in record.fields:
            inside = {edit for edit in left if _is_inside(edit, field)}
            if not inside or field.tag not in _date_tags():
                continue
            left -= inside
            by = -field.line.value_start
            after = apply_edits(field.value, [edit.shift(by) for edit in inside])
            if not any(same_date(field.value, after, year) for year in _years(record, field)):
                yield f"{field.tag} `{field.value[:60]}` would name another date, or lose words"
        for edit in left:
            yield f"rewritten as a date, yet in no date: {record.text[edit.start : edit.end][:60]}"


def _is_inside(edit: Edit, field: Field) -> bool:
    return field.line.value_start <= edit.start and edit.end <= field.line.value_end


def _years(record: Record, field: Field) -> set[int | None]:
    """Return what may complete a date without a year: the years of the other dates, or nothing."""
    years: set[int | None] = {None}
    for other in record.fields:
        if other is not field and other.tag in _date_tags():
            date = parse_date(other.value)
            years.add(date.year if date else None)
    return years


@cache
def _date_tags() -> frozenset[str]:
    return frozenset(code for code, one in tags().items() if one.value_kind in ("date", "year"))


def _values(text: str) -> set[tuple[str, ...]]:
    """Return the values of all fields, as words."""
    return {tuple(_words(one.full_value)) for record in _records(text) for one in record.fields}


def taken_out(text: str, edit: Edit) -> str:
    """Return the words that an edit takes out of a text, joined by blanks.

    A word that the edit cuts into is taken whole: `GENERIC` to `GEN` takes out `generic`.
    """
    start, end = edit.start, edit.end
    if start < end or edit.text:
        while start and _WORD.match(text, start - 1):
            start -= 1
        while end < len(text) and _WORD.match(text, end):
            end += 1
    new = text[start : edit.start] + edit.text + text[edit.end : end]
    return " ".join((words(text[start:end]) - words(new)).elements())


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return tuple(_WORD.findall(text.casefold()))


def _words_of_all(texts: Iterable[str]) -> Iterable[str]:
    return chain.from_iterable(map(_words, texts))


def _gone(before: Words, after: Words, allowed: Words) -> Words:
    """Return the words that are gone; none where they are there and only cut otherwise.

    A hyphen, an entity or a zero-width space changes where a word begins and ends.
    """
    missing = _beyond(before, after)
    if missing:
        missing -= allowed
    if not missing:
        return missing
    new = after - before
    spare = _letters(new.elements()) + _letters(allowed.elements())
    if _letters(missing.elements()) - spare:
        return missing
    return Counter({word: n for word, n in missing.items() if not _is_cut_otherwise(word, new)})


def _beyond(one: Words, other: Words) -> Words:
    """Return ``one - other``; most are equal, which is told much faster."""
    return Counter() if dict.__eq__(one, other) else one - other


def _is_cut_otherwise(word: str, new: Words) -> bool:
    """Tell whether a word is a part of a new word, or new words make it up."""
    if any(word in other for other in new):
        return True
    rest = word
    while rest:
        piece = max((other for other in new if rest.startswith(other)), key=len, default="")
        if not piece:
            return False
        rest = rest[len(piece) :]
    return True


def _letters(counted: Iterable[str]) -> Words:
    return Counter("".join(counted))


def _glued(before: Words, after: Words) -> Words:
    """Return the words that became one with their neighbours: 12-15 has become 1215."""
    missing, new = before - after, after - before
    if missing.total() <= new.total():
        return Counter()
    return missing if _letters(missing.elements()) == _letters(new.elements()) else Counter()


def _some(counted: Iterable[str]) -> str:
    return ", ".join(list(counted)[:8])
