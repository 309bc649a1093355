"""What is not to be reported: rules left out for single records, and findings that are accepted.

A finding is known again by its rule, the record it is in and the line it is on, not by its place,
so that records may be added, removed and sorted. When the line changes, the finding is new.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType

from ris_ls.config.settings import Settings
from ris_ls.rules.identity import plain_key, record_keys
from ris_ls.rules.model import Found
from ris_ls.syntax import record_of
from ris_ls.text import Block, Document

Accepted = Mapping[str, int]
"""How often each fingerprint may occur in one file. A fingerprint is a rule and, joined by plus
signs, a hash for each key that its record had, so that mending one of them loses nothing."""

NOTHING_ACCEPTED: Accepted = MappingProxyType({})

_MAX_LINE = 500


class Silence:
    """Takes out of what was found in one file what is not to be reported.

    Made anew for each check: an accepted finding is let pass as often as it was accepted.
    """

    def __init__(self, settings: Settings, accepted: Accepted = NOTHING_ACCEPTED) -> None:
        self._by_record = _ignored_by_record(settings)
        self._left = Counter(accepted)
        self._by_hash: dict[str, list[str]] = {}
        for fingerprint in accepted:
            for each in _hashes(fingerprint):
                self._by_hash.setdefault(each, []).append(fingerprint)
        self.is_empty = not self._by_record and not accepted
        """Whether nothing at all would be taken out."""

    def in_block(self, block: Block, found: list[Found]) -> list[Found]:
        """Return what is left of what was found in a block."""
        if not found or self.is_empty:
            return found
        keys = keys_of_block(block)
        codes = tuple(code for key in keys for code in self._by_record.get(key, ()))
        if codes:
            found = [each for each in found if not each[0].code.startswith(codes)]
        if not self._left:
            return found
        return [each for each in found if not self._takes(fingerprint_in_block(block, each))]

    def in_file(self, document: Document, found: list[Found]) -> list[Found]:
        """Return what is left of what rules about the whole file found."""
        if not found or not self._left:
            return found
        return [each for each in found if not self._takes(fingerprint_in_file(document, each))]

    def _takes(self, fingerprint: str) -> bool:
        for each in _hashes(fingerprint):
            for known in self._by_hash.get(each, ()):
                if self._left[known] > 0:
                    self._left[known] -= 1
                    return True
        return False


@lru_cache(maxsize=16)
def _ignored_by_record(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    by_key: dict[str, tuple[str, ...]] = {}
    for key, codes in settings.per_record_ignores:
        plain = plain_key(key)
        by_key[plain] = (*by_key.get(plain, ()), *codes)
    return by_key


def keys_of_block(block: Block) -> tuple[str, ...]:
    """Return the keys of the record in a block, kept with it."""
    return block.memo(record_keys, lambda: record_keys(record_of(block)))


def fingerprint_in_block(block: Block, found: Found) -> str:
    """Return what a problem in a block is known by."""
    rule, problem = found
    starts = block.line_starts
    start = starts[max(0, bisect_right(starts, problem.span.start) - 1)]
    line = block.text[start : start + _MAX_LINE].split("\n", 1)[0].split("\r", 1)[0]
    return _fingerprint(rule.code, keys_of_block(block), line)


def fingerprint_in_file(document: Document, found: Found) -> str:
    """Return what a problem about a whole file is known by."""
    rule, problem = found
    _, line = document.line_at(document.position_at(problem.span.start, "utf-32").line)
    return _fingerprint(rule.code, (), line[:_MAX_LINE])


def _fingerprint(code: str, keys: tuple[str, ...], line: str) -> str:
    plain = " ".join(line.split())
    hashes = [_hash(key + "\n" + plain) for key in keys or ("",)]
    return f"{code}:{'+'.join(hashes)}"


def _hash(told: str) -> str:
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _hashes(fingerprint: str) -> list[str]:
    code, _, hashes = fingerprint.partition(":")
    return [f"{code}:{each}" for each in hashes.split("+")]
