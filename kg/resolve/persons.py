"""Who is who among the persons of one name.

A pure function of all sightings of the name, whatever their order: profiles of equal sightings (`kg.resolve.profiles`) are
weighed against one another (`kg.resolve.likeness`) and made into persons (`kg.resolve.clusters`). Of these the one seen first
keeps the plain id, the others have a mark from the post, body or page of their earliest sighting.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp

from kg.lexicon import load
from kg.model import Literal
from kg.resolve.careers import office, settings
from kg.resolve.clusters import persons
from kg.resolve.likeness import Likeness
from kg.resolve.people import Apart, Join, Orders, Person
from kg.resolve.profiles import Profile, order, profiles, years
from kg.resolve.settled import Record, Settled, Stated
from kg.resolve.traces import Claim, Sighting
from kg.resolve.verdicts import Verdict, VerdictError, Verdicts, Who

RULE = "identity"
_FACTS = 3  # facts told for each side of a decision
_POSTS = ("holds", "formerlyHeld")


def settle(sightings: Sequence[Sighting], verdicts: Verdicts) -> Settled:
    """Who is who among all sightings of a name, or of the names that verdicts say to be one person's.

    Raises `VerdictError` when two verdicts on these sightings contradict each other.
    """
    ordered = sorted(sightings, key=order)
    if not ordered:
        return Settled()
    lines = verdicts.of(one.name for one in ordered)
    marks, orders = _orders(ordered, lines)
    found = profiles(ordered, marks)
    people, apart = persons(found, orders)
    _obeyed(people, lines, orders)
    names = _Names(people, _new_names(people, lines))
    return _settled(people, apart, names)


# --- verdicts


def _orders(
    sightings: Sequence[Sighting], lines: Sequence[Verdict]
) -> tuple[dict[tuple[str, str], frozenset[int]], Orders]:
    """For each sighting that verdicts mean their references, numbered two a line, and what is said of these."""
    marks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, line in enumerate(lines):
        for at, who in ((2 * number, line.one), (2 * number + 1, line.other)):
            if line.kind != "rename" or who is line.one:
                for one in meant(who, sightings):
                    marks[one.seen.page, one.ident].add(at)
    same, different = (
        frozenset((2 * n, 2 * n + 1) for n, line in enumerate(lines) if line.kind == kind)
        for kind in ("same", "different")
    )
    for page, known in marks.items():
        if (clash := next((a for a, b in different if {a, b} <= known), None)) is not None:
            where = lines[clash // 2].where
            raise VerdictError(
                f"{where}: both mean the mention on page {page[0]}; name a post or page that only one has"
            )
    return {key: frozenset(known) for key, known in marks.items()}, Orders(same, different)


def meant(who: Who, sightings: Sequence[Sighting]) -> list[Sighting]:
    own = [one for one in sightings if one.name == who.name]
    if who.id:
        if who.id == plain_id(who.name):
            return own[:1]
        return [one for one in own if who.id in {marked_id(one), _deeper(one)}]
    return [one for one in own if not who.at or _is_at(one, who.at)]


def _is_at(one: Sighting, at: str) -> bool:
    """Whether the sighting is on the page, or tells of the post, body or place."""
    if at in {one.seen.page, one.seen.paper}:
        return True
    names = {claim.object.partition("/")[2] for claim in one.claims}
    codes = {name.partition("/")[0] for name in names}
    return at in names or at in {division.name for code in codes if (division := load().division(code))}


def _obeyed(people: Sequence[Person], lines: Sequence[Verdict], orders: Orders) -> None:
    for person in people:
        known = frozenset[int]().union(*(p.marks for p in person.profiles()))
        if (clash := next((a for a, b in orders.different if {a, b} <= known), None)) is not None:
            where = lines[clash // 2].where
            raise VerdictError(f"{where}: other lines make one person of these two; take out one of the lines")


def _new_names(people: Sequence[Person], lines: Sequence[Verdict]) -> dict[int, str]:
    """The names that analysts give to persons, by the number of the person."""
    given = {2 * n: line.other.name for n, line in enumerate(lines) if line.kind == "rename"}
    return {
        number: given[mark]
        for number, person in enumerate(people)
        for profile in person.profiles()
        for mark in sorted(profile.marks)
        if mark in given
    }


# --- ids


def plain_id(name: str) -> str:
    return f"person/{name}"


def marked_id(one: Sighting, name: str = "") -> str:
    """The id of whoever is seen first in this sighting, if the plain one is another's."""
    return f"{plain_id(name or one.name)}~{_mark(one)}"


def _deeper(one: Sighting, name: str = "") -> str:
    """The same, if that one is another's too."""
    return f"{marked_id(one, name)}-{_digest(one.seen.page, one.ident)}"


def _digest(*parts: str) -> str:
    return hashlib.blake2s("\n".join(parts).encode("utf-8", "replace"), digest_size=4).hexdigest()


def _mark(one: Sighting) -> str:
    """What sets a sighting apart: its highest post, else employer, else place, else page."""
    claims = [claim for claim in one.claims if claim.property != "stationedIn"]
    served = frozenset(claim.object for claim in one.claims if claim.property == "serves")
    if not claims:
        return _digest(one.seen.page, one.ident)
    kinds = ("holds", "formerlyHeld", "worksFor", "serves")
    best = min(claims, key=lambda c: (kinds.index(c.property), -_height(c, served), c.object))
    return best.object.partition("/")[2].partition("~")[0].replace("/", "-")


def _height(claim: Claim, served: frozenset[str]) -> int:
    return office(claim.object, served).rank if claim.property in _POSTS else 0


