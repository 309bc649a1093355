"""The file behind a document: findings about bytes that editors hide, and their mending.

VS Code takes the byte order mark off and makes all line ends one kind when it loads a file, so
what is wrong with them can only be seen, and mended, on disk.
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ris_ls.config.settings import Settings
from ris_ls.importers import unreadable_by
from ris_ls.rules.engine import Merger, check_file, prepare_block, preparing
from ris_ls.rules.fixing import FixReport, fix_steps
from ris_ls.rules.model import AnyRule, FileRule, Finding
from ris_ls.rules.registry import selected
from ris_ls.rules.silence import Accepted
from ris_ls.syntax import read_document
from ris_ls.syntax.foreign import HEAD
from ris_ls.text import BOM, Decoded, Document, decode, encode
from ris_ls.text.lines import LineEnd, count_kinds


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read."""

    data: bytes
    decoded: Decoded


@dataclass(frozen=True, slots=True)
class Mended:
    """The bytes that a file should have, and what was done to them."""

    data: bytes
    report: FixReport


def read(file: Path) -> Reading:
    """Read a file. Raises OSError when it cannot be read."""
    data = file.read_bytes()
    return Reading(data, decode(data))


def findings(
    file: Path, settings: Settings, accepted: Accepted
) -> Generator[None, None, tuple[Finding, ...]]:
    """Return what is wrong with the bytes of a file, in steps; nothing for one it cannot read.

    Further places of a finding need not be right, and its fix has no edits: `mend` makes its own.
    """
    rules = _rules(settings)
    if not rules:
        return ()
    try:
        seen = yield from _glance(file)
        if seen.is_utf8 and not seen.mark and seen.line_ends_alike:
            return ()
        # These rules look at the text as a whole: cutting it into records would be for nothing.
        if not seen.is_utf8:
            decoded = read(file).decoded
            text = Document(decoded.body, _as_one)
        else:
            decoded = Decoded("", "utf-8")
            # Of a file with a mark alone the beginning is enough.
            if seen.line_ends_alike:
                pieces = iter([seen.head.decode()])
            else:
                pieces = yield from _pieces(file)
            text = Document.of_pieces(pieces, _coarsely)
    except (OSError, UnicodeDecodeError):
        return ()  # not written yet, or on a disk that only the editor reaches
    looking_before = preparing(rules)
    for block in text.blocks:
        prepare_block(block, looking_before)
        yield
    merger = Merger(settings)
    found = check_file(
        text,
        settings,
        on_disk=True,
        rules=rules,
        decoded=decoded,
        accepted=accepted,
        to_mend=False,
    )
    merger.add(0, found)
    return tuple(map(_without_edits, merger.findings()))


def _without_edits(finding: Finding) -> Finding:
    """Return a finding that does not hold on to edits, of which a large file has thousands."""
    fix = finding.fix
    return finding if fix is None else replace(finding, fix=replace(fix, edits=()))


@dataclass(frozen=True, slots=True)
class Written:
    """What of a file's bytes matters to the programs that read it, and does not show in a text."""

    state: tuple[int, int] | None = None
    """When the file was changed last, in nanoseconds, and how large it is."""
    mark: str = ""
    """The byte order mark that programs find in front of the text."""
    unreadable_by: tuple[str, ...] = ()
    """The importers, by short name, that read no record of it for its encoding."""


AS_UTF8 = Written()


def written(file: Path, known: Written = AS_UTF8) -> Generator[None, None, Written]:
    """Look at how a file is written, in steps, unless that is ``known`` of it as it is now.

    Of a file that cannot be read nothing is known.
    """
    try:
        found = file.stat()
        state = (found.st_mtime_ns, found.st_size)
        if known.state == state:
            return known
        seen = yield from _glance(file)
        if seen.is_utf8:
            return Written(state, BOM if seen.mark else "")
        decoded = read(file).decoded
    except OSError:
        return AS_UTF8
    mark = BOM if decoded.body.startswith(BOM) else ""
    return Written(state, mark, unreadable_by(decoded))


def is_large(file: Path) -> bool:
    """Tell whether nobody should wait for a file to be looked through."""
    try:
        return file.stat().st_size > LARGE
    except OSError:
        return False


LARGE = 4_000_000


def _as_one(_: str) -> list[int]:
    return [0]


def _coarsely(text: str) -> list[int]:
    """Return starts of pieces of a text that are whole lines, and no records."""
    starts = [0]
    while found := text.find("\n", starts[-1] + _CHUNK) + 1:
        starts.append(found)
    return starts


