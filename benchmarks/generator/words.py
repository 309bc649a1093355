"""The invented words, names, journals and prose that generated records are made of.

Everything is put together from the short lists below by a random source of a fixed seed, so the
same pools come out on every machine. Nothing is taken from anyone's bibliography.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ADJECTIVES = _split(
    """
    adaptive alpine annual arid brief chronic clinical coastal cold common complex cyclic daily
    deep delayed dense digital distant dry early elastic elderly empty fertile fine focal formal
    fragile frequent gradual hidden humid hybrid idle inner jagged late lateral linear local long
    lunar marine mental mild mixed mobile modern moderate municipal narrow native natural neural
    noisy nocturnal northern novel open optical oral organic parallel partial passive patchy polar
    porous primary private public quiet random rapid rare recent regional remote robust rural
    saline seasonal severe shallow short silent simple slow small smooth social soft southern
    spatial sparse stable steady steep strong subtle sudden tacit technical tidal tropical typical
    uneven urban vague variable verbal visual vital warm weak western wide young
    """
)

NOUNS = _split(
    """
    absence access acid adult advice age algae alloy angle archive area atlas attention balance
    band basin beam bird blood boundary branch bridge budget canal capacity carbon care cell
    change channel child circuit city classroom clay climate cluster coast cohort colony column
    conflict contact contrast cost crop crystal current cycle dam data decay decision deficit
    delay demand density depth design diet disease distance drainage drift drought dust effect
    effort energy enzyme erosion error estimate exposure factor family farm fever fibre field film
    filter fire fish flood flow focus food forest frame fuel gene glacier gradient grain graph
    grass growth habit harbour harvest health heat height history hospital household housing
    hypothesis ice image impact income index infant infection insect interview island joint
    judgement kernel kidney knowledge labour lake language lattice layer leaf learning lens level
    light limit lung machine map market mask measure membrane memory metal method mixture model
    moisture mood motion muscle network noise nurse nutrient observation ocean outcome oxygen
    parent particle patient pattern pest phase plant policy pollen pond population practice
    predictor pressure price probe process protein protocol pump quality railway rainfall range
    rate reaction record recovery region relapse reservoir resin response review rhythm risk river
    road root rotor salinity salt sample sand scale school screen season sediment seed sensor
    shelter shore signal skin sleep slope smoke snow soil sound species speech spring stability
    state station stem storage storm strain strategy stream stress student surface survey survival
    symptom system table task teacher temperature tension territory test texture theory therapy
    threshold tide timber tissue tooth town trace traffic training transfer transport treatment
    tree trial tunnel turbine value valley vapour vector vessel village virus vision voice voter
    wage waste water wave weather weed weight wetland wheel wind window winter wire woodland
    worker yield zone
    """
)

VERBS = _split(
    """
    affects alters approaches bounds carries changes compares confirms contains controls corrects
    counts delays describes determines drives enters equals estimates exceeds explains extends
    favours follows forms governs guides improves increases informs joins leads lowers maintains
    masks matches measures modifies moves offsets outlines precedes predicts prevents produces
    raises reaches reduces reflects removes repeats replaces resists restores reveals shapes
    shifts shows slows stabilises starts strengthens suggests supports surpasses tracks transforms
    varies weakens widens
    """
)

LINKS = _split(
    """
    after among before below between beyond during near of under within across against despite
    without
    """
)

OPENINGS = (
    "Here we show that",
    "In this study,",
    "To our knowledge,",
    "By contrast,",
    "In addition,",
    "However,",
    "We found that",
    "As expected,",
    "Over ten years,",
    "Taken together,",
    "In a second step,",
    "On average,",
    "Little is known of how",
    "This paper asks how",
    "It remains open whether",
    "Moreover,",
    "Finally,",
    "For each site,",
    "In most cases,",
    "Surprisingly,",
    "With this in mind,",
    "At the same time,",
    "In practice,",
    "As a rule,",
    "Overall,",
)

HEADINGS = ("Background: ", "Methods: ", "Results: ", "Conclusions: ")

STEMS = _split(
    """
    aero agro allo amphi baro bio calo chromo chrono cryo cyto demo dendro electro endo entero
    ethno ferro fluvio geo glyco halo helio hepato histo hydro iso kine litho macro magneto meta
    micro mito morpho myo nano nemato neuro noso oro ortho osteo paleo patho pedo photo phyto
    pneumo poly psycho pyro radio rheo sapro seismo socio sono spectro spiro stato strato tele
    tetra thermo topo toxi tribo vaso xero
    """
)

ENDINGS = _split(
    """
    cline cyte dyne genesis gram graph graphy kinase lith logy lysis meter metry morph nome phage
    phyte plasty pore scope sphere stasis static taxis tome toxin trope trophy type
    """
)

NAME_HEADS = _split(
    """
    Abel Adl Alm Ambr Ander Arn Aster Bald Barn Beck Bell Berg Birk Blan Bor Bran Brem Broc Brun
    Cald Cam Cant Carn Cast Chal Clem Cor Crest Dal Dar Del Dorn Drex Dun Ebn Eld Elm Eng Fal Fen
    Fern Fin Flor Fros Gal Gar Gers Glan Gold Gran Grub Hal Ham Hart Hav Hel Hol Horn Hul Imm Ing
    Jan Jes Jor Kal Kam Kel Kir Kol Kran Lam Lang Lar Lind Lor Lud Mal Mar Mel Mer Mil Mon Mor Nag
    Nel Nor Oden Olm Ort Pal Par Pel Pet Pol Quin Ral Ram Rein Ros Rum Sal San Schal Sel Sim Sol
    Stan Stol Sul Tal Tam Ter Thal Tor Ul Val Ved Ver Vin Wal War Wen Wes Wil Win Yar Zel Zim
    """
)

NAME_TAILS = _split(
    """
    a acek ado aki al am an ano ard as ati aux bach berg bert by dal den der din dorf eck ede ega
    ela em en er erson es ett ey feld ford gard ham hausen hoff i ic in ing ino is kamp ko la land
    ley lin lund man mann mark mer mond na ner nik o off olt on one or os ot ova owski quist rath
    rez rup sen ser sky son stad stein sten ström tal ter thal ton tor ulescu uma ura uri ville
    wald ward well wick worth ya zak zen
    """
)

ACCENTED = _split(
    """
    Bărbulan Bréval Çalkan Dąbrel Fernández-Olm Garcíal Gómel Gözüm Grønlund Håkel Ibáñet Jönsal
    Kováčel Krüsel Löfdal Mäkelar Martínel Müldner Muñotz Nguyễnel Núñer Øverdal Pérel Renól
    Rodríguel Sánchel Şahinar Sørlund Šimel Tömmel Ünalar Vásquel Yıldan Žukel Lefèvrel Gonçaval
    Araújel Conceiçal Bjørkel
    """
)

GIVEN = _split(
    """
    Adam Agnes Alan Alice Ana Andrea Anna Anton Astrid Barbara Beatrice Boris Carla Caroline
    Cecilia Clara Daniel Diana Edward Elena Emil Emma Erik Eva Felix Fiona Frank Gabriel Gloria
    Hannah Helen Henrik Igor Ingrid Irene Isabel Ivan Jana Jasmin Joanna Jonas Julia Karin Karl
    Katrin Laura Lena Linda Lucas Maria Marta Matthew Michael Monica Nadia Nicole Nina Nora Olga
    Oscar Petra Philip Rachel Rafael Robert Sarah Simon Sofia Stefan Susan Tanja Teresa Ursula
    Vera Wendy Yvonne
    """
)

GIVEN_ACCENTED = _split("André Émilie José María Jürgen Zoë Søren Inés Ömer Željka Łucja")

COUNTRIES = _split(
    """
    Australia Austria Brazil Canada Chile China Denmark Egypt England Finland France Germany Ghana
    Greece India Ireland Italy Japan Kenya Mexico Netherlands Norway Peru Poland Portugal Spain
    Sweden Switzerland Turkey Uruguay
    """
)

TOWN_HEADS = _split(
    "Ash Brook Clear East Fair Glen High Kings Lake Mill New North Oak Port Stone West"
)
TOWN_TAILS = _split("borough bridge burn bury dale field ford gate haven mere mouth port stead ton")

PLACES = _split(
    """
    Alba Borea Caldera Delmara Estuary Fjordland Harbour Isthmus Karst Lagoon Midland Nordland
    Oriel Pampas Ridgeway Steppe Tundra Upland Vale Westmark
    """
)

SIGNS = ("–", "’", "“", "”", "±", "≥", "≤", "μ", "α", "β", "×", "°", "—", "−", "®", "·")
"""What stands in abstracts beyond ASCII, the more frequent ones first."""


class Chooser:
    """A random source whose answers are the same on every version of Python.

    Python promises this of `random.random` alone, so all else is made of it.
    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[int(self.random() * len(options))]

    def often(self, share: float) -> bool:
        """Return true in this share of all calls."""
        return self.random() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def digits(self, count: int) -> str:
        """Return a string of digits of which the first is no zero."""
        return str(self.between(10 ** (count - 1), 10**count - 1))

    def code(self, count: int) -> str:
        """Return a string of hexadecimal digits."""
        return f"{int(self.random() * 16**count):0{count}x}"


