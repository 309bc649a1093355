"""Settings files in the editor: what holds for a document, faults in them, rules left out."""

from __future__ import annotations

import glob
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import cast, get_args

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from ris_ls.config.edit import NotEditable, Scope, leave_out
from ris_ls.config.file import NAME, PYPROJECT, SettingsFile, find, load
from ris_ls.config.settings import Settings
from ris_ls.lsp.convert import SOURCE, Converter
from ris_ls.lsp.host import RisServer
from ris_ls.lsp.workspace import OpenDocument
from ris_ls.rules import baseline
from ris_ls.rules.project import Project, Rulings, relative_path
from ris_ls.rules.registry import known
from ris_ls.text import Document, Position, Span
from ris_ls.text.files import write_atomically

LEAVE_OUT = "ris.leaveOut"

_SETTINGS = (NAME, PYPROJECT, baseline.NAME)


def _watched() -> Iterator[types.FileSystemWatcher]:
    for name in _SETTINGS:
        yield types.FileSystemWatcher(f"**/{name}")
    yield types.FileSystemWatcher("**/*.[rR][iI][sS]")
    # Where a folder comes or goes, VS Code tells of the folder alone.
    yield types.FileSystemWatcher("**/*", kind=types.WatchKind.Create | types.WatchKind.Delete)


def is_about_settings(uri: str) -> bool:
    """Tell whether a file is one that decides what is looked for: settings, or a baseline."""
    return uri.rpartition("/")[2] in _SETTINGS


def rulings(server: RisServer, opened: OpenDocument, settings: Settings) -> Rulings:
    """Return what holds for a document, ``settings`` being those of the editor.

    A settings file wins over the editor, so that the editor and the command line say the same.
    What is wrong with one is shown in it. Paths in the editor's settings are seen from the folder
    of the workspace where there is no settings file.
    """
    file = opened.file
    folder = file.parent if file is not None else _first_folder(server)
    if folder is None:
        return Rulings(settings)
    if file is not None and find(folder) is None:
        folder = _home(server, file)
    project = Project(settings)
    found = project.rulings(file, folder)
    read = list(project.read)
    for settings_file in read:
        _show_problems(server, settings_file)
    look_again(server, but={each.path for each in read})
    for sentence in project.baseline_problems.values():
        server.show_once(f"RIS settings: {sentence}")
    return found


def _first_folder(server: RisServer) -> Path | None:
    for folder in server.documents.folders.values():
        if path := to_fs_path(folder.uri):
            return Path(path)
    return None


def look_again(server: RisServer, *, but: Collection[Path] = ()) -> None:
    """Look again at the settings files with faults, ``but`` some: they may be mended or gone."""
    for uri in tuple(server.faulty_settings):
        name = to_fs_path(uri)
        if name is None or (path := Path(name)) in but:
            continue
        holds = find(path.parent) == path
        nothing = SettingsFile(path, Settings())
        _show_problems(server, load(path, known(), Settings()) if holds else nothing)


def _show_problems(server: RisServer, file: SettingsFile) -> None:
    """Send what is wrong with a settings file, or that nothing is any more."""
    uri = from_fs_path(str(file.path))
    if uri is None or (not file.problems and uri not in server.faulty_settings):
        return
    converter = Converter(Document(file.text, lambda _: [0]), server.documents.encoding)

    def range_of(line: int, start: int, end: int) -> types.Range:
        ends = (converter.text.offset_at(Position(line, at), "utf-32") for at in (start, end))
        return converter.range(Span(*ends))

    items = [
        types.Diagnostic(
            range_of(each.place.line, each.place.start, each.place.end),
            each.message,
            types.DiagnosticSeverity.Error,
            source=SOURCE,
        )
        for each in file.problems
    ]
    (server.faulty_settings.add if items else server.faulty_settings.discard)(uri)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items))


def watch(server: RisServer) -> None:
    """Ask the client to tell when a settings file, a baseline or a file of references changes."""
    if server.client.watches_files:
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions(list(_watched()))
        registration = types.Registration(id=method, method=method, register_options=options)
        server.client_register_capability(types.RegistrationParams([registration]))


def write_left_out(server: RisServer, uri: str, code: str, scope: str, key: str) -> bool:
    """Write into the settings file of a document that a rule is left out; say where.

    ``key`` is that of the record, for that scope. Returns whether it was written; says why when
    not. Where there is no settings file yet, one is made in the folder of the workspace.
    """
    opened = server.opened(uri)
    file = opened.file if opened is not None else None
    if file is None or scope not in get_args(Scope) or not re.fullmatch(r"RIS\d{3}", code):
        server.show("Rules can be left out for files on disk alone: save the document first.")
        return False
    found = find(file.parent)
    target = found or _home(server, file) / NAME
    if scope == "file":
        key = glob.escape(relative_path(file, target.parent).as_posix())
    try:
        before = target.read_bytes().decode("utf-8-sig") if found else ""
        after = leave_out(before, target, code, cast(Scope, scope), key)
        write_atomically(target, after.encode("utf-8"))
    except (NotEditable, UnicodeDecodeError) as error:
        server.show(f"{code} was not left out: {error}", types.MessageType.Error)
        return False
    except OSError as error:
        why = error.strerror or str(error)
        server.show(f"{target.name} could not be written: {why}.", types.MessageType.Error)
        return False
    where = {"record": "in this record", "file": "in this file", "everywhere": "everywhere"}[scope]
    if found:
        server.log(f"{code} is left out {where}: written to {target.name}.")
    else:  # A file that appears unasked wants a word.
        server.show(
            f"New settings file {target.name}: {code} is left out {where}.",
            types.MessageType.Info,
        )
    return True


def _home(server: RisServer, file: Path) -> Path:
    """Return where a new settings file belongs: the workspace folder of a file, else its own."""
    folders = [Path(path) for each in server.documents.folders if (path := to_fs_path(each))]
    around = [folder for folder in folders if file.is_relative_to(folder)]
    return min(around, key=lambda folder: len(folder.parts), default=file.parent)
