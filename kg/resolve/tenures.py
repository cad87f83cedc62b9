"""Tenures: who held a post from when to when, who succeeded whom, and what cannot all be so.

Settled from all holdings of one post and of those who act in it; the order in which they come does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise

from kg.mentions.titles import has_one_holder, plain_post
from kg.model import Literal
from kg.resolve.careers import is_known
from kg.resolve.settled import Record, Settled, Stated
from kg.resolve.terms import Term, days_between, setting, terms
from kg.resolve.traces import Holding

_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_TRUE = Literal("true", "boolean")
Named = dict[int, str]  # the ids of terms, by their place in the order


def settle(holdings: Collection[Holding]) -> Settled:
    """The tenures of a post as records, with who succeeded whom and what contradicts what; no ids change.

    >>> from kg.resolve.traces import Claim, Seen
    >>> claim = Claim("holds", "post/湖南省代省长", "日报/2020-12-01/1/1")
    >>> settled = settle([Holding(Seen("日报/2020-12-01/1", "2020-12-01", "日报"), "person/毛伟明", claim)])
    >>> settled.records[0].id, settled.records[0].values[1]
    ('tenure/毛伟明/湖南省省长', ('post', 'post/湖南省省长'))
    """
    if not holdings:
        return Settled()
    post = min(plain_post(holding.claim.object) for holding in holdings)
    single = has_one_holder(post) and is_known(post)
    found = terms(holdings, single=single)
    names = _named(post, found)
    clashes = _clashes(found) if single else []
    outvoted = {loser for one, other in clashes for loser in _losers(found, one, other)}
    followed = dict(_successions(found, outvoted)) if single else {}
    records = [_tenure(post, term, names, at, followed.get(at)) for at, term in enumerate(found)]
    records += [_contradiction(post, found, names, pair) for pair in clashes]
    if single:
        records.append(Record(post, "", (("oneHolder", _TRUE),)))
    return Settled(records=tuple(records))


def _named(post: str, found: Sequence[Term]) -> Named:
    """`tenure/PERSON/POST`; the second of one person in it is marked by its number."""
    counts: dict[str, int] = {}
    names: Named = {}
    for at, term in enumerate(found):
        counts[term.person] = counts.get(term.person, 0) + 1
        mark = f"/{counts[term.person]}" if counts[term.person] > 1 else ""
        names[at] = f"tenure/{_bare(term.person)}/{_bare(post)}{mark}"
    return names


def _bare(ident: str) -> str:
    return ident.partition("/")[2]


def _tenure(post: str, term: Term, names: Named, at: int, before: int | None) -> Record:
    acting, confirmed = term.acting()
    told = {
        "firstSeen": term.first,
        "lastSeen": term.last,
        "start": term.start,
        "end": term.end,
        "goneBy": "" if term.end else term.gone_by,
        "confirmedBy": confirmed,
    }
    values: list[tuple[str, str | Literal]] = [("person", term.person), ("post", post)]
    values += [(name, Literal(date, _TYPES[len(date)])) for name, date in told.items() if date]
    values.append(("timesSeen", Literal(str(len({h.claim.article for h in term.seen})), "integer")))
    if acting:
        values.append(("acting", _TRUE))
    if before is not None:
        values.append(("succeeds", names[before]))
    return Record(names[at], "Tenure", tuple(values), tuple(_evidence(term)), "tenure")


def _evidence(term: Term) -> list[Stated]:
    """What tells of the first and the last day, of the stated start and end, and first of its being past."""
    chosen = [
        *(_surest([h for h in term.seen if h.seen.date == day]) for day in (term.first, term.last)),
        _surest([h for h in term.taken if h.claim.since == term.start]),
        _surest([h for h in term.left if h.claim.until == term.end]),
        _surest([h for h in term.gone if h.seen.date == term.gone_by]),
    ]
    return list(dict.fromkeys(_stated(h) for h in chosen if h is not None))


def _surest(holdings: Sequence[Holding]) -> Holding | None:
    key = {h: (-h.claim.confidence, h.claim.article, h.claim.object, h.claim.since, h.claim.until) for h in holdings}
    return min(holdings, key=key.__getitem__, default=None)


def _stated(holding: Holding) -> Stated:
    claim = holding.claim
    return Stated(holding.person, claim.property, claim.object, claim.article)


def _clashes(found: Sequence[Term]) -> list[tuple[int, int]]:
    """The pairs of terms of which not both can be: two persons at once for longer than a handover takes."""
    return [pair for pair in combinations(range(len(found)), 2) if _clash(found, *pair)]


def _clash(found: Sequence[Term], one: int, other: int) -> bool:
    first, second = found[one], found[other]
    if _alike(first, second):
        return False
    if second.doubtful and first.days:
        # who had the post before, and is told of once more after another has come
        return first is _last_before(found, second)
    if not (first.days and second.days):
        return False
    slack = setting("handover_days")
    if _on_one_day(first, second) and not (first.takings or second.takings or second.start):
        return True
    return days_between(second.begun, first.last) > slack and days_between(first.begun, second.last) > slack


def _alike(one: Term, other: Term) -> bool:
    """Whether the two are one person or bear one name: of namesakes in one post nobody can tell that they are two."""
    return one.person.partition("~")[0] == other.person.partition("~")[0]


def _on_one_day(one: Term, other: Term) -> bool:
    return not set(one.days).isdisjoint(other.days)


def _last_before(found: Sequence[Term], term: Term) -> Term | None:
    """The term of another that began last before this one."""
    return next((t for t in reversed(found[: found.index(term)]) if t.person != term.person and t.days), None)


def _losers(found: Sequence[Term], one: int, other: int) -> Iterator[int]:
    """Of two that contradict one another the one that far fewer days tell of, if there is one."""
    few, many = sorted((one, other), key=lambda at: (not found[at].doubtful, len(found[at].days)))
    if found[few].takings:
        return  # an appointment is told once
    if found[few].doubtful or 3 * len(found[few].days) <= len(found[many].days):
        yield few


def _contradiction(post: str, found: Sequence[Term], names: Named, pair: tuple[int, int]) -> Record:
    values: list[tuple[str, str | Literal]] = [("concerns", names[at]) for at in pair]
    values += [("outvoted", names[at]) for at in _losers(found, *pair)]
    facts = dict.fromkeys(fact for one, other in (pair, pair[::-1]) for fact in _nearest(found[one], found[other]))
    people = "/".join(names[at].removeprefix("tenure/").replace(f"/{_bare(post)}", "") for at in pair)
    return Record(f"contradiction/{_bare(post)}/{people}", "Contradiction", tuple(values), tuple(facts), "tenure")


def _nearest(term: Term, other: Term) -> list[Stated]:
    """The last that tells of the term before the other begins, and the first that does after that."""
    before = [day for day in term.days if day <= other.first][-1:]
    after = [day for day in term.days if day >= other.first][:1]
    chosen = (_surest([h for h in term.seen if h.seen.date == day]) for day in dict.fromkeys(before + after))
    return [_stated(h) for h in chosen if h is not None]


def _successions(found: Sequence[Term], outvoted: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a term and the one that it follows: told together, or one seen soon after the other."""
    known = [at for at, term in enumerate(found) if at not in outvoted and (term.begun or term.left or term.leavings)]
    for earlier, later in pairwise(known):
        if not _alike(found[earlier], found[later]) and _follows(found[later], found[earlier]):
            yield later, earlier


def _follows(later: Term, earlier: Term) -> bool:
    if not later.begun:
        return False
    if _told_together(later, earlier):
        return True
    if not earlier.begun:
        return False
    gap = days_between(earlier.over, later.begun)
    return -setting("handover_days") <= gap <= setting("succession_days")


def _told_together(later: Term, earlier: Term) -> bool:
    """Whether one article tells that the one took the post and the other left it."""
    taken = {h.claim.article for h in later.takings}
    return any(h.claim.article in taken for h in earlier.leavings)