_fixed = Chooser(2024)

TERMS = [stem + ending for stem in STEMS for ending in ENDINGS if _fixed.often(0.25)]
"""Words that look technical."""

SURNAMES = [head + tail for head in NAME_HEADS for tail in NAME_TAILS if _fixed.often(0.3)]


def _noun_phrase() -> str:
    noun = _fixed.pick(TERMS) if _fixed.often(0.15) else _fixed.pick(NOUNS)
    if _fixed.often(0.3):
        noun = f"{_fixed.pick(NOUNS)} {noun}"
    if _fixed.often(0.6):
        noun = f"{_fixed.pick(ADJECTIVES)} {noun}"
    return noun


NOUN_PHRASES = [_noun_phrase() for _ in range(6000)]


def _clause() -> str:
    parts = [f"the {_fixed.pick(NOUN_PHRASES)}", _fixed.pick(VERBS)]
    parts.append(f"{_fixed.pick(('the', 'a', 'each', 'every', 'its'))} {_fixed.pick(NOUN_PHRASES)}")
    if _fixed.often(0.6):
        parts.append(f"{_fixed.pick(LINKS)} {_fixed.pick(NOUN_PHRASES)}")
    if _fixed.often(0.25):
        parts.append(f"and {_fixed.pick(NOUN_PHRASES)}")
    return " ".join(parts)


