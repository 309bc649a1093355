"""Run the packaged server, straight from the .vsix, on every Python (3.10 or newer) at hand.

usage: test_bundle.py [VSIX]

Each Python must check an example on the command line, and answer an editor: initialize, diagnostics
of an opened file, shutdown.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "collapsed.ris"
OLDEST = (3, 10)
TIMEOUT = 60  # seconds


def pythons() -> dict[tuple[int, ...], str]:
    """Return one interpreter for each Python version at hand, oldest first."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    names = ["python3", *(f"python3.{minor}" for minor in range(OLDEST[1], 30))]
    candidates = [
        sys.executable,
        *filter(None, map(shutil.which, names)),
        *map(str, pyenv.glob("versions/3.*/bin/python")),
    ]
    found: dict[tuple[int, ...], str] = {}
    for candidate in candidates:
        code = "import sys; print(*sys.version_info[:3])"
        run = subprocess.run(
            [candidate, "-I", "-c", code], capture_output=True, text=True, check=False
        )
        version = tuple(int(part) for part in run.stdout.split()) if run.returncode == 0 else ()
        if version >= OLDEST:
            found.setdefault(version, candidate)
    return dict(sorted(found.items()))


def check_command_line(server: list[str]) -> None:
    """Have the bundled command find the collapsed record."""
    run = subprocess.run(
        [*server, "check", "--output-format", "json", str(EXAMPLE)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    assert run.returncode == 1, f"exit code {run.returncode}: {run.stderr}"
    codes = [finding["code"] for finding in json.loads(run.stdout)]
    assert "RIS104" in codes, codes


def check_editor(server: list[str]) -> None:
    """Have the bundled server tell an editor about the collapsed record, and end when asked to."""
    document = {
        "uri": EXAMPLE.as_uri(),
        "languageId": "ris",
        "version": 1,
        "text": EXAMPLE.read_text(encoding="utf-8"),
    }
    with subprocess.Popen(
        [*server, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        timer = Timer(TIMEOUT, process.kill)
        timer.start()
        try:
            _send(process.stdin, "initialize", {"processId": None, "capabilities": {}}, request=1)
            answer = _await(process.stdout, lambda message: message.get("id") == 1)
            assert "capabilities" in answer["result"], answer
            _send(process.stdin, "initialized", {})
            _send(process.stdin, "textDocument/didOpen", {"textDocument": document})
            told = _await(
                process.stdout,
                lambda message: message.get("method") == "textDocument/publishDiagnostics",
            )
            codes = [each["code"] for each in told["params"]["diagnostics"]]
            assert "RIS104" in codes, codes
            _send(process.stdin, "shutdown", None, request=2)
            _await(process.stdout, lambda message: message.get("id") == 2)
            _send(process.stdin, "exit", None)
            assert process.wait() == 0, f"exit code {process.returncode}"
        finally:
            timer.cancel()
            process.kill()


def _send(stream: IO[bytes], method: str, params: Any, *, request: int | None = None) -> None:
    message = {"jsonrpc": "2.0", "method": method, "params": params}
    if request is not None:
        message["id"] = request
    body = json.dumps(message).encode()
    stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    stream.flush()


def _await(stream: IO[bytes], wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Return the next message that is wanted; requests of the server stay unanswered."""
    while True:
        length = 0
        while (header := stream.readline().strip()) != b"":
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server ended, or took too long"
        message: dict[str, Any] = json.loads(stream.read(length))
        if wanted(message):
            return message


def main() -> int:
    built = sorted((ROOT / "dist").glob("*.vsix"), key=lambda path: path.stat().st_mtime)
    if not built and len(sys.argv) < 2:
        print("There is no .vsix: run `npm run package` first.")
        return 1
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else built[-1]
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(package).extractall(folder)
        launcher = str(Path(folder) / "extension" / "bundled" / "launch.py")
        for version, python in pythons().items():
            name = ".".join(map(str, version))
            server = [python, "-I", launcher]
            try:
                check_command_line(server)
                check_editor(server)
            except (AssertionError, OSError, subprocess.TimeoutExpired) as problem:
                failed = True
                print(f"FAILED  {package.name} on Python {name}: {problem}")
            else:
                print(f"ok      {package.name} on Python {name}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
