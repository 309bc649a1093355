"""`ris-ls split`: cuts a file that is too large for a program into several, between records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ris_ls.cli.files import Problems, note, read_sources
from ris_ls.cli.main import CLEAN, UNUSABLE
from ris_ls.importers import LIMITS, Limit
from ris_ls.syntax import foreign_format, read_document, record_of
from ris_ls.text import Block, Decoded, Document, encode
from ris_ls.text.files import write_atomically


def run(options: argparse.Namespace) -> int:
    """Cut the file that the options name. Returns the exit code."""
    problems = Problems()
    limit = _limit(options)
    if Path(options.path).is_dir():
        problems.say("split needs the name of a file")
        return UNUSABLE
    for source in read_sources([options.path], problems):
        if source.is_standard_input:
            problems.say("split needs the name of a file")
            break
        document = read_document(source.decoded.body)
        if foreign := foreign_format(document):
            problems.say(f"{source.name}: not cut, this is not RIS but {foreign}")
            break
        pieces = list(cut(document, limit, source.decoded))
        if len(pieces) < 2:
            note(f"{source.name}: nothing to cut, it is within {_in_words(limit)}")
            break
        _write(Path(source.name), pieces, problems)
    return UNUSABLE if problems.any else CLEAN


def _limit(options: argparse.Namespace) -> Limit:
    if options.records is None and options.size is None:
        return LIMITS["covidence"]
    none = 10**18
    return Limit(options.records or none, options.size * 1_000_000 if options.size else none)


def _in_words(limit: Limit) -> str:
    said = []
    if limit.records < 10**18:
        said.append(f"{limit.records:,} records")
    if limit.size < 10**18:
        said.append(f"{limit.size / 1e6:.0f} MB")
    return " and ".join(said)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one of the files holds."""

    data: bytes
    records: int


def cut(document: Document, limit: Limit, decoded: Decoded) -> Iterator[Piece]:
    """Yield the files, each within the limit; a larger record has a file of its own.

    Joined they are the text of the document. Each begins with the byte order mark where the
    encoding cannot do without one.
    """
    mark = encode(decoded.mark, decoded.encoding)
    taken: list[bytes] = []
    records = size = 0
    for block in document.blocks:
        more_records = int(_is_record(block))
        more = encode(block.text, decoded.encoding)
        too_many = records + more_records > limit.records or size + len(more) > limit.size
        # What is no record goes with the one before it: a comment belongs to no other file.
        if records and more_records and too_many:
            yield Piece(mark + b"".join(taken), records)
            taken, records, size = [], 0, 0
        taken.append(more)
        records += more_records
        size += len(more)
    yield Piece(mark + b"".join(taken), records)


def _is_record(block: Block) -> bool:
    record = record_of(block)
    return bool(record.fields or record.collapsed)


def _write(path: Path, pieces: list[Piece], problems: Problems) -> None:
    width = len(str(len(pieces)))
    targets = [
        path.with_name(f"{path.stem}-{number:0{width}}{path.suffix}")
        for number in range(1, len(pieces) + 1)
    ]
    for target in targets:
        if target.exists():
            problems.say(f"{target}: is there already; nothing was written")
            return
    for target, piece in zip(targets, pieces, strict=True):
        try:
            write_atomically(target, piece.data)
        except OSError as error:
            problems.say(f"{target}: cannot be written: {(error.strerror or str(error)).lower()}")
            return
        many = "1 record" if piece.records == 1 else f"{piece.records:,} records"
        print(f"{target}: {many}, {len(piece.data):,} bytes")
