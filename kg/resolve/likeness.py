"""How likely two profiles of one name are one person: log-odds with the reasons.

One person who is seen so twice is weighed against the namesakes to be expected in the narrowest circle that both are known
to belong to; the figures stand in `identity.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from typing import Any

from kg.resolve.careers import NATION, Office, level_of, parts, settings
from kg.resolve.namesakes import share, share_abroad
from kg.resolve.profiles import Profile, Stint, is_national, years

_LEVELS = ("Village", "Township", "County", "Prefecture", "Province")
_SOFT = frozenset({"leading", "army", "retired"})
_NAMESAKES = 5  # divisions that may be called so, where it is not known which is meant
_WHOLE = 4  # characters of a name that is told in full
_RANK = 4  # taken where a leading post has none
_FRESH = 0.1  # years within which a change of posts may have happened just so


@dataclass(frozen=True, slots=True)
class Likeness:
    """Log-odds that two are one, and the codes of the reasons for and against."""

    odds: float
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _figures() -> Any:
    return settings()


def likeness(one: Profile, other: Profile) -> Likeness:
    """How likely both, who have one name, are one: by their posts and employers and by the company they keep."""
    best = max(_grounds(one, other, one.name), key=lambda found: (found.odds, found.reasons))
    company, reason = _company(one, other)
    return Likeness(best.odds + company, (*best.reasons, *reason))


def _grounds(one: Profile, other: Profile, name: str) -> Iterator[Likeness]:
    part = share(name)
    for body in one.bodies.keys() & other.bodies.keys():
        yield _of_body(one.bodies[body], part, "same-body")
    pairs = list(_pairs(one, other))
    for a, b in pairs:
        yield _of_posts(a, b, name)
    if not pairs:
        for ours in _tracks(one):
            for theirs in _tracks(other):
                yield _of_walks(Office("", track=ours), Office("", track=theirs), part, 1.0)


def _tracks(one: Profile) -> set[str]:
    return {*one.bodies.values()} or {stint.office.track for stint in one.stints.values()}


def _pairs(one: Profile, other: Profile) -> Iterator[tuple[Stint, Stint]]:
    """The posts to compare: those that both have, the main ones of both, and others only where one has no main one."""
    for key in one.stints:
        for former in (True, False):
            if (same := other.stints.get((key[0], key[1], former))) and key[0]:
                yield one.stints[key], same
    ours, theirs = _main(one), _main(other)
    yield from ((a, b) for a in ours for b in theirs)


def _main(one: Profile) -> list[Stint]:
    return [s for s in one.stints.values() if not s.office.side] or list(one.stints.values())


def _of_posts(a: Stint, b: Stint, name: str) -> Likeness:
    one, other, part = a.office, b.office, share(name)
    circles, chance = _figures()["circles"], _when(a, b)
    if one.post and one.post == other.post and (one.seat == other.seat or not (one.seat and other.seat)):
        vague = one.seat == "" and level_free(one)
        people = circles["post"] * one.holders * (_NAMESAKES if vague else 1)
        known = _figures()["post_same"] * (0.3 if vague else 1) * _fading(a, b)
        return _odds(known, people, part, "former-post" if a.former or b.former else "same-post")
    if _same_body(one, other):
        return _of_body(one.track, part, "same-body")
    if one.abroad or other.abroad:
        return _of_countries(one, other, max(part, share_abroad(name)))
    if one.track in _SOFT and other.track in _SOFT and one.track != "army" != other.track:
        return _of_ranks(a, b, part, chance)
    return _of_walks(one, other, part, chance)


def _same_body(one: Office, other: Office) -> bool:
    """Whether both posts are of one body, or of a part of it: 文献研究院|第一研究部."""
    short, long = sorted((one.body, other.body), key=len)
    return (short == long != "" and one.seat == other.seat) or (len(short) >= _WHOLE and long.startswith(short))


def _of_countries(one: Office, other: Office, part: float) -> Likeness:
    figures, pools = _figures(), _figures()["circles"]
    if one.seat == other.seat:
        return _odds(figures["country_same"], pools["country"], part, "same-country")
    if not (one.seat and other.seat):
        return _odds(figures["country_open"], pools["walks"]["foreign"], part, "walk-not-known")
    return _odds(figures["country_else"], pools["walks"]["foreign"], part, "other-country")


def level_free(held: Office) -> bool:
    """Whether the post is a division's, though it is not known whose."""
    return held.track == "leading" and held.slot not in {"state", "ministry", "side", "envoy"}


