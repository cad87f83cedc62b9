"""What a post tells of whoever holds it: where it is, how high it stands, which walk of life it belongs to.

Which endings of posts tell what is the table `lexicon/ranks.tsv`; divisions and countries are those of the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kg import ontology
from kg.lexicon import Division, Listed, load
from kg.mentions.titles import titles

NATION = "0"
_NOW = 9999
_COUNTY = 6  # digits of a county's code: of a village not every article tells the township
_LONGEST = 12  # characters of a division's or country's name
_SERVANTS = 40  # leaders of one division


@dataclass(frozen=True, slots=True)
class Office:
    """A post as a step of a career.

    `seat` is the code of the division that it is of, `NATION`, the name of another country, or empty where that is not known
    (鼓楼区 of which city?). `rank` goes from 10 to 0, -1 where the post has none. `slot` groups posts of one kind (head,
    secretary, department …), `side` is one that is held beside others. `holders` hold it at a time. `body` is whose post it
    is where that is no division.
    """

    post: str
    seat: str = ""
    rank: int = -1
    track: str = "other"
    slot: str = "firm"
    holders: int = 1
    body: str = ""

    @property
    def side(self) -> bool:
        """Whether it is held beside other posts."""
        return self.slot in {"side", "member"}

    @property
    def is_sole(self) -> bool:
        """Whether it is known whose post it is, and one person at a time holds it."""
        return self.post != "" and self.holders == 1 and (self.seat or self.body) != ""

    @property
    def abroad(self) -> bool:
        """Whether it is another country's."""
        return self.track == "foreign"


@dataclass(frozen=True, slots=True)
class _Rank:
    ends: str
    of: str
    rank: int | None
    track: str
    slot: str
    holders: int


@lru_cache(maxsize=1)
def _ranks() -> dict[str, dict[str, _Rank]]:
    """The rows of the table by whose posts they are and by what these end in."""
    found: dict[str, dict[str, _Rank]] = {"division": {}, "state": {}, "any": {}}
    for row in ontology.table("ranks"):
        rank = int(row["rank"]) if row["rank"] else None
        known = _Rank(row["ends"], row["of"], rank, row["track"], row["slot"], int(row["holders"] or 1))
        found[row["of"]][row["ends"]] = known
    return found


@lru_cache(maxsize=16384)
def office(post: str, served: frozenset[str] = frozenset()) -> Office:
    """The office of the post with this id; `served` are the divisions that its holder is told to serve.

    >>> office("post/湖南省副省长").rank, office("post/国务院总理").rank
    (7, 10)
    >>> office("post/鼓楼区区长").seat, office("post/鼓楼区区长", frozenset({"division/320106"})).seat
    ('', '320106')
    >>> office("post/鼓楼区区长~350102").seat
    '350102'
    """
    name = post.partition("/")[2].partition("~")[0]
    seat, kind, rest = _seat(name, frozenset({f"division/{code}"}) if (code := _named_by(post)) else served)
    body = _body(name)
    if kind == "abroad":
        return Office(post, seat, -1, "foreign", "firm", 1, body)
    of = "division" if kind else "state" if _is_national(name) else "any"
    row, _ = _row(rest, of)
    if (walk := _walk(body)) and not (row and len(row.ends) >= len(name) - len(body) + len(walk.ends)):
        return Office(post, seat, -1, walk.track, walk.slot, _many(name, walk), body)
    return _ranked(post, Office(post, seat or (NATION if of == "state" else ""), body=body), of, kind, rest)


def is_known(post: str) -> bool:
    """Whether the post's id tells whose it is: it has no mark, or the code of the division that its name names.

    Others have the paper's place or page (读本镇|镇长 of which one?), or what a village lies in, in which more may be called so.

    >>> [is_known(f"post/{post}") for post in ("湖南省省长", "鼓楼区区长~320106", "区长~湖南省", "石桥村支书~341524")]
    [True, True, False, False]
    """
    return "~" not in post or _named_by(post) != ""


def _named_by(post: str) -> str:
    """The code by which the post's name is marked, if the division that has it is in the name."""
    name, _, code = post.partition("/")[2].partition("~")
    known = load().division(code)
    return code if known and known.name in name else ""


def _ranked(post: str, known: Office, of: str, kind: str, rest: str) -> Office:
    row, lower = _row(rest, of)
    if row is None:
        return replace(known, track="leading", slot="side") if of == "state" else known
    rank = -1 if row.rank is None else row.rank - lower
    if of == "division" and row.of == "division" and row.rank is not None:
        rank = max(_level(known.seat, kind) + rank, 0)
    # a body of its own tells apart only where the post is no head's of a division
    body = known.body if row.rank is None or row.slot in {"department", "ministry", "firm", "army"} else ""
    return Office(post, known.seat, rank, row.track, row.slot, row.holders + 3 * lower, body)


def _row(rest: str, of: str) -> tuple[_Rank | None, int]:
    """The row of the longest ending, and whether the post is a deputy's."""
    plain, lower = _undeputed(rest)
    options = []
    for text, less in ((rest, 0), (plain, lower)):
        for table in {of, "any"}:
            ends = (text[at:] for at in range(len(text)))
            found = (row for end in ends if (row := _ranks()[table].get(end)) and _fits(row, text))
            options += [(len(row.ends), -less, row) for row in found]
    best = max(options, key=lambda option: (option[0], option[1], option[2].of), default=None)
    return (best[2], -best[1]) if best else (None, 0)


def _fits(row: _Rank, text: str) -> bool:
    """Whether the ending is all there is, where it is that of a division's head: 县委书记, but 教育局|党委书记 is not."""
    return row.of != "division" or row.rank != 0 or row.ends == text


