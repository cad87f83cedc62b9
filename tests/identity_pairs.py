"""The pairs of tests/identity/pairs.tsv as sightings, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import Division, load
from kg.resolve.persons import settle
from kg.resolve.settled import Settled
from kg.resolve.traces import Claim, Seen, Sighting, person_block
from kg.resolve.verdicts import Verdicts

PAIRS = Path(__file__).parent / "identity" / "pairs.tsv"


@dataclass(frozen=True)
class Pair:
    half: str
    same: bool
    name: str
    one: Sighting
    other: Sighting
    also: tuple[Sighting, ...]
    why: str


def load_pairs() -> Iterator[Pair]:
    lines = [line for line in PAIRS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines[1:]):
        half, verdict, name, one, other, also, why = (line.split("\t") + [""] * 7)[:7]
        names = name.split("|")
        sides = [
            sighting(f"{number}/{at}", names[min(at, len(names) - 1)], text) for at, text in enumerate((one, other))
        ]
        more = [sighting(f"{number}/+{at}", names[0], text) for at, text in enumerate(filter(None, also.split(" / ")))]
        yield Pair(half, verdict == "same", name, sides[0], sides[1], tuple(more), why)


def sighting(number: str, name: str, text: str) -> Sighting:
    """A sighting told as `DATE PAPER: claim; claim; 与 company`."""
    (date, _, paper), _, rest = text.partition(":")[0].partition(" "), ":", text.partition(":")[2]
    page = f"{paper}/{date}/{number}"
    claims: dict[Claim, None] = {}
    company: tuple[str, ...] = ()
    for told in filter(None, (part.strip() for part in rest.split(";"))):
        if told.startswith("与"):
            company = tuple(told[1:].strip().split("、"))
        else:
            claims |= dict.fromkeys(_claims(told, f"{page}/1"))
    return Sighting(Seen(page, date, paper), f"person/{name}", name, "Person", tuple(claims), company)


def _claims(told: str, article: str) -> Iterator[Claim]:
    if told[0] == "%":
        yield Claim("worksFor", f"organization/{told[1:]}", article)
        return
    post, _, code = told.partition("@")
    former = post.startswith("原")
    code = code or ("" if former else _code(post))
    if post:
        yield Claim("formerlyHeld" if former else "holds", f"post/{post.removeprefix('原')}", article)
    if code and not former:
        yield Claim("serves", f"division/{code}", article)


def _code(post: str) -> str:
    """The division that the post begins with, if only one is called so today."""
    for end in range(len(post), 1, -1):
        codes = {d.code for d in load().entries(post[:end]) if isinstance(d, Division) and d.end > 2025}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return ""


def settled(sightings: list[Sighting]) -> Settled:
    return settle(sightings, Verdicts())


def ids(sightings: list[Sighting]) -> dict[tuple[str, str], str]:
    """The ids across pages of all sightings, whose names have blocks of their own."""
    found = {}
    for block in {person_block(one.name) for one in sightings}:
        own = [one for one in sightings if person_block(one.name) == block]
        known = settled(own).ids
        found |= {(one.seen.page, one.ident): known.get((one.seen.page, one.ident), one.ident) for one in own}
    return found


def judge(pair: Pair) -> tuple[bool, Settled]:
    """Whether the pair is taken for one person."""
    known = ids([pair.one, pair.other, *pair.also])
    same = known[pair.one.seen.page, pair.one.ident] == known[pair.other.seen.page, pair.other.ident]
    return same, settled([pair.one, pair.other, *pair.also])