def _of_body(track: str, part: float, reason: str) -> Likeness:
    people = _figures()["circles"]["bodies"].get(track, _figures()["circles"]["bodies"]["other"])
    return _odds(_figures()["body_same"], people, part, reason)


def _of_walks(one: Office, other: Office, part: float, chance: float) -> Likeness:
    figures = _figures()
    pools = figures["circles"]["walks"]
    level = _shared(one.seat, other.seat)
    divided = figures["circles"]["parts"].get(level, 1)
    ours, theirs = one.track, other.track
    key = next((k for k in (f"{ours} {theirs}", f"{theirs} {ours}") if k in figures["walks"]), "")
    if ours == theirs:
        return _odds(figures["walk_same"] * chance, pools[ours] / divided, part, "same-walk")
    if key:
        return _odds(figures["walks"][key] * chance, pools[key.split()[1]] / divided, part, "walks-that-go-together")
    if "other" in (ours, theirs):
        return _odds(
            figures["walk_unknown"] * chance, min(pools[ours], pools[theirs]) / divided, part, "walk-not-known"
        )
    return _odds(figures["walk_else"] * chance, min(pools[ours], pools[theirs]) / divided, part, "other-walk")


def _of_ranks(a: Stint, b: Stint, part: float, chance: float) -> Likeness:
    earlier, later, known = _in_order(a, b)
    level = _shared(a.office.seat, b.office.seat)
    if known and later.office.track == "retired" and earlier.office.track == "leading":
        people = _figures()["circles"]["walks"]["retired"]
        return _odds(_figures()["move"]["leaves"] * chance, people, part, "leaves-for-congress")
    vague = not level and "served" in {a.office.slot, b.office.slot}
    if vague or min(a.office.rank, b.office.rank) < 0:
        move, reason = _figures()["move"]["other"], "posts-side-by-side"
    else:
        move, reason = _move(earlier, later, known)
    place, people = _place(level, min(_rank(a.office, b.office), _rank(b.office, a.office)))
    return _odds(move * place * chance, people, part, reason, f"same-{level.lower()}" if level else "other-place")


def _rank(held: Office, beside: Office) -> int:
    """The rank, or where there is none the other's."""
    return next((rank for rank in (held.rank, beside.rank) if rank >= 0), _RANK)


def _place(level: str, rank: int) -> tuple[float, float]:
    """How likely a career stays in, or leaves, what both posts share, and how many of that rank or above there are."""
    figures = _figures()
    people = figures["circles"]["ranks"][rank]
    if level:
        stays = figures["stays"][level]
        return stays.get(rank, stays[min(stays, key=lambda r: abs(r - rank))]), people / figures["circles"]["parts"][
            level
        ]
    return 1 - figures["stays"]["Province"][rank], people


def _in_order(a: Stint, b: Stint) -> tuple[Stint, Stint, bool]:
    """The stint that came first, the other, and whether that is known."""
    if a.former and b.former:
        return a, b, False
    if a.former != b.former:
        past, now = (a, b) if a.former else (b, a)
        return past, now, now.last >= past.last
    if a.last and b.first and a.last <= b.first:
        return a, b, True
    if b.last and a.first and b.last <= a.first:
        return b, a, True
    return a, b, False


def _move(earlier: Stint, later: Stint, known: bool) -> tuple[float, str]:
    figures = _figures()
    up = later.office.rank - earlier.office.rank
    if not known:
        return figures["moves"].get(abs(up), figures["move"]["least"]) / 2, "posts-side-by-side"
    chance = figures["moves"].get(up, figures["move"]["least"])
    passed = years(max(later.first - earlier.last, 0)) if later.first and earlier.last else figures["move"]["fades"]
    if up > 1 and passed + 1 < figures["move"]["years"] * (up - 1):
        chance *= figures["move"]["too_fast"]
    return chance, "promotion" if up > 0 else "transfer" if up == 0 else "lower-post"


def _when(a: Stint, b: Stint) -> float:
    """How well a change of posts fits the time between."""
    if a.former or b.former or a.office.side or b.office.side:
        return _fading(a, b)
    gap = max(b.first - a.last, a.first - b.last)
    if not (a.last and b.last) or gap < 0:
        return 1.0
    nested = a.office.seat == b.office.seat
    soon = 1.0 if nested else min(1.0, (years(gap) + _FRESH) / _figures()["move"]["years"])
    return soon * _fading(a, b)


