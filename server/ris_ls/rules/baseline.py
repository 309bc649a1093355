"""The baseline: a file with the findings of today that are accepted, so that only new ones show."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ris_ls.config.settings import Settings
from ris_ls.rules.engine import check_blocks, check_file
from ris_ls.rules.silence import (
    NOTHING_ACCEPTED,
    Accepted,
    fingerprint_in_block,
    fingerprint_in_file,
)
from ris_ls.text import Decoded, Document

NAME = "ris-baseline.json"
"""What a baseline is called when nobody says otherwise."""

_VERSION = 1
_ABOUT = "Findings that are accepted: written by `ris-ls check --write-baseline`."


class BaselineError(Exception):
    """A baseline that cannot be used; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The accepted findings by file, the path seen from the folder of the baseline."""

    files: Mapping[str, Accepted] = field(default_factory=dict)

    def of(self, path: PurePosixPath) -> Accepted:
        """Return what is accepted in one file."""
        return self.files.get(path.as_posix(), NOTHING_ACCEPTED)

    def to_json(self) -> str:
        """Return the text of the baseline file, in an order that makes good diffs."""
        told = {
            "about": _ABOUT,
            "version": _VERSION,
            "files": {
                name: dict(sorted(accepted.items()))
                for name, accepted in sorted(self.files.items())
                if accepted
            },
        }
        return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def read_baseline(path: Path) -> Baseline:
    """Read a baseline. Raises BaselineError with a sentence when it cannot be used."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BaselineError(
            f"{path}: the baseline cannot be read ({error.strerror or error}): write it with "
            "`ris-ls check --write-baseline`, or take `baseline` out of the settings"
        ) from error
    except ValueError as error:
        raise BaselineError(f"{path}: is no baseline: not JSON") from error
    files = told.get("files") if isinstance(told, dict) else None
    if not isinstance(files, dict) or told.get("version") != _VERSION:
        raise BaselineError(
            f"{path}: is no baseline of this version of ris-ls; delete it and write it anew"
        )
    return Baseline(
        {
            name: {
                key: count
                for key, count in accepted.items()
                if isinstance(count, int) and count > 0
            }
            for name, accepted in files.items()
            if isinstance(accepted, dict)
        }
    )


def accept_all(
    document: Document, settings: Settings, *, on_disk: bool = True, decoded: Decoded | None = None
) -> Accepted:
    """Return the fingerprints of everything that is found in a document now."""
    counted: Counter[str] = Counter()
    blocks = iter(document.blocks)
    for (_, found), block in zip(check_blocks(document, settings), blocks, strict=False):
        counted.update(fingerprint_in_block(block, each) for each in found)
    about_file = check_file(document, settings, on_disk=on_disk, decoded=decoded)
    counted.update(fingerprint_in_file(document, each) for each in about_file)
    return dict(counted)
