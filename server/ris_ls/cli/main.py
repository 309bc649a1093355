"""The command `ris-ls`: its options, and nothing that takes time to import."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from ris_ls import __version__
from ris_ls.cli import serve

CLEAN, FOUND, UNUSABLE, STOPPED = 0, 1, 2, 130
"""Exit codes: nothing to report; findings or a file that would change; bad usage or input; ended by
Ctrl-C."""

_EPILOG = """\
exit codes:
  0  nothing was found (or it is below --fail-on)
  1  something was found, or a file would change
  2  the command was not understood, or a file could not be read or written
130  stopped by Ctrl-C: each file is as it was, or done; 143 or 129 when ended from outside
"""

_LEDGER_EPILOG = """\
exit codes:
  0  the files were counted
  1  a program that they are to go to (--target, or targets in the settings) does not read all
  2  the command was not understood, or a file could not be read
130  stopped by Ctrl-C; 143 or 129 when ended from outside
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (those of the process when None).

    Returns the exit code; argparse itself exits with 2 on bad usage and 0 after --help.
    """
    if not _has_outputs():
        return UNUSABLE
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A file's text may hold what the terminal's encoding cannot show: never fail on that.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has gone: say nothing, and let Python's own flush find nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except OSError as error:
        # Files report their own errors; what is left is an output that takes no more.
        print(f"ris-ls: cannot write the output: {error.strerror or error}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except KeyboardInterrupt:
        return STOPPED
    return code


def _has_outputs() -> bool:
    """Tell whether there is an output; where messages cannot be shown, they go nowhere."""
    streams: tuple[TextIO | None, TextIO | None] = (sys.stdout, sys.stderr)
    output, messages = streams  # each is None where the shell closed it (`>&-`)
    if messages is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open
    if output is None:
        print("ris-ls: the output is closed, nothing was done", file=sys.stderr)
    return output is not None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ris-ls",
        description="Check, mend and lay out RIS reference files.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ris-ls {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands)
    _add_format(commands)
    _add_ledger(commands)
    _add_split(commands)
    _add_rules(commands)
    serve.add_parser(commands)
    return parser


def _add_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, whatever its ending; a folder, searched for .ris files; "
        "or - for standard input",
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "check",
        help="say what is wrong in RIS files, and mend it with --fix",
        description="Say what is wrong in RIS files, and mend it with --fix. "
        "With -, findings go to standard error and, with --fix, the text to standard output.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_paths(parser)
    parser.add_argument("--fix", action="store_true", help="mend what can be mended safely")
    parser.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: make the unsafe fixes too; check the result",
    )
    parser.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing"
    )
    for option, what in (
        ("--select", "check only these rules"),
        ("--extend-select", "check these rules too"),
        ("--ignore", "leave rules out"),
    ):
        parser.add_argument(
            option,
            action="append",
            default=[],
            metavar="CODES",
            help=f"{what}: codes or their beginnings, with commas (RIS101,RIS2)",
        )
    _add_targets(parser, "say too what these programs would lose or misread")
    _add_settings(parser)
    _add_running(parser)
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help="the baseline, in place of the one that the settings name: only what it does not "
        "accept is reported",
    )
    parser.add_argument(
        "--write-baseline",
        action="store_true",
        help="accept everything that is found now: write it to the baseline (without one named, "
        "ris-baseline.json in the present folder)",
    )
    _add_output_format(parser)
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "hint"),
        default="warning",
        help="the least severe finding that gives exit code 1 (default: warning)",
    )
    parser.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever was found")
    parser.set_defaults(run=_check)


def _add_format(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "format",
        help="lay out RIS files: `XX  - value`, one blank line between records",
        description="Lay out RIS files: `XX  - value`, one blank line between records. "
        "Values and the order of tags stay. With -, the text goes to standard output.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_paths(parser)
    parser.add_argument(
        "--check", action="store_true", help="say which files would change, and change none"
    )
    parser.add_argument(
        "--diff", action="store_true", help="show what would change, and change nothing"
    )
    _add_settings(parser)
    _add_running(parser)
    parser.set_defaults(run=_format)


def _add_ledger(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "ledger",
        help="say how many records files hold, and how many of them each program reads",
        description="Say how many records files hold, how many of them Zotero, rispy, citation-js, "
        "bibutils and JabRef read, and how many lack a title, an abstract, a DOI or a year. "
        "Several files end with their total.",
        epilog=_LEDGER_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_paths(parser)
    _add_targets(parser, "exit with 1 if one of these programs does not read all records")
    _add_output_format(parser)
    _add_settings(parser)
    _add_running(parser)
    parser.set_defaults(run=_ledger)


def _add_targets(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--target",
        action="append",
        default=[],
        dest="targets",
        metavar="PROGRAMS",
        help=f"{what}, with commas (zotero,rispy)",
    )


def _add_output_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", help="default: text"
    )


def _add_settings(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "settings", "Options win over ris.toml and [tool.ris-ls] in pyproject.toml."
    )
    group.add_argument(
        "--specification",
        choices=("2011", "2001", "as-is"),
        help="the specification to follow where the two differ",
    )
    group.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="any setting as in ris.toml, such as 'severity.RIS501=\"info\"'",
    )
    group.add_argument(
        "--config", metavar="FILE", help="the settings file to use, in place of the nearest one"
    )
    group.add_argument("--isolated", action="store_true", help="read no settings file")


def _add_running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="work on N files, or parts of a large file, at a time (default: as many as there are "
        "processor cores)",
    )
    parser.add_argument(
        "--no-progress", action="store_true", help="show no bar, even if it takes long"
    )


def _add_split(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "split",
        help="cut a large file into several, between records",
        description="Cut a large file into several, between records: export.ris becomes "
        "export-1.ris, export-2.ris and so on beside it. The file itself stays, and no file is "
        "written over. Without options: as many records and bytes as Covidence takes at once.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="FILE", help="the file to cut")
    parser.add_argument("--records", type=_positive, metavar="N", help="at most N records in each")
    parser.add_argument("--size", type=_positive, metavar="MB", help="at most so many MB in each")
    parser.set_defaults(run=_split)


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value} is not a whole number from 1 upwards")
    return int(value)


def _add_rules(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "rules",
        help="list all rules, or explain one",
        description="List all rules, or explain one.",
    )
    parser.add_argument("code", nargs="?", metavar="CODE", help="a rule, such as RIS104")
    _add_output_format(parser)
    parser.set_defaults(run=_rules)


# The engine is imported when a command needs it, so that --version and --help answer at once.


def _check(options: argparse.Namespace) -> int:
    from ris_ls.cli import check  # noqa: PLC0415

    return check.run(options)


def _format(options: argparse.Namespace) -> int:
    from ris_ls.cli import layout  # noqa: PLC0415

    return layout.run(options)


def _ledger(options: argparse.Namespace) -> int:
    from ris_ls.cli import ledger  # noqa: PLC0415

    return ledger.run(options)


def _split(options: argparse.Namespace) -> int:
    from ris_ls.cli import split  # noqa: PLC0415

    return split.run(options)


def _rules(options: argparse.Namespace) -> int:
    from ris_ls.cli import catalogue  # noqa: PLC0415

    return catalogue.run(options)