@lru_cache(maxsize=1)
def _deputies() -> re.Pattern[str]:
    marks = ontology.any_of(ontology.words("deputies"))
    return re.compile(f"(?P<before>.*?)(?P<marks>(?:{marks})+)(?P<title>{ontology.any_of(titles())})")


def _undeputed(rest: str) -> tuple[str, int]:
    """The post of whom it is the deputy's, and whether it is: 常务副省长 → 省长, 1."""
    match = _deputies().fullmatch(rest)
    if not match:
        return rest, 0
    second = any(mark in match["marks"] for mark in ontology.words("second_marks"))
    return match["before"] + match["title"], int(second)


def _body(name: str) -> str:
    """Whose post it is: the name without its title and without the committee in it: 云岭大学|党委|书记."""
    title = max((t for t in titles() if name.endswith(t)), key=len, default="")
    body = name.removesuffix(title)
    while mark := next((m for m in ontology.words("deputies") if body.endswith(m) and body != m), ""):
        body = body.removesuffix(mark)
    committee = max((c for c in ontology.words("committees") if body.endswith(c) and body != c), key=len, default="")
    whole = body.removesuffix(committee)
    # 宿州市|纪委 is a body of its own
    return body if any(isinstance(entry, Division) for entry in load().entries(whole)) else whole


def body_track(body: str) -> str:
    """The walk of life of those who work for the body with this id."""
    walk = _walk(body.partition("/")[2])
    return walk.track if walk else "other"


def _walk(body: str) -> _Rank | None:
    ends = (body[at:] for at in range(len(body)))
    return next((row for end in ends if (row := _ranks()["any"].get(end)) and row.rank is None), None)


def _many(name: str, walk: _Rank) -> int:
    ends = (name[at:] for at in range(len(name)))
    row = next((row for end in ends if (row := _ranks()["any"].get(end))), walk)
    return row.holders


def _is_national(name: str) -> bool:
    if name.startswith(ontology.words("national_marks")):
        return True
    forms = (name[:end] for end in range(len(name) - 1, 1, -1))
    return any(e.kind in {"Department", "PartyCommittee"} for form in forms for e in load().listed_as(form))


def _seat(name: str, served: frozenset[str]) -> tuple[str, str, str]:
    """The seat of the post, its kind (`abroad` for another country's, empty if it has none) and the rest of the name."""
    codes = {place.partition("/")[2] for place in served}
    for code in sorted(codes):
        village = code.rpartition("/")[2] if "/" in code else ""
        if village and name.startswith(village):
            return f"{code[:_COUNTY]}/{village}", "Village", name[len(village) :]
    seat = kind = ""
    found, rest = _leading(name, codes, "")
    if isinstance(found, Listed):
        return found.name, "abroad", rest
    while found is not None:
        seat, kind, name = found.code, found.kind, rest
        found, rest = _leading(name, codes, seat)
    return seat, kind, name


def _leading(name: str, codes: set[str], within: str) -> tuple[Division | Listed | None, str]:
    """The division or foreign country that the name begins with; a division without a code where several are called so."""
    for end in range(min(len(name) - 1, _LONGEST), 1, -1):
        entries = load().entries(name[:end])
        divisions = [e for e in entries if isinstance(e, Division) and _lies_in(e.code, within)]
        if divisions:
            return _meant(divisions, codes), name[end:]
        country = next((e for e in entries if isinstance(e, Listed) and e.kind == "Country"), None)
        if country and not within and country.name not in ontology.words("own_country"):
            return country, name[end:]
    return None, name


def _meant(divisions: list[Division], codes: set[str]) -> Division:
    served = [d for d in divisions if d.code in codes]
    now = served or [d for d in divisions if d.end == _NOW] or divisions
    known = {d.code for d in now}
    first = now[0]
    return first if len(known) == 1 else Division("", first.name, first.kind, "", 0, _NOW, ())


def _lies_in(code: str, within: str) -> bool:
    return not within or any(above.code == within for above in load().ancestors(code))


def level_of(seat: str) -> str:
    """The kind of division that a seat is; empty for the nation, another country or what is not known."""
    if "/" in seat:
        return "Village"
    division = load().division(seat) if seat not in {"", NATION} else None
    return division.kind if division else ""


def _level(seat: str, kind: str) -> int:
    settings = ontology.settings("identity")
    level: int = settings["levels"].get(kind, 0)
    for rank, codes in settings["raised"].items():
        municipal = kind == "County" and seat[:2].isdigit() and int(seat[:2]) in codes
        if municipal or (seat.isdigit() and int(seat) in codes):
            level = rank
    return level


def parts(seat: str) -> Mapping[str, str]:
    """The divisions that hold the seat, by their level: of a county itself, its prefecture and province."""
    return _parts(seat)


@lru_cache(maxsize=8192)
def _parts(seat: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    code = seat.partition("/")[0]
    if "/" in seat:
        found["Village"] = seat
    if not code or code == NATION:
        return found
    lexicon = load()
    own = lexicon.division(code)
    for division in (*((own,) if own else ()), *lexicon.ancestors(code)):
        found[division.kind] = division.code
    return found


def settings() -> Any:
    """What `identity.yaml` says."""
    return ontology.settings("identity")


def offices(posts: Iterable[str], served: Iterable[str]) -> tuple[Office, ...]:
    """The offices of these posts, in order."""
    known = frozenset(served)
    return tuple(office(post, known) for post in sorted(set(posts)))


def served_office(place: str) -> Office:
    """What is known of the office of someone of whom only the division is told that he serves."""
    code, _, village = place.partition("/")[2].partition("/")
    seat = f"{code[:_COUNTY]}/{village}" if village else code
    return Office("", seat, max(_level(seat, level_of(seat)) - 1, 0), "leading", "served", _SERVANTS)