def _pieces(file: Path) -> Generator[None, None, Iterator[str]]:
    """Read a file that is UTF-8 in steps; each piece but the last ends behind a line feed.

    A piece is read as text where it stands at the beginning, which shows the format, or is the
    first with line ends of some kind: there what is found first stands. Of all others nothing but
    line ends is looked at, or kept.
    """
    pieces: deque[str] = deque()
    kinds_seen: set[LineEnd] = set()
    rest = b""
    size = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            cut = chunk.rfind(b"\n") + 1
            if cut:
                pieces.append(_read_piece(rest + chunk[:cut], kinds_seen, whole=size < HEAD))
                rest = chunk[cut:]
                size += len(pieces[-1])
            else:
                rest += chunk
            yield
    pieces.append(_read_piece(rest, kinds_seen, whole=size < HEAD))
    return (pieces.popleft() for _ in range(len(pieces)))


def _read_piece(data: bytes, kinds_seen: set[LineEnd], *, whole: bool) -> str:
    """Return a piece as text; its line ends alone where all kinds were seen, unless ``whole``."""
    ends = _IN_LINES.sub(b" ", data).decode()
    kinds = {kind for kind, count in count_kinds(ends).items() if count}
    if kinds and kinds <= kinds_seen and not whole:
        return ends
    kinds_seen |= kinds
    return data.decode()


_IN_LINES = re.compile(rb"[^\r\n]+")
_HEAD = 4 * HEAD
"""In bytes: all that tells which format a file is in."""
_CHUNK = 1 << 15
"""So many bytes are looked at in a step: far less than a millisecond. What is found in the text is
put in memory meanwhile, into the gaps that larger chunks leave, so that they need new room each
time: with 256 KB it was 50 MB more for a file of 50."""


@dataclass(frozen=True, slots=True)
class _Glance:
    """What shows of the bytes of a file without its text being put together."""

    head: bytes
    """Its first lines, whole ones."""
    mark: bool
    """Whether it begins with the byte order mark of UTF-8."""
    is_utf8: bool
    line_ends_alike: bool


def _glance(file: Path) -> Generator[None, None, _Glance]:
    """Look through a file in steps. Raises OSError when it cannot be read."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    feeds = returns = pairs = size = 0
    head = before = b""
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            head += chunk[: _HEAD - len(head)]
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _Glance(b"", mark=False, is_utf8=False, line_ends_alike=True)
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            pairs += chunk.count(b"\r\n") + (before == b"\r" and chunk[:1] == b"\n")
            before = chunk[-1:]
            size += len(chunk)
            yield
    has_nul = b"\0" in head
    if size > len(head):  # not to be cut within a character
        head = head[: head.rfind(b"\n") + 1] or head
    whole = not decoder.getstate()[0]
    alike = returns == 0 or returns == feeds == pairs
    # UTF-16 without a mark is valid UTF-8 too, with a NUL beside each letter.
    is_utf8 = whole and not has_nul
    return _Glance(head, head.startswith(codecs.BOM_UTF8), is_utf8, alike)


def mend(reading: Reading, settings: Settings) -> Generator[None, None, Mended]:
    """Apply the safe fixes about bytes to a file as it was read, in steps, and return its bytes.

    Everything else stays as it is.
    """
    document = read_document(reading.decoded.body)
    report = yield from fix_steps(
        document, settings, on_disk=True, rules=_rules(settings), decoded=reading.decoded
    )
    written = report.decoded or reading.decoded
    return Mended(encode(written.mark + document.text, written.encoding), report)


def shows(text: Document, reading: Reading) -> bool:
    """Tell whether an editor that shows ``text`` shows what is on disk, with nothing unsaved.

    Line ends and byte order mark are left out, since editors change them on loading. An editor
    may have taken the file for UTF-8, or for Windows-1252, against its bytes.
    """
    shown = _plain(text.text)
    if shown == _plain(reading.decoded.text):
        return True
    return any(
        shown == _plain(reading.data.decode(encoding, "replace"))
        for encoding in ("utf-8", "cp1252", "latin-1")
    )


def _plain(text: str) -> str:
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def _rules(settings: Settings) -> tuple[AnyRule, ...]:
    """Return the rules about bytes that the settings turn on."""
    return tuple(rule for rule in selected(settings) if isinstance(rule, FileRule) and rule.on_disk)
