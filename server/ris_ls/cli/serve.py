"""`ris-ls serve`: starts the language server. The protocol stack is imported here alone."""

from __future__ import annotations

import argparse


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
    from ris_ls.lsp.server import serve  # noqa: PLC0415

    return serve(options.tcp)
