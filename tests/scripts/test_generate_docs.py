"""The pages of the manual: complete, without dead links, in words for everything."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from ris_ls.cli.main import main
from ris_ls.config.file import read
from ris_ls.config.settings import Settings
from ris_ls.knowledge import Habit, exporters, importers, reference_types, tags
from ris_ls.rules.registry import known, rules

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = ROOT / "scripts"

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```\n", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """Return the script as a module."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        import generate_docs
    finally:
        sys.path.remove(str(SCRIPTS))
    return generate_docs


@pytest.fixture(scope="module")
def pages(generate: ModuleType) -> dict[str, str]:
    made: dict[str, str] = generate.pages()
    return made


def _prose(page: str) -> str:
    return _FENCED.sub("", page)


def _anchors(page: str) -> set[str]:
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in _HEADING.findall(_prose(page))
    }


def _links(name: str, page: str) -> list[tuple[str, str]]:
    """Return where the links of a page lead: paths below docs/, and sections."""
    found = []
    for target in _LINK.findall(re.sub(r"`[^`]*`", "", _prose(page))):
        path, _, section = target.partition("#")
        parts = [*name.split("/")[:-1], *path.split("/")] if path else name.split("/")
        resolved: list[str] = []
        for part in parts:
            if part == ".." and resolved and resolved[-1] != "..":
                resolved.pop()
            else:
                resolved.append(part)
        found.append(("/".join(resolved), section))
    return found


def test_there_is_a_page_for_everything(pages: dict[str, str]) -> None:
    assert {f"rules/{rule.code}.md" for rule in rules()} <= pages.keys()
    assert {f"tags/{code}.md" for code in tags()} <= pages.keys()
    for found in reference_types().values():
        page = pages[f"types/{found.canonical or found.code}.md"]
        assert f"# {found.canonical or found.code} " in page
        assert not found.canonical or f"## Another code: {found.code}\n" in page
    for each in importers().values():
        assert f"\n## {each.name}\n" in pages["importers.md"]
    for writer in exporters().values():
        assert f"\n## {writer.name}\n" in pages["exporters.md"]


def test_names_of_pages_differ_by_more_than_capitals(pages: dict[str, str]) -> None:
    assert len({name.lower() for name in pages}) == len(pages)


def test_no_link_leads_nowhere(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for path, section in _links(name, page):
            if path in pages:
                assert not section or section in _anchors(pages[path]), (name, path, section)
            else:
                assert (ROOT / "docs" / path).exists(), (name, path)
                assert not section


def test_installed_pages_lead_to_installed_pages(pages: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    installed = tuple(source.removeprefix("docs/") for source in included)
    for source, target in included.items():
        assert target == source.replace("docs/", "ris_ls/_docs/", 1)
    for name, page in pages.items():
        if name.startswith(installed):
            for path, _ in _links(name, page):
                assert path.startswith(installed), (name, path)


def test_a_meaning_that_nearly_all_types_share_is_told_in_short(pages: dict[str, str]) -> None:
    assert "\n| Abstract | every other type |\n| Synopsis | [MPCT](" in pages["tags/AB.md"]
    assert "\n| Name of Database | every type |\n" in pages["tags/DB.md"]
    assert "| every" not in pages["tags/T2.md"]


def test_each_table_has_one_width(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for table in re.findall(r"(?:^\|.*\|\n)+", _prose(page), re.MULTILINE):
            widths = {
                len(re.findall(r"(?<!\\)\|", line)) for line in table.rstrip("\n").split("\n")
            }
            assert len(widths) == 1, (name, table[:200])


def test_nothing_is_left_without_words(generate: ModuleType) -> None:
    from docs_pages.exporters import HABITS
    from docs_pages.importers import DEFECTS

    assert set(HABITS) == set(get_args(Habit))
    assert set(DEFECTS) == {key for each in importers().values() for key in each.behaviour}


class TestSettings:
    def test_every_setting_is_told_of(self, pages: dict[str, str]) -> None:
        page = pages["settings.md"]
        for each in fields(Settings):
            name = each.name.replace("_", "-")
            names = [name]
            if is_dataclass(each.default):
                inner = (one.name.replace("_", "-") for one in fields(each.default))
                names = [f"{name}.{one}" for one in inner]
            for one in names:
                assert f"\n### `{one}`\n" in page

    def test_every_example_can_be_used(self, pages: dict[str, str]) -> None:
        examples = re.findall(r"```toml\n(.*?)```", pages["settings.md"], re.DOTALL)
        assert len(examples) > len(fields(Settings))
        for example in examples:
            name = "pyproject.toml" if "tool.ris-ls" in example else "ris.toml"
            file = read(Path(name), example, known(), Settings())
            assert not file.problems, example
            assert file.settings != Settings() or example.startswith("#:schema")

    def test_the_command_has_the_options(
        self, pages: dict[str, str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        options = re.findall(r"^\| `(--[\w-]+)", pages["settings.md"], re.MULTILINE)
        assert len(options) == 9
        for command, known_there in (("check", options), ("format", options[-4:])):
            with pytest.raises(SystemExit):
                main([command, "--help"])
            told = capsys.readouterr().out
            assert all(f"  {option} " in told for option in known_there)


class TestStale:
    def test_missing_different_and_left_over_pages(
        self, generate: ModuleType, tmp_path: Path
    ) -> None:
        made = "<!-- Generated by scripts/generate_docs.py from nothing; do not edit. -->\n"
        wanted = {"a.md": made + "a", "b/c.md": made + "c", "b/d.md": made + "d"}
        (tmp_path / "b").mkdir()
        (tmp_path / "b" / "c.md").write_text(made + "old", "utf-8")
        (tmp_path / "b" / "d.md").write_text(made + "d", "utf-8")
        (tmp_path / "b" / "e.md").write_text(made + "e", "utf-8")
        (tmp_path / "by-hand.md").write_text("# Mine\n", "utf-8")
        assert generate.stale(tmp_path, wanted) == ["a.md", "b/c.md", "b/e.md"]
        generate.write(tmp_path, wanted)
        assert generate.stale(tmp_path, wanted) == []
        names = sorted(path.name for path in tmp_path.rglob("*.md"))
        assert names == ["a.md", "by-hand.md", "c.md", "d.md"]

    def test_what_editors_are_offered_is_as_it_was(self, pages: dict[str, str]) -> None:
        """Lint holds this for all pages; what the server offers is to change on purpose alone."""
        page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
        assert pages["editors.md"] == page

    def test_the_script_runs(self) -> None:
        command = [sys.executable, str(SCRIPTS / "generate_docs.py"), "--help"]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        assert done.returncode == 0
        assert "--check" in done.stdout
