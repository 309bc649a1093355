"""Language servers as an editor sees them: this project's and its peers, one after the other.

    python benchmarks/lsp.py --sizes 1MB,10MB,50MB [--only NAME] [--rounds 3] [--json FILE]

For each server: how long until it answers, until the first diagnostics of a file that was opened,
until all of the file is checked, how long a hover waits meanwhile. Then somebody types at places
all over the file: new lines, tags, values, deletions. Each key is followed by a request for
diagnostics (where the client asks for them), and by a completion or a hover, as in an editor. Then
somebody looks at other places, and the editor asks what it needs to show them. At last 5,000 places
are replaced at once, and 2,000 keys show whether the memory grows.

What the figures mean:

- *first diagnostics*: from the first byte of `didOpen` to the last byte of diagnostics, published
  or in the answer to a request that was sent right behind.
- *all checked*: the end of the progress that the server reports. Without progress it is the last
  diagnostics before two quiet seconds. A server that wants to be asked again is asked again.
- *key to diagnostics*: from the first byte of `didChange` to the last byte of the first diagnostics
  of that version.
- *completion* and *hover after a key*: from the same byte to the answer. As in VS Code, diagnostics
  are asked for first, so a server that works on them before it reads on is late with the answer.
- *where somebody looks*: from the request to the answer, one request after the other; the fix of
  Enter from the first byte of `didChange`. What a server does not offer is left out.

VS Code's JSON server waits half a second of its own before it publishes diagnostics; asked for
them, it does not. Red Hat's YAML server waits too.
"""

from __future__ import annotations

import math
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from _client import Client, Message, capabilities, encoded
from _shared import (
    DATA,
    PEERS,
    RIS_LS,
    as_json,
    as_yaml,
    editor_text,
    memory_of,
    middle,
    number,
    parser,
    percentile,
    ris_file,
    save,
    table,
)

PLACES = 12
REPLACED = 5000
EDITS = 2000
QUIET = 2.0
"""Seconds without diagnostics after which a server without progress counts as ready."""
PATIENCE = 120
"""Seconds to wait for the diagnostics of many changes."""
WHOLE: dict[str, tuple[str, dict[str, object]]] = {
    "outline": ("textDocument/documentSymbol", {}),
    "folding": ("textDocument/foldingRange", {}),
    "layout": ("textDocument/formatting", {"options": {"tabSize": 2, "insertSpaces": True}}),
    "all fixes": ("codeAction/resolve", {"title": "Fix all", "kind": "source.fixAll.ris"}),
    "ledger": ("ris/ledger", {}),
    "colours": ("textDocument/semanticTokens/full", {}),
    "links": ("textDocument/documentLink", {}),
    "lines above records": ("textDocument/codeLens", {}),
}
"""Requests about the whole file, by what is asked for."""
SEEN = {
    "colours": ("textDocument/semanticTokens/range", "semanticTokensProvider"),
    "remarks": ("textDocument/inlayHint", "inlayHintProvider"),
    "line above a record": ("codeLens/resolve", "codeLensProvider"),
    "same values": ("textDocument/documentHighlight", "documentHighlightProvider"),
    "light bulb": ("textDocument/codeAction", "codeActionProvider"),
    "selection": ("textDocument/selectionRange", "selectionRangeProvider"),
    "Enter": ("textDocument/onTypeFormatting", "documentOnTypeFormattingProvider"),
}
"""Requests about what is seen, and how a server says that it answers them."""
LOOKS = 60
"""Places that somebody looks at."""
SCREEN = 50
"""Lines that are seen at once."""
PAUSE = 0.03
"""Seconds between two keys."""
NODE_SERVERS = PEERS / "node_modules" / ".bin"


@dataclass(frozen=True)
class Subject:
    """A server to be measured, in one of the two ways to get diagnostics."""

    name: str
    command: tuple[str, ...]
    language: str = "ris"
    pull: bool = False
    largest: str = "50MB"
    budget: float = 60.0
    """Seconds of typing after which the rest is left out."""
    replaced: str = "50MB"
    """The largest file in which 5,000 places are replaced: pygls copies all of it for each."""
    whole: tuple[str, ...] = ()
    """The requests about the whole file that it answers, as in `WHOLE`."""
    slow: float = 0.06
    """Seconds to diagnostics beyond which 2,000 keys would take too long."""


