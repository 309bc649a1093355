"""A language server and command line that check, mend and format RIS reference files."""

__version__ = "0.1.0"
