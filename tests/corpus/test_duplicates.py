"""The labels of duplicates fit the real files, and the evaluation counts what it says."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks.duplicates import in_library, same_doi_or_title

from tests.conftest import CORPUS, corpus_files
from tests.corpus.labels import (
    PARTS,
    File,
    Labels,
    Pair,
    Place,
    Placed,
    pairs_within,
    read_labels,
    score,
)

LABELS = read_labels()

beside_the_corpus = pytest.mark.skipif(
    not corpus_files(), reason="the corpus lies beside the project, not in it"
)


def records_of(part: str) -> list[Placed]:
    return [placed for file in LABELS.files_of(part) for placed in file.read(CORPUS)]


def test_every_place_exists() -> None:
    counts = {file.path: file.records for file in LABELS.files}
    assert len(counts) == len(LABELS.files)
    groups = [*LABELS.works, *LABELS.different, *LABELS.unsure]
    assert all(0 <= place.number < counts[place.file] for group in groups for place in group)


def test_no_record_is_of_two_works() -> None:
    works = Counter(place for work in LABELS.works for place in work)
    assert set(works.values()) == {1}
    assert min(map(len, LABELS.works)) > 1


def test_no_group_lies_in_two_parts() -> None:
    parts = {file.path: file.part for file in LABELS.files}
    for group in (*LABELS.works, *LABELS.different, *LABELS.unsure):
        assert len({parts[place.file] for place in group}) == 1


def test_no_pair_has_two_labels() -> None:
    same = {pair for part in PARTS for pair in LABELS.same(part)}
    assert all(len(pair) == 2 for pair in (*LABELS.different, *LABELS.unsure))
    assert not same & LABELS.different.keys()
    assert not same & LABELS.unsure.keys()
    assert not LABELS.different.keys() & LABELS.unsure.keys()


def test_what_is_one_work_with_one_record_is_so_with_all_of_its_work() -> None:
    """A record that is unsure with one record of a work is so with each: else pairs contradict."""
    works = {place: work for work in LABELS.works for place in work}
    for pair in LABELS.unsure:
        one, other = pair
        for here in works.get(one, {one}):
            for there in works.get(other, {other}):
                assert frozenset((here, there)) in LABELS.unsure


@pytest.mark.parametrize("part", PARTS)
def test_there_is_enough_to_measure(part: str) -> None:
    records = sum(file.records for file in LABELS.files_of(part))
    same = LABELS.same(part)
    assert len(same) > 3000
    assert records * (records - 1) // 2 - len(same) > 40_000_000
    paths = {file.path for file in LABELS.files_of(part)}
    hard = [pair for pair in LABELS.different if next(iter(pair)).file in paths]
    assert len(hard) > 150


@beside_the_corpus
def test_the_files_are_those_that_were_labelled() -> None:
    assert [file.path for file in LABELS.files if not file.is_as_labelled(CORPUS)] == []


@beside_the_corpus
def test_records_are_counted_as_when_they_were_labelled() -> None:
    assert [(file.path, len(file.read(CORPUS))) for file in LABELS.files] == [
        (file.path, file.records) for file in LABELS.files
    ]


@beside_the_corpus
@pytest.mark.parametrize("part", PARTS)
def test_a_naive_finder_is_mostly_right_and_not_always(part: str) -> None:
    """Labels that had slipped by a record, or a finder of everything, would show here."""
    result = score(same_doi_or_title(records_of(part)), LABELS, part)
    assert 0.95 < result.precision < 1
    assert 0.8 < result.recall < 1


@beside_the_corpus
def test_what_is_labelled_is_there_without_dois_too() -> None:
    for file in LABELS.files_of("tuning"):
        bare = file.read(CORPUS, with_dois=False)
        assert [placed.place.number for placed in bare] == list(range(file.records))
        assert not any("10.1016/" in placed.block.text for placed in bare)


def test_score_counts_pairs() -> None:
    a, b, c, d, e = (Place("x.ris", index) for index in range(5))
    work, doubt = frozenset((a, b, c)), frozenset((a, e))
    file = File("x.ris", "tuning", 5, "")
    labels = Labels((file,), (work,), {}, {doubt: ""})
    found: set[Pair] = {frozenset((a, b)), frozenset((a, d)), doubt}
    result = score(found, labels, "tuning")
    assert result.right == 1
    assert result.wrong == {frozenset((a, d))}
    assert result.missed == {frozenset((a, c)), frozenset((b, c))}
    assert (result.precision, result.recall) == (1 / 2, 1 / 3)
    assert result.f1 == pytest.approx(0.4)
    assert score(pairs_within(work), labels, "tuning").f1 == 1
    assert score((), labels, "tuning").precision == 1
    assert score(pairs_within(work), labels, "held-out").recall == 1


@beside_the_corpus
@pytest.mark.parametrize("part", PARTS)
def test_the_library_finds_nearly_all_and_nothing_else(part: str) -> None:
    result = score(in_library(records_of(part)), LABELS, part)
    assert result.precision >= 0.999
    assert result.recall >= 0.99