SUBJECTS = (
    Subject(
        "nothing on pygls",
        (sys.executable, str(PEERS / "idle_server.py")),
        budget=10,
        replaced="1MB",
    ),
    Subject(
        "ris-ls, push",
        (*RIS_LS, "serve"),
        whole=tuple(WHOLE),
        slow=1,
    ),
    Subject("ris-ls, pull", (*RIS_LS, "serve"), pull=True, slow=1),
    Subject(
        "naive pygls and rispy",
        (sys.executable, str(PEERS / "naive_server.py")),
        budget=20,
        replaced="1MB",
    ),
    Subject(
        "VS Code's JSON, pull",
        (str(NODE_SERVERS / "vscode-json-language-server"), "--stdio"),
        "json",
        pull=True,
        budget=20,
        whole=("outline", "folding", "layout"),
    ),
    Subject(
        "VS Code's JSON, push",
        (str(NODE_SERVERS / "vscode-json-language-server"), "--stdio"),
        "json",
        largest="10MB",
        budget=20,
    ),
    Subject(
        "Red Hat's YAML, push",
        (str(NODE_SERVERS / "yaml-language-server"), "--stdio"),
        "yaml",
        largest="1MB",
        budget=20,
    ),
)


@dataclass
class Figures:
    """What was measured of one server and one file, in seconds and MB."""

    name: str
    size: str
    characters: int = 0
    initialize: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    checked: list[float] = field(default_factory=list)
    complete: list[float] = field(default_factory=list)
    hover_meanwhile: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    completion: list[float] = field(default_factory=list)
    hover: list[float] = field(default_factory=list)
    whole: dict[str, tuple[float, list[float]]] = field(default_factory=dict)
    """Of each request about the whole file, how long it took, and each hover meanwhile."""
    seen: dict[str, list[float]] = field(default_factory=dict)
    """Of each request about what is seen, how long each answer took."""
    replace_all: float = float("nan")
    after_opening: float = float("nan")
    peak: float = float("nan")
    peak_of_all: float = float("nan")
    """The peak of the memory when all requests about the whole file were answered too."""
    growth: float = float("nan")
    message: int = 0
    """Bytes of the largest diagnostics."""


