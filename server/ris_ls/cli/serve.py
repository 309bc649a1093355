"""`ris-ls serve`: starts the language server. The protocol stack is imported here alone."""

from __future__ import annotations

import argparse
import gc
import sys

UNUSABLE = 2
"""Exit code for a port that cannot be had, as for any bad usage."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "serve",
        help="start the language server for an editor",
        description="Start the language server on standard input and output.",
    )
    parser.add_argument(
        "--tcp", type=int, metavar="PORT", help="for debugging: listen on this port of 127.0.0.1"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until the editor ends the session. Returns the exit code."""
    # What is loaded now stays: to look through it for garbage, again and again, would take a fifth
    # of the time to start.
    gc.disable()
    from ris_ls.lsp.server import serve  # noqa: PLC0415 - half a second that no other command pays

    gc.freeze()
    gc.enable()
    try:
        return serve(options.tcp)
    except OSError as error:
        if options.tcp is None:
            raise
        why = error.strerror or str(error)
        print(f"ris-ls: port {options.tcp} cannot be used: {why}", file=sys.stderr)
        return UNUSABLE
