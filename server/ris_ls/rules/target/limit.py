"""RIS704 target-limit."""

from __future__ import annotations

from collections.abc import Iterator

from ris_ls.importers import LIMITS, shape_of
from ris_ls.rules.model import FileContext, FileRule, Problem
from ris_ls.rules.target._words import name_of
from ris_ls.text import Block, Document, Span


class TargetLimit(FileRule):
    """The file is larger than a program that it is to go to takes at once.

    ## Why

    Covidence takes at most 50 MB and about 15,000 references in a file, as library guides say. What
    is larger has to be cut into several files, which `ris-ls split` does. This is told for the
    programs named in the setting `targets` (`covidence`); of others no limit is documented.
    """

    code = "RIS704"
    name = "target-limit"
    severity = "warning"
    for_targets = True
    reads_all = True

    def prepare(self, block: Block) -> None:
        """Measure one block."""
        shape_of(block)
        _size(block)

    def check(self, document: Document, context: FileContext) -> Iterator[Problem]:
        """Yield one problem for each limit of a target that the file exceeds."""
        for target in context.targets:
            limit = LIMITS.get(target)
            if limit is None:
                continue
            head = Span(0, min(5, len(document)))
            name = name_of(target)
            records = sum(shape_of(block).wanted for block in document.blocks)
            if records > limit.records:
                yield Problem(
                    head,
                    f"The file holds {records:,} records, and {name} takes about "
                    f"{limit.records:,} at once: `ris-ls split` cuts it into several files.",
                )
            size = sum(_size(block) for block in document.blocks)
            if size > limit.size:
                yield Problem(
                    head,
                    f"The file has {size / 1e6:.1f} MB, and {name} takes {limit.size / 1e6:.0f} MB "
                    "at once: `ris-ls split` cuts it into several files.",
                )


def _size(block: Block) -> int:
    """Return how many bytes a block has as UTF-8."""
    return block.memo(_size, lambda: _measured(block.text))


def _measured(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