CLAUSES = [_clause() for _ in range(8000)]


def _heading(noun_phrase: str) -> str:
    return noun_phrase[0].upper() + noun_phrase[1:]


KEYWORDS = [_heading(_fixed.pick(NOUN_PHRASES)) for _ in range(9000)]


PUBLISHERS = [
    f"{head}{tail} {kind}"
    for head in TOWN_HEADS
    for tail in TOWN_TAILS
    for kind in ("Press", "Academic", "Science Ltd", "University Press", "Media BV", "Journals")
]


class Journal:
    """A journal with all that records say of one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.short = " ".join(_shortened(word) for word in name.split() if word not in _SMALL)
        self.issn = issn(f"{_fixed.between(1000, 2999)}{_fixed.between(100, 999)}")
        self.other_issn = issn(f"{_fixed.between(1000, 2999)}{_fixed.between(100, 999)}")
        self.publisher = _fixed.pick(PUBLISHERS)
        self.country = _fixed.pick(COUNTRIES)
        self.code = "".join(word[0] for word in name.split() if word not in _SMALL).lower()
        self.prefix = f"10.{_fixed.between(60000, 69999)}"


_SMALL = {"of", "and", "the", "in", "for"}


def _shortened(word: str) -> str:
    return word if len(word) < 6 else f"{word[:4].rstrip('aeiou')}."


def issn(digits: str) -> str:
    """Return an ISSN with its check digit, from seven digits."""
    check = -sum(int(digit) * (8 - at) for at, digit in enumerate(digits)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


def isbn(digits: str) -> str:
    """Return an ISBN with its check digit, from nine digits."""
    body = f"978{digits}"
    check = -sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(body)) % 10
    return f"{body}{check}"


def _journal_name() -> str:
    adjective, noun = _fixed.pick(ADJECTIVES).title(), _fixed.pick(NOUNS).title()
    other = _fixed.pick(NOUNS).title()
    return _fixed.pick(
        (
            f"Journal of {adjective} {noun}",
            f"Annals of {noun} and {other}",
            f"{noun} and {other} Research",
            f"{_fixed.pick(PLACES)} Review of {adjective} {noun}",
            f"Advances in {adjective} {noun} and {other} Science",
            f"International Journal of {noun} Studies",
            f"{adjective} {noun}",
            f"Archives of {noun}",
        )
    )


JOURNALS = [Journal(_journal_name()) for _ in range(1500)]

TOWNS = [head + tail for head in TOWN_HEADS for tail in TOWN_TAILS]


def _affiliation() -> str:
    town = _fixed.pick(TOWNS)
    return (
        f"Department of {_fixed.pick(ADJECTIVES).title()} {_fixed.pick(NOUNS).title()}, "
        f"University of {town}, {town} {_fixed.digits(5)}, {_fixed.pick(COUNTRIES)}"
    )


AFFILIATIONS = [_affiliation() for _ in range(4000)]
