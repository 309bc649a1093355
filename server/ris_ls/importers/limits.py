"""What programs that cannot be looked into document of themselves: the limits of an import."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """How much a program takes in one file."""

    records: int
    size: int
    """In bytes."""


LIMITS: dict[str, Limit] = {"covidence": Limit(15_000, 50_000_000)}
"""Short name of the program to its limits. A megabyte is taken as a million bytes, so that a
program that counts 1024 by 1024 takes a little more than is said here."""