def _fading(a: Stint, b: Stint) -> float:
    if not (a.last and b.last):
        return 1.0
    gap = years(max(b.first - a.last, a.first - b.last, 0))
    return exp(-max(gap - _figures()["move"]["fades"], 0) / _figures()["move"]["fades"])


def _shared(one: str, other: str) -> str:
    """The lowest level at which both seats are in one division."""
    ours, theirs = parts(one), parts(other)
    return next((level for level in _LEVELS if level in ours and ours[level] == theirs.get(level)), "")


def _odds(known: float, people: float, part: float, *reasons: str) -> Likeness:
    rarity = "rare-name" if part < _RARE else "common-name" if part > _COMMON else ""
    value = log(max(known, 1e-9)) - log(max(people, 1) * part)
    return Likeness(value, (*reasons, *((rarity,) if rarity else ())))


_RARE, _COMMON = 5e-7, 1e-5


def _company(one: Profile, other: Profile) -> tuple[float, tuple[str, ...]]:
    few, many = sorted((one.company, other.company), key=len)
    shared = sum(1 for name in few if name in many)
    figures = _figures()["company"]
    return figures["each"] * min(shared, figures["most"]), ("same-company",) if shared else ()


def bare_likeness(bare: Profile, known: Profile, most: int = 0) -> Likeness:
    """How likely someone who is only named is the person of the profile; of the name one is seen `most` times."""
    figures = _figures()
    paper = next(iter(bare.papers))
    many = figures["circles"]["bare"]
    seen = known.papers.get(paper, 0)
    people = many["national"] if is_national(paper) else many["paper"] if seen else many["papers"]
    # whose rank would make one well known, but whom the paper hardly tells of beside another of the name, is not
    share_of_name = min(1.0, max(seen, 1) / max(most, 1))
    fame = max(seen, figures["fame"].get(known.rank, 0) * share_of_name, 1)
    fits = _tenure(bare, known)
    found = _odds(fame * fits, people, share(bare.name), *_bare_reasons(seen, known.rank, fits))
    company, reason = _company(bare, known)
    return Likeness(found.odds + company, (*found.reasons, *reason))


def _bare_reasons(seen: int, rank: int, fits: float) -> Iterator[str]:
    yield "same-paper" if seen else "other-paper"
    if rank >= min(_figures()["fame"]):
        yield "known-figure"
    if fits < 1:
        yield "other-time"


def _tenure(bare: Profile, known: Profile) -> float:
    if not (bare.first and known.last):
        return 1.0
    off = years(max(known.first - bare.last, bare.first - known.last, 0))
    return exp(-max(off - 1, 0) / 2)


def excludes(one: Profile, other: Profile) -> str:
    """The reason why both cannot be one, if there is one: two full-time posts at one time."""
    ours = [s for s in one.stints.values() if not (s.former or s.office.side)]
    theirs = [s for s in other.stints.values() if not (s.former or s.office.side)]
    return next((why for a in ours for b in theirs if (why := _exclude(a, b))), "")


def _exclude(a: Stint, b: Stint) -> str:
    figures = _figures()
    one, other = a.office, b.office
    if one.abroad and other.abroad and one.seat != other.seat:
        return "two-countries"
    if min(a.last, b.last) - max(a.first, b.first) < figures["overlap"] or not (a.first and b.first):
        return ""
    if one.post == other.post and one.seat == other.seat:
        return ""
    if {one.track, other.track} - {"leading", "army"} or not (one.seat and other.seat):
        return ""
    if one.seat == other.seat:
        pair = sorted((one.slot, other.slot))
        departments = pair == ["department"] * 2 and one.body != other.body and one.rank == other.rank
        return "two-posts-at-once" if departments or pair in map(sorted, figures["apart"]) else ""
    if NATION in {one.seat, other.seat}:
        return "two-places-at-once"
    nested = _holds(one.seat, other.seat) or _holds(other.seat, one.seat)
    return "" if nested and abs(one.rank - other.rank) <= _NESTED else "two-places-at-once"


def _holds(whole: str, part: str) -> bool:
    return parts(part).get(level_of(whole)) == whole


_NESTED = 1  # ranks between posts that one person may hold in a city and its district at once
