"""`ris-ls format`: lays files out, or says which ones it would."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from dataclasses import dataclass, field

from ris_ls.cli.files import Heard, Problems, Source, read_source, write_bytes, write_source
from ris_ls.cli.jobs import WorkerError, shared_out
from ris_ls.cli.main import CLEAN, FOUND, UNUSABLE
from ris_ls.cli.report import Paint, unified_diff
from ris_ls.cli.settings import project_of, say_problems
from ris_ls.cli.tasks import LARGE, FileTask, Reached, Sharing, nobody, outcomes, plan, sharing
from ris_ls.config.settings import Settings
from ris_ls.formatting import Refusal, format_edits, format_steps
from ris_ls.rules.parts import Part, Parts
from ris_ls.syntax import foreign_format, read_document
from ris_ls.text import apply_edits, encode
from ris_ls.text.encoding import EncodingName


def run(options: argparse.Namespace) -> int:
    """Format the files that the options name. Returns the exit code."""
    project = project_of(options)
    if project is None:
        return UNUSABLE
    problems = Problems()
    changed = same = 0
    only_look = options.check or options.diff
    piped = "-" in options.paths
    stream = sys.stderr if piped or options.diff else sys.stdout
    laying = Laying(only_look, Paint(sys.stdout) if options.diff else None)
    todo = plan(options.paths, project, problems)
    try:
        with (
            sharing(options, todo.size) as share,
            closing(outcomes(laying, todo.tasks, share)) as each,
        ):
            for laid in each:
                share.progress.hide()
                laid.heard.tell(problems)
                sys.stdout.write(laid.diff)
                if not laid.done:
                    continue
                if laid.changed:
                    changed += 1
                    verb = "would be laid out" if only_look else "laid out"
                    print(f"{laid.name}: {verb}", file=stream)
                else:
                    same += 1
    except WorkerError as error:
        problems.say(str(error))
        return UNUSABLE
    if todo.stopped_at:  # never lay out by settings that are not what was meant
        say_problems(project)
        return UNUSABLE
    if changed or same:
        already = f"{same} already so" if same else ""
        verb = "would be laid out" if only_look else "laid out"
        now = f"{changed} {verb}" if changed else ""
        print(", ".join(part for part in (now, already) if part) + ".", file=stream)
    if problems.any:
        return UNUSABLE
    return FOUND if changed and only_look else CLEAN


@dataclass(slots=True)
class Laid:
    """What became of a file."""

    name: str
    heard: Heard = field(default_factory=Heard)
    """What is to be said on standard error."""
    diff: str = ""
    changed: bool = False
    done: bool = False
    """Whether it could be read, and written where that was asked for."""


@dataclass(frozen=True, slots=True)
class Laying:
    """`ris-ls format` as its options want it."""

    only_look: bool
    paint: Paint | None
    """With what a difference is coloured; None where none is wanted."""

    def may_be_cut(self, task: FileTask) -> bool:
        """Tell whether a file may be laid out in parts: lines are compared in the whole alone."""
        return self.paint is None

    # -- in one piece -------------------------------------------------------------------------

    def whole(self, task: FileTask, reached: Reached = nobody) -> Laid:
        """Read a file, lay it out and write it."""
        laid = Laid(task.file.name)
        source = read_source(task.file.name, laid.heard)
        if source is not None:
            self._lay_out(source, task, laid)
        return laid

    def _lay_out(self, source: Source, task: FileTask, laid: Laid) -> None:
        text = source.decoded.body
        document = read_document(text)
        if foreign := foreign_format(document):
            laid.heard.note(f"{laid.name}: left alone, this is not RIS but {foreign}")
        refused: list[Refusal] = []
        edits = format_edits(document, settings=task.settings, refused=refused.append)
        for refusal in refused:
            laid.heard.note(f"{source.name}: {refusal.message}")
        if edits:
            document.edit(edits)
        if self.paint is not None:
            laid.diff = unified_diff(source.name, text, document.text, self.paint)
        to_write = not self.only_look and (edits or source.is_standard_input)
        laid.done = not to_write or write_source(source, document.text, laid.heard)
        laid.changed = bool(edits)

    # -- in parts -----------------------------------------------------------------------------

    def by_parts(self, task: FileTask, sharing: Sharing) -> Laid:
        """Read a file, lay it out in parts if it is large, and write it."""
        laid = Laid(task.file.name)
        source = read_source(task.file.name, laid.heard)
        if source is None:
            return laid
        if len(source.data) < LARGE:
            self._lay_out(source, task, laid)
            return laid
        decoded = source.decoded
        parts = Parts(decoded.body)
        if len(parts) == 1 or parts.frame.foreign:
            self._lay_out(source, task, laid)
            return laid
        del source  # the bytes are not needed any more
        work = _PartWork(task.settings, parts.frame.line_end, decoded.encoding, self.only_look)
        sizes = [task.file.size // len(parts)] * len(parts)
        watch = sharing.progress.of(sizes)
        with shared_out(work, parts, sizes, sharing.jobs, watch) as results:
            done = list(results)
        if any(part.refused for part in done):
            self._lay_out(Source(laid.name, b"", decoded), task, laid)
            return laid
        laid.changed = any(part.changed for part in done)
        laid.done = True
        if not self.only_look and (laid.changed or laid.name == "-"):
            mark = encode(decoded.mark, decoded.encoding)
            data = b"".join([mark, *(part.data for part in done)])
            laid.done = write_bytes(laid.name, data, laid.heard)
        return laid


@dataclass(frozen=True, slots=True)
class _LaidPart:
    """What became of one part."""

    changed: bool
    data: bytes
    """What is to be written; nothing where nothing is."""
    refused: bool = False
    """Whether the whole file is needed, to say what could not be done."""


@dataclass(frozen=True, slots=True)
class _PartWork:
    """Lays out one part of a file."""

    settings: Settings
    line_end: str
    encoding: EncodingName
    only_look: bool

    def __call__(self, part: Part) -> _LaidPart:
        refused: list[Refusal] = []
        steps = format_steps(
            read_document(part.text),
            settings=self.settings,
            refused=refused.append,
            line_end=self.line_end,
            opens=part.opens,
            closes=part.closes,
        )
        edits = [edit for step in steps for edit in step]
        if self.only_look or refused:
            return _LaidPart(bool(edits), b"", bool(refused))
        try:
            data = encode(apply_edits(part.text, edits), self.encoding)
        except UnicodeEncodeError:
            return _LaidPart(True, b"", refused=True)
        return _LaidPart(bool(edits), data)
