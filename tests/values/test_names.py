"""One name, several names in one value, and punctuation that belongs to none."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ris_ls.values.names import name_punctuation, parse_name, split_names

# Text that is likely to hit the branches: separators, glue, initials, entities.
NAMELIKE = st.lists(
    st.sampled_from(
        (
            *("Doe", "J.", "JR", "Jr.", "van", "of", "University", "Müller", "朱", "."),
            *(",", ";", ",,", " ", " and ", "and", " & ", "&uuml;", "(", ")"),
            *("\u00a0", "\t", "\u2028", "\ud83d\ude00"),
        )
    ),
    max_size=14,
).map("".join)
ANY_TEXT = NAMELIKE | st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "family", "given_name", "suffix", "kind", "order"),
    [
        ("Doe, Jane R.", "Doe", "Jane R.", "", "person", "family-first"),
        ("Baldwin,S.A.", "Baldwin", "S.A.", "", "person", "family-first"),
        ("Doe, John A., Jr.", "Doe", "John A.", "Jr.", "person", "family-first"),
        ("Doe, Jane, PhD, MPH", "Doe", "Jane", "PhD, MPH", "person", "family-first"),
        ("van der Doe, Jane", "van der Doe", "Jane", "", "person", "family-first"),
        ("Doe JR", "Doe", "JR", "", "person", "family-first"),
        ("Brown C D", "Brown", "C D", "", "person", "family-first"),
        ("van der Doe Jane M", "van der Doe", "Jane M", "", "person", "family-first"),
        ("J. R. Doe", "Doe", "J. R.", "", "person", "given-first"),
        ("Keith E Doe", "Doe", "Keith E", "", "person", "given-first"),
        ("Ludwig van Doe", "van Doe", "Ludwig", "", "person", "given-first"),
        ("Jane Doe", "Doe", "Jane", "", "person", "unknown"),
        ("John Doe Jr.", "Doe", "John", "Jr.", "person", "unknown"),
        ("Doe, John III", "Doe", "John", "III", "person", "family-first"),
        ("DOE, J E Jr", "DOE", "J E", "Jr", "person", "family-first"),
        ("Doe, J. Jr.", "Doe", "J.", "Jr.", "person", "family-first"),
        ("Doe, Jr., John", "Doe", "John", "Jr.", "person", "family-first"),
        ("Doe, Jr.", "Doe", "", "Jr.", "person", "family-first"),
        ("Doe, II", "Doe", "II", "", "person", "family-first"),
        ("Doe, John V", "Doe", "John V", "", "person", "family-first"),
        ("Doe, J. I", "Doe", "J. I", "", "person", "family-first"),
        ("WANG X", "WANG", "X", "", "person", "family-first"),
        ("X WANG", "WANG", "X", "", "person", "given-first"),
        ("DOE JA", "DOE", "JA", "", "person", "family-first"),
        ("DUPONT Jean", "DUPONT", "Jean", "", "person", "family-first"),
        ("DE LA CRUZ Maria", "DE LA CRUZ", "Maria", "", "person", "family-first"),
        ("VAN DER BERG JA", "VAN DER BERG", "JA", "", "person", "family-first"),
        ("de la CRUZ M", "de la CRUZ", "M", "", "person", "family-first"),
        ("LI Xiaoyu", "LI", "Xiaoyu", "", "person", "family-first"),
        ("MA Smith", "Smith", "MA", "", "person", "given-first"),
        ("JRR Doe", "Doe", "JRR", "", "person", "given-first"),
        ("Jean DUPONT", "DUPONT", "Jean", "", "person", "unknown"),
        ("The Doorways", "The Doorways", "", "", "group", "unknown"),
        ("Plato", "Plato", "", "", "single", "unknown"),
        ("Elton, ", "Elton", "", "", "single", "unknown"),
        ("朱德泉", "朱德泉", "", "", "single", "unknown"),
        ("朱 宏", "朱", "宏", "", "person", "family-first"),
        ("朱, 宏", "朱", "宏", "", "person", "family-first"),
        ("山田 太郎", "山田", "太郎", "", "person", "family-first"),
        ("김 철수", "김", "철수", "", "person", "family-first"),
        ("清华大学 计算机科学系", "清华大学 计算机科学系", "", "", "group", "unknown"),
        ("Zhu 宏", "宏", "Zhu", "", "person", "unknown"),
        ("World Health Organization", "World Health Organization", "", "", "group", "unknown"),
        ("Red Lantern,", "Red Lantern", "", "", "group", "unknown"),
        ("Makers of Things", "Makers of Things", "", "", "group", "unknown"),
        ("Optical Makers (OMA)", "Optical Makers (OMA)", "", "", "group", "unknown"),
        ("Institute for Water, Berlin", "Institute for Water, Berlin", "", "", "group", "unknown"),
        ("M&uuml;", "M&uuml;", "", "", "single", "unknown"),
        ("", "", "", "", "single", "unknown"),
    ],
)
def test_reads_one_name(  # noqa: PLR0917
    text: str, family: str, given_name: str, suffix: str, kind: str, order: str
) -> None:
    name = parse_name(text)
    assert (name.family, name.given, name.suffix) == (family, given_name, suffix)
    assert (name.kind, name.order) == (kind, order)
    assert name.text == text


@pytest.mark.parametrize(
    ("text", "separator", "names"),
    [
        ("Doe, J.; Roe, R.", "semicolon", ["Doe, J.", "Roe, R."]),
        ("Doe, Jane; Roe, Rick; and Poe, E.;", "semicolon", ["Doe, Jane", "Roe, Rick", "Poe, E."]),
        ("M&uuml;ller, J.; Doe, J.", "semicolon", ["M&uuml;ller, J.", "Doe, J."]),
        ("Doe, J. and Roe, R.", "and", ["Doe, J.", "Roe, R."]),
        ("DOE, JANE AND ROE, RICK", "and", ["DOE, JANE", "ROE, RICK"]),
        ("王小明；李四", "semicolon", ["王小明", "李四"]),
        ("王小明、李四", "comma", ["王小明", "李四"]),
        ("山田 太郎、王 四、", "comma", ["山田 太郎", "王 四"]),
        ("Doe, J.；Roe, R.", "semicolon", ["Doe, J.", "Roe, R."]),
        ("Jane Doe and Rick Roe", "and", ["Jane Doe", "Rick Roe"]),
        ("Dr. Jane Doe and Rick Roe", "and", ["Dr. Jane Doe", "Rick Roe"]),
        ("J. Doe & R. Roe", "ampersand", ["J. Doe", "R. Roe"]),
        ("Doe, J., Roe, R., & Poe, E.", "ampersand", ["Doe, J.", "Roe, R.", "Poe, E."]),
        ("Doe J, Roe R, and Poe E", "and", ["Doe J", "Roe R", "Poe E"]),
        ("Doe J, Roe R", "comma", ["Doe J", "Roe R"]),
        ("Doe J., Roe R.", "comma", ["Doe J.", "Roe R."]),
        ("Doe J, Roe-Poe RK, Cut-Off", "comma", ["Doe J", "Roe-Poe RK", "Cut-Off"]),
        ("J. Doe, R. Roe", "comma", ["J. Doe", "R. Roe"]),
        ("Doe, J., Roe, R.", "comma", ["Doe, J.", "Roe, R."]),
        ("Jane Doe, Rick Roe, Max Poe", "comma", ["Jane Doe", "Rick Roe", "Max Poe"]),
    ],
)
def test_finds_several_names(text: str, separator: str, names: list[str]) -> None:
    found = split_names(text)
    assert [text[start:end] for start, end in found.spans] == names
    assert found.separator == separator
    assert found.at_most_one_comma


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Health and Welfare",
        "Johnson and Johnson",
        "Centers for Disease Control and Prevention",
        "Royal College of Physicians and Surgeons",
        "Food and Drug Administration",
        "Bill and Melinda Gates Foundation",
        "Alcohol, Drug Abuse, and Mental Health Administration",
        "Agriculture and Agri-Food Canada",
        "Great Britain and Northern Ireland",
        "John Wiley & Sons",
        "S&P Global Ratings",
        "S&amp;P Ratings",
        "Council (of Towns; of Villages)",
        "Doe, Jane",
        "Doe, Jane, PhD, MPH",
        "Doe III, Francis J",
        "Doe  Jr., John A",
        "农业、林业和水利研究院",
        "王小明、Institute",
        "Doe C., Juan R.",
        "Doe Roe, Maria Jose",
        "Institute for Information, Control and Communication (IICC)",
    ],
)
def test_leaves_one_name_whole(text: str) -> None:
    assert split_names(text).spans == ((0, len(text)),)
    assert split_names(text).separator is None


def test_counts_commas_for_the_safety_of_a_split() -> None:
    found = split_names("Doe, Jane, Jr.; Roe, Rick")
    assert found.separator == "semicolon"
    assert not found.at_most_one_comma


@pytest.mark.parametrize("text", ["", " ", ",", " ; ;"])
def test_a_value_without_a_name_has_no_span(text: str) -> None:
    assert split_names(text).spans == ()
    assert name_punctuation(text).mended is None


@pytest.mark.parametrize(
    ("text", "kinds", "mended"),
    [
        ("Elton, ", ("trailing-comma",), "Elton"),
        (" Doe, J.,", ("trailing-comma",), " Doe, J."),
        ("Doe, J.;", ("trailing-semicolon",), "Doe, J."),
        ("M&uuml;;", ("trailing-semicolon",), "M&uuml;"),
        ("Doe, J. and", ("trailing-and",), "Doe, J."),
        ("Doe,, J", ("doubled-comma",), "Doe, J"),
        ("Doe,,J", ("doubled-comma",), "Doe,J"),
        (", Doe, J", ("leading-comma",), "Doe, J"),
        (",Doe,,J;", ("trailing-semicolon", "leading-comma", "doubled-comma"), "Doe,J"),
    ],
)
def test_mends_punctuation(text: str, kinds: tuple[str, ...], mended: str) -> None:
    found = name_punctuation(text)
    assert found.kinds == kinds
    assert found.mended == mended
    assert not found.corporate


@pytest.mark.parametrize("text", ["World Health Organization,", "University of Nowhere,, Berlin"])
def test_endnote_corporate_forms_are_no_defect(text: str) -> None:
    found = name_punctuation(text)
    assert found.corporate
    assert found.kinds == ()
    assert found.mended is None


@pytest.mark.parametrize(
    "text", ["Doe,J", "Doe, J.", "Doe,,Jr.", "M&uuml;", "Ferdinand", "Doe, J. ", ""]
)
def test_no_defect(text: str) -> None:
    found = name_punctuation(text)
    assert found.kinds == ()
    assert not found.corporate


@given(ANY_TEXT)
def test_any_text_is_read(text: str) -> None:
    parse_name(text)
    found = split_names(text)
    end = 0
    for start, stop in found.spans:
        assert end <= start < stop <= len(text)
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert (found.separator is None) == (len(found.spans) < 2)


@given(ANY_TEXT)
@example(", and  and ")
def test_mending_twice_is_mending_once(text: str) -> None:
    mended = name_punctuation(text).mended
    if mended is not None:
        assert mended != text
        assert name_punctuation(mended).mended is None


@pytest.mark.parametrize(
    "part", [",", ", ", ";", "&", " and ", "a,", "Doe J, ", "A ", "(", " ", ",,"]
)
def test_long_values_are_read_in_linear_time(part: str) -> None:
    text = part * (100_000 // len(part))
    parse_name(text)
    split_names(text)
    name_punctuation(text)