@dataclass(frozen=True)
class Key:
    """Something typed: the range that it replaces, the text, and what the editor asks next."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str
    ask: str = ""
    at: tuple[int, int] = (0, 0)


class Session:
    """One file open in one server."""

    def __init__(self, subject: Subject, text: str, figures: Figures) -> None:
        self.subject = subject
        self.text = text
        self.lines = text.split("\n")
        self.figures = figures
        self.folder = DATA / figures.size.lower()
        """Of the workspace: no other file is in it, which a server would read too."""
        self.uri = (self.folder / f"references.{subject.language}").as_uri()
        self.client = Client(list(subject.command))
        self.version = 1
        self.result_id: str | None = None
        self.offered: dict[str, object] = {}
        """What the server says that it can do."""

    def initialize(self) -> None:
        """Start the session."""
        self.folder.mkdir(exist_ok=True)
        file = self.folder / "references.ris"
        file.unlink(missing_ok=True)
        file.symlink_to(ris_file(self.figures.size))
        root = {"uri": self.folder.as_uri(), "name": "data"}
        request = self.client.request(
            "initialize",
            {
                "processId": None,
                "rootUri": root["uri"],
                "workspaceFolders": [root],
                "capabilities": capabilities(self.subject.pull),
            },
        )
        answer = self.client.answer(request, 60)
        assert answer is not None, f"{self.subject.name} does not answer"
        self.figures.initialize.append(answer.at - self.client.started)
        self.offered = answer.body["result"]["capabilities"]
        self.client.notify("initialized", {})

    def open(self) -> None:
        """Open the file, and watch until all of it is checked."""
        document = {
            "uri": self.uri,
            "languageId": self.subject.language,
            "version": 1,
            "text": self.text,
        }
        message = encoded({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        start = self.client.send(message)
        asked = self._ask() if self.subject.pull else None
        self._watch(start, asked)
        self.figures.after_opening = memory_of(self.client.process.pid, "VmRSS")

    def _watch(self, start: float, asked: int | None) -> None:
        """Hover again and again until all is checked; note when diagnostics come."""
        figures, seen = self.figures, 0
        first = last = checked = None
        working = again = False
        hovers: list[tuple[float, float]] = []
        while time.perf_counter() - start < 300:
            hovers.append(self._hover_somewhere())
            for message in self.client.notifications[seen:]:
                seen += 1
                if self._is_published(message, 1):
                    last = message.at
                elif message.method == "workspace/diagnostic/refresh" and self.subject.pull:
                    again = True
                elif message.method == "$/progress":
                    kind = message.body["params"]["value"].get("kind")
                    working = kind != "end"
                    if kind == "end":
                        checked = message.at
            if asked is not None and (answer := self.client.answer(asked, 0.002)):
                asked, last = None, answer.at
                self._take(answer)
            if again and asked is None:
                again, asked = False, self._ask()
            first = first or last
            now = time.perf_counter()
            if first and last and asked is None and not working and now - last > QUIET:
                break
            time.sleep(0.015)
        if first is None or last is None:
            return
        figures.first.append(first - start)
        figures.complete.append(last - start)
        figures.checked.append((checked or last) - start)
        # The first one waits for the file to be opened.
        figures.hover_meanwhile += [seconds for at, seconds in hovers[1:] if at < (checked or last)]

    def _hover_somewhere(self) -> tuple[float, float]:
        line = random.randrange(len(self.lines))
        at = time.perf_counter()
        answer = self.client.answer(self._position_request("hover", (line, 1)), 120)
        return at, (answer.at - at) if answer else 120.0

    def _position_request(self, what: str, place: tuple[int, int]) -> int:
        params = {"textDocument": {"uri": self.uri}, "position": position(place)}
        return self.client.request(f"textDocument/{what}", params)

    def _ask(self) -> int:
        params: dict[str, object] = {"textDocument": {"uri": self.uri}}
        if self.result_id:
            params["previousResultId"] = self.result_id
        return self.client.request("textDocument/diagnostic", params)

    def _take(self, answer: Message) -> None:
        self.result_id = answer.result_id or self.result_id
        self.figures.message = max(self.figures.message, answer.size)

    def _is_published(self, message: Message, version: int) -> bool:
        return message.method == "textDocument/publishDiagnostics" and (
            message.version is None or message.version >= version
        )

    def change(self, changes: list[Key], timeout: float) -> tuple[float, float | None]:
        """Send a change. Returns when, and how long the diagnostics of it took."""
        seen = len(self.client.notifications)
        start = self._send(changes)
        asked = self._ask() if self.subject.pull else None
        key = changes[0]
        request = self._position_request(key.ask, key.at) if key.ask else None
        if request is not None and (answer := self.client.answer(request, timeout)):
            getattr(self.figures, key.ask).append(answer.at - start)
        if asked is None:
            found = self.client.wait_for(
                lambda message: self._is_published(message, self.version), timeout, seen
            )
        else:
            found = self.client.answer(asked, timeout)
        if found is None:
            return start, None
        self._take(found)
        return start, found.at - start

    def _send(self, changes: list[Key]) -> float:
        self.version += 1
        message = encoded(
            {
                "method": "textDocument/didChange",
                "params": {
                    "textDocument": {"uri": self.uri, "version": self.version},
                    "contentChanges": [
                        {
                            "range": {"start": position(key.start), "end": position(key.end)},
                            "text": key.text,
                        }
                        for key in changes
                    ],
                },
            }
        )
        return self.client.send(message)

    def type(self) -> None:
        """Type at places all over the file, and take it back."""
        end = time.perf_counter() + self.subject.budget
        for line in places(self.lines, self.subject.language):
            for key in typed(self.lines, line, self.subject.language):
                _, seconds = self.change([key], 60)
                if seconds is not None:
                    self.figures.key.append(seconds)
                time.sleep(PAUSE)
            if time.perf_counter() > end:
                return

    def look(self) -> None:
        """Look at places all over the file: ask what an editor shows of them, and press Enter."""
        asked = [name for name, (_, provider) in SEEN.items() if self.offered.get(provider)]
        end = time.perf_counter() + self.subject.budget
        for line in places(self.lines, self.subject.language, LOOKS):
            for name in asked:
                params = self._about(name, line)
                behind = (line, len(self.lines[line]))
                start = time.perf_counter()
                if name == "Enter":
                    self._send([Key(behind, behind, "\n")])
                answer = self._answered(self.client.request(SEEN[name][0], params))
                taken = math.inf if answer is None else answer.at - start
                self.figures.seen.setdefault(name, []).append(taken)
                if name == "Enter":
                    self.change([Key(behind, (line + 1, 0), "")], 60)
                time.sleep(PAUSE)
            if time.perf_counter() > end:
                return

    def _about(self, name: str, line: int) -> dict[str, object]:
        """Return the parameters of a request about what is seen around a line."""
        first = max(0, line - SCREEN // 2)
        screen = {"start": position((first, 0)), "end": position((first + SCREEN, 0))}
        cursor = position((line, 7))
        params: dict[str, object] = {"textDocument": {"uri": self.uri}}
        if name in ("colours", "remarks"):
            params |= {"range": screen}
        elif name == "same values":
            params |= {"position": cursor}
        elif name == "selection":
            params |= {"positions": [cursor]}
        elif name == "light bulb":
            context = {"diagnostics": [], "triggerKind": 2}
            params |= {"range": {"start": cursor, "end": cursor}, "context": context}
        elif name == "Enter":
            options = {"tabSize": 2, "insertSpaces": True}
            params |= {"position": position((line + 1, 0)), "ch": "\n", "options": options}
        else:  # a lens, as ours are; of a very large file the server shows none, but knows them
            head = next((n for n in range(line, 0, -1) if self.lines[n].startswith("TY")), 0)
            where = {"start": position((head, 0)), "end": position((head, 2))}
            params = {"range": where, "data": self.uri}
        return params

    def ask_for_the_whole(self) -> None:
        """Ask what concerns the whole file, and hover again and again until the answer comes."""
        for name in self.subject.whole:
            method, more = WHOLE[name]
            params = {**more, "textDocument": {"uri": self.uri}}
            if name == "all fixes":
                params = {**more, "data": {"uri": self.uri}}
            start = time.perf_counter()
            request = self.client.request(method, params)
            hovers: list[float] = []
            answer = None
            while answer is None and time.perf_counter() - start < PATIENCE:
                hovers.append(self._hover_somewhere()[1])
                answer = self.client.answer(request, 0.005)
            taken = math.inf if answer is None else answer.at - start
            if answer is None or answer.body is None or answer.body.get("result") is not None:
                self.figures.whole[name] = (taken, hovers)

    def replace_all(self) -> None:
        """Replace a letter at many places in one change, the last place first, as VS Code does."""
        if megabytes(self.figures.size) > megabytes(self.subject.replaced):
            return  # it would take ten minutes
        usable = [n for n, line in enumerate(self.lines) if _REPLACED.match(line)]
        step = max(1, len(usable) // REPLACED)
        keys = []
        for line in reversed(usable[::step][:REPLACED]):
            at = len(self.lines[line]) - 3
            keys.append(Key((line, at), (line, at + 1), "x"))
        _, seconds = self.change(keys, PATIENCE)
        if len(keys) == REPLACED:
            self.figures.replace_all = math.inf if seconds is None else seconds
        self._settle()

    def grow(self) -> None:
        """Type and delete a letter again and again, and see whether the memory grows."""
        if not self.figures.key or middle(self.figures.key) > self.subject.slow:
            return  # it would take many minutes
        chosen = list(places(self.lines, self.subject.language, 50))
        before = 0.0
        for edit in range(EDITS + 200):
            line = chosen[edit // 2 % len(chosen)]
            at = len(self.lines[line]) - 3
            typing = edit % 2 == 0
            key = Key((line, at), (line, at if typing else at + 1), "x" if typing else "")
            self.change([key], 60)
            if edit == 199:
                before = memory_of(self.client.process.pid, "VmRSS")
        self._settle()
        self.figures.growth = memory_of(self.client.process.pid, "VmRSS") - before

    def _settle(self) -> None:
        """Wait until the server is quiet; ask again where it wants that."""
        seen = len(self.client.notifications)
        quiet_since = time.perf_counter()
        while time.perf_counter() - quiet_since < QUIET / 2:
            if len(self.client.notifications) > seen:
                quiet_since = time.perf_counter()
                new, seen = self.client.notifications[seen:], len(self.client.notifications)
                refresh = any(m.method == "workspace/diagnostic/refresh" for m in new)
                if refresh and self.subject.pull and (answer := self._answered(self._ask())):
                    self._take(answer)
            time.sleep(0.05)

    def _answered(self, request: int) -> Message | None:
        return self.client.answer(request, 60)

    def note_peak(self) -> None:
        """Note the peak of the memory."""
        self.figures.peak = memory_of(self.client.process.pid, "VmHWM")


_REPLACED = re.compile(r"""[A-Z][A-Z0-9]  - .{8}|\s+"[^"\\]{8,}",?$|\s+- ".{8}""")
_TYPED_AT = {
    "ris": re.compile(r"(?:KW|AU|A1|PY|TI)  - ."),
    "json": re.compile(r'\s+"[^"\\]{8,}",$'),
    "yaml": re.compile(r'\s+- ".{8}'),
}


def position(place: tuple[int, int]) -> dict[str, int]:
    """Return a place as the protocol writes it."""
    return {"line": place[0], "character": place[1]}


def places(lines: list[str], language: str, count: int = PLACES) -> Iterator[int]:
    """Yield lines to type at: the start, the middle, the end, and some in between."""
    chooser = random.Random(7)  # the same places each time
    shares = [0.0, 0.5, 0.98, 0.25, 0.75]
    shares += [chooser.random() * 0.98 for _ in range(count - len(shares))]
    for share in shares[:count]:
        line = int(share * len(lines))
        while not _TYPED_AT[language].match(lines[line]):
            line += 1
        yield line


def typed(lines: list[str], line: int, language: str) -> Iterator[Key]:
    """Yield the keys of a new field behind a line, until all of it is deleted again."""
    column = len(lines[line])
    yield Key((line, column), (line, column), "\n", "completion", (line + 1, 0))
    new = line + 1
    before = {"ris": ["K", "W", "  - "], "json": ['"', "K", "W"], "yaml": ["    - ", '"']}[language]
    at = 0
    for text in before:
        ask = "completion" if len(text) == 1 else ""
        yield Key((new, at), (new, at), text, ask, (new, at + len(text)))
        at += len(text)
    for letter, ask in (("s", "completion"), ("a", ""), ("l", "hover"), ("t", ""), ("y", "hover")):
        place = (new, at + 1) if ask == "completion" else (new, 1)
        yield Key((new, at), (new, at), letter, ask, place)
        at += 1
    closing = {"ris": "", "json": '",', "yaml": '"'}[language]
    if closing:
        yield Key((new, at), (new, at), closing)
        at += len(closing)
    yield Key((new, at - 1), (new, at), "")
    yield Key((new, at - 2), (new, at - 1), "", "hover", (new, 1))
    yield Key((line, column), (new, at - 2), "", "hover", (line, 1))


def measure(subject: Subject, text: str, figures: Figures, whole: bool) -> None:
    """Measure one server and file once: the opening, and all the rest if it is to be the whole."""
    session = Session(subject, text, figures)
    try:
        session.initialize()
        session.open()
        if whole:
            session.type()
            session.look()
            session.replace_all()
            session.grow()
            session.note_peak()
            session.ask_for_the_whole()
            session.figures.peak_of_all = memory_of(session.client.process.pid, "VmHWM")
    finally:
        session.client.end()


def main() -> None:
    """Measure all servers, and print a table for each size."""
    options = parser(__doc__)
    options.add_argument("--only", default="", help="only servers with this in their name")
    options.add_argument("--rounds", type=int, default=3, help="how often each file is opened")
    given = options.parse_args()
    results = []
    for size in given.sizes.split(","):
        text = editor_text(ris_file(size))
        subjects = [
            subject
            for subject in SUBJECTS
            if given.only in subject.name and megabytes(size) <= megabytes(subject.largest)
        ]
        if not NODE_SERVERS.exists():
            print("Servers on Node are left out: npm ci --prefix benchmarks/peers installs them.")
            subjects = [subject for subject in subjects if subject.language == "ris"]
        made = {"ris": text}
        for subject in subjects:
            if subject.language not in made:
                made[subject.language] = {"json": as_json, "yaml": as_yaml}[subject.language](text)
        figures = [Figures(each.name, size, len(made[each.language])) for each in subjects]
        # One after the other in each round, so that all suffer from what else the machine does.
        for each in range(given.rounds):
            for subject, own in zip(subjects, figures, strict=True):
                measure(subject, made[subject.language], own, whole=each == 0)
                print(f"{size}, round {each + 1}: {subject.name} done", file=sys.stderr)
        print_table(size, figures)
        results += [vars(own) for own in figures]
    save(given.json, results)


def megabytes(size: str) -> int:
    """Return the number in a size such as 10MB."""
    return int(size[:-2])


def print_table(size: str, results: list[Figures]) -> None:
    """Print the figures of all servers for one size."""
    head = ["", *(figures.name for figures in results)]

    def row(name: str, value: object) -> list[str]:
        return [name, *(value(figures) for figures in results)]  # type: ignore[operator]

    def milliseconds(values: list[float]) -> str:
        if not values:
            return "-"
        return f"{number(middle(values) * 1000)} / {number(percentile(values) * 1000)}"

    def whole(name: str) -> object:
        def cell(figures: Figures) -> str:
            taken, hovers = figures.whole.get(name, (math.nan, []))
            return f"{number(taken, 2)}; {milliseconds(hovers)}" if hovers else "-"

        return cell

    def seen(name: str) -> object:
        return lambda figures: milliseconds(figures.seen.get(name, []))

    def peak_of_all(figures: Figures) -> str:
        return number(figures.peak_of_all, 0) if figures.whole else "-"

    print(f"\n### {size}\n")
    print(
        table(
            head,
            [
                row("characters", lambda f: f"{f.characters:,}"),
                row("initialize answered, s", lambda f: number(middle(f.initialize), 2)),
                row("open to first diagnostics, s", lambda f: number(middle(f.first), 2)),
                row("open to all checked, s", lambda f: number(middle(f.checked), 2)),
                row("open to last diagnostics, s", lambda f: number(middle(f.complete), 2)),
                row("hover meanwhile, ms, median / p95", lambda f: milliseconds(f.hover_meanwhile)),
                row("keys", lambda f: str(len(f.key))),
                row("key to diagnostics, ms, median / p95", lambda f: milliseconds(f.key)),
                row("completion after a key, ms", lambda f: milliseconds(f.completion)),
                row("hover after a key, ms", lambda f: milliseconds(f.hover)),
                *(row(f"{name} of all, s; hover meanwhile, ms", whole(name)) for name in WHOLE),
                *(
                    row(f"{name} where somebody looks, ms, median / p95", seen(name))
                    for name in SEEN
                ),
                row("replace 5,000 places, s", lambda f: number(f.replace_all, 2)),
                row("memory after opening, MB", lambda f: number(f.after_opening, 0)),
                row("memory at its peak, MB", lambda f: number(f.peak, 0)),
                row("the same, after all of the file was asked for, MB", peak_of_all),
                row("memory grown over 2,000 keys, MB", lambda f: number(f.growth)),
                row("largest diagnostics, KB", lambda f: number(f.message / 1024, 0)),
            ],
        )
    )


if __name__ == "__main__":
    main()