class _Names:
    """The ids of persons, and those that a smaller set of pages may have given them."""

    def __init__(self, people: Sequence[Person], new: Mapping[int, str]) -> None:
        self.people, self.new = people, new
        self.of: list[str] = []
        taken: set[str] = set()
        for number, person in enumerate(people):
            first = person.profiles()[0].sightings[0]
            name = new.get(number, first.name)
            options = (plain_id(name), marked_id(first, name), _deeper(first, name))
            ident = next(option for option in options if option not in taken)
            taken.add(ident)
            self.of.append(ident)

    def retired(self) -> dict[str, str]:
        """The ids given up, with those that are in force."""
        seen = sorted(
            (order(one), number, one)
            for number, person in enumerate(self.people)
            for profile in person.profiles()
            for one in profile.sightings
        )
        loose = self._loose()
        live, found = set(self.of), dict[str, str]()
        known: set[str] = set()
        for _, number, one in seen:
            for name in {one.name, self.new.get(number, one.name)}:
                options = [plain_id(name), marked_id(one, name)]
                if options[1] in known and (one.name, _mark(one)) in loose:
                    options.append(_deeper(one, name))
                known.add(options[1])
                for ident in options:
                    if ident not in live:
                        found.setdefault(ident, self.of[number])
        return found

    def _loose(self) -> set[tuple[str, str]]:
        """The marks of several sightings that not every smaller set of pages makes one person of."""
        marked: dict[tuple[str, str], dict[int, Profile]] = defaultdict(dict)
        for person in self.people:
            for profile in person.known:
                for one in profile.sightings:
                    marked[one.name, _mark(one)][id(profile)] = profile
        return {(name, mark) for (name, mark), found in marked.items() if not _is_tight(mark, list(found.values()))}


def _is_tight(mark: str, found: Sequence[Profile]) -> bool:
    """Whether any two of the sightings with this mark are one by their post alone."""
    profile = found[0]
    stints = [stint for stint in profile.stints.values() if stint.office.post == f"post/{mark}"]
    sole = len({stint.office.seat for stint in stints}) == 1 and all(stint.office.is_sole for stint in stints)
    short = years(profile.last - profile.first) <= settings()["move"]["fades"]
    return len(found) == 1 and (len(profile.sightings) == 1 or (sole and short and not profile.marks))


# --- records


def _settled(people: Sequence[Person], apart: Sequence[Apart], names: _Names) -> Settled:
    ids = {}
    for number, person in enumerate(people):
        for profile in person.profiles():
            for one in profile.sightings:
                if one.ident != names.of[number]:
                    ids[one.seen.page, one.ident] = names.of[number]
    by_person = {id(person): names.of[number] for number, person in enumerate(people)}
    decisions = [*_joined(people, by_person), *_kept_apart(apart, by_person)]
    retired = [
        Record(old, "", (("dcterms:isReplacedBy", new), ("owl:sameAs", new)))
        for old, new in sorted(names.retired().items())
    ]
    return Settled(ids, (*sorted(decisions, key=lambda r: r.id), *retired))


def _joined(people: Iterable[Person], ids: Mapping[int, str]) -> Iterator[Record]:
    """A decision for each two profiles that were made one, and one for all that only name the person."""
    for person in people:
        ident = ids[id(person)]
        loose = [join for join in person.joins if join.other.is_bare]
        for join in person.joins:
            if not join.other.is_bare:
                yield _decision((ident,), "same", join.why, [(ident, join.one), (ident, join.other)])
        if loose:
            yield _decision((ident,), "same", _together(loose), [(ident, loose[0].one)], RULE)


def _together(joins: Sequence[Join]) -> Likeness:
    """The reasons of all, and what the least sure of them is worth."""
    reasons = dict.fromkeys(reason for join in joins for reason in join.why.reasons)
    return Likeness(min(join.why.odds for join in joins), tuple(sorted(reasons)))


def _kept_apart(apart: Iterable[Apart], ids: Mapping[int, str]) -> Iterator[Record]:
    for pair in apart:
        both = ids[id(pair.one)], ids[id(pair.other)]
        sides = [(both[0], pair.one.profiles()[0]), (both[1], pair.other.profiles()[0])]
        yield _decision(both, pair.verdict, pair.why, sides)


def _decision(
    ids: tuple[str, ...], verdict: str, why: Likeness, sides: Sequence[tuple[str, Profile]], more: str = ""
) -> Record:
    likely = 1 / (1 + exp(-max(min(why.odds, 50), -50)))
    sure = 1 - likely if verdict == "different" else likely
    if "analyst" in why.reasons:
        sure = 1.0
    values: list[tuple[str, str | Literal]] = [("decidesOn", ident) for ident in ids]
    values.append(("verdict", Literal(verdict)))
    values += [("reason", Literal(reason)) for reason in why.reasons]
    values.append(("confidence", Literal(f"{sure:.3f}", "decimal")))
    facts = tuple(dict.fromkeys(fact for ident, profile in sides for fact in _facts(ident, profile)))
    told = "\n".join(f"{f.subject} {f.property} {f.object} {f.article}" for f in facts)
    name = hashlib.blake2s(f"{ids} {verdict} {more}\n{told}".encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Record(f"decision/{name}", "IdentityDecision", tuple(values), facts, RULE)


def _facts(ident: str, profile: Profile) -> Iterator[Stated]:
    claims = sorted(profile.sightings[0].claims, key=lambda c: (c.property not in _POSTS, c.object, c.article))
    for claim in claims[:_FACTS]:
        yield Stated(ident, claim.property, claim.object, claim.article)
