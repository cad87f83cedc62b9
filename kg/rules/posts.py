"""What posts are called in full and whose they are: 省委书记 becomes 湖南省委书记, 副主任 that of the body named before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kg import ontology
from kg.lexicon import Division, Listed
from kg.mentions.heads import DIVISIONS, STATE, TEAMS
from kg.mentions.holders import branches
from kg.mentions.node import Node, PostParts
from kg.mentions.scene import Scene
from kg.mentions.titles import titles
from kg.mentions.words import word_set
from kg.rules.link import Linker, short_body

_RULING = frozenset({"Cppcc", "PeoplesCongress"})
_BODIES = ("Institution", "Enterprise", "WorkTeam")
_EMPLOYERS = frozenset({"Enterprise", "Institution", "Media"})


@dataclass(slots=True)
class Holder:
    """What a post belongs to: the division, or the body with the division it is of; `body` the words between.

    `branch` is the party or league whose branch in the division it is, `root` the body of which a party group is.
    """

    division: Division | None = None
    org: str = ""
    kind: str = ""
    body: str = ""
    former: bool = False
    root: str = ""
    branch: str = ""


@dataclass(slots=True)
class Posts:
    """Links the posts of one article.

    `last` is the holder of the post named last in the sentence, for titles that stand alone; `before` are the divisions
    that the person before serves in the roster at hand, where the next one may serve too, the first post's first.
    """

    linker: Linker
    last: Holder | None = None
    before: tuple[Division, ...] = ()

    def begin(self) -> None:
        """Forget the post named last: a new sentence begins."""
        self.last, self.before = None, ()

    def next_person(self, posts: list[Node], *, apart: bool) -> None:
        """Note where the person with these posts serves; `apart` tells that another party follows (卢小亨与市长…)."""
        served = tuple(post.options[0] for post in posts if post.options)
        self.before = () if apart else served or self.before

    def link(self, node: Node, scene: Scene) -> None:
        """Give the post its full name (省委书记 → 湖南省委书记) and enter it; without a holder it stays without an id."""
        parts = node.parts
        assert parts is not None
        if node.ref or parts.opaque:
            return
        title = max((t for t in titles() if parts.title.endswith(t)), key=len)
        holder = self._holder(node, parts, scene, titles()[title].whole if title == parts.title else "")
        if holder is None:
            return
        self.last = holder
        if titles()[title].use == "leaders":
            node.options = (holder.division,) if holder.division else ()
            return
        self._enter(node, parts, holder, titles()[title].level)

    def _holder(self, node: Node, parts: PostParts, scene: Scene, whole: str) -> Holder | None:
        if parts.division is not None:
            division = parts.division.options[0] if parts.division.ref and parts.division.options else None
            branch = parts.branch or self._branch_before(parts.title)
            return Holder(division, body=parts.body, former=parts.former, branch=branch) if division else None
        if parts.org is not None:
            return self._org_holder(parts.org, parts)
        if whole:
            return Holder(body=parts.body)
        if parts.level:
            division = self._of_level(parts.level, node, scene)
            return Holder(division, body=parts.body, branch=parts.branch) if division else None
        return self._of_village(node, parts) or self._carried(node, parts, scene)

    def _of_village(self, node: Node, parts: PostParts) -> Holder | None:
        """村党支部书记, 村委会主任, 第一书记: of the village named last."""
        told = (parts.pointed or parts.title == node.name) and node.name.startswith(ontology.words("own_village"))
        sent = parts.title in word_set("sent_posts") and not parts.body and (not self.last or self.last.kind in TEAMS)
        if not (told or sent) and parts.body not in word_set("bodies_in_villages"):
            return None
        village = self.linker.memory.village(self.linker.at(node)[0])
        return Holder(village, body=parts.body) if village else None

    def _of_level(self, level: str, node: Node, scene: Scene) -> Division | None:
        """Whose 市委 is meant: that of the post before in the chain, of the person before, or the paper's own."""
        own = self.last.division if self.last and self._continues(node, scene) else None
        for near in (own, *self.before):
            if near is not None and (found := self.linker.memory.of_level(level, near=near)):
                return found
        untold = range(self.linker.at(node)[1], scene.sentence.span.end)
        return self.linker.memory.of_level(level, untold=untold)

    def _branch_before(self, title: str) -> str:
        """致公党中央副主席、|四川省委会主委: the party named before of whose branch one is the head."""
        if title not in word_set("branch_titles") or self.last is None or not self.last.org:
            return ""
        return branches().get(self.linker.book.entities[self.last.org].name, "")

    def _org_holder(self, org: Node, parts: PostParts) -> Holder | None:
        if not org.ref:
            return None
        kind = self.linker.book.entities[org.ref].kind
        wanted = STATE if kind in TEAMS else DIVISIONS  # a team is of those who sent it, wherever it is
        own = next((n.options[0] for n in org.inner if n.kind in wanted and n.options and n.ref), None)
        division = org.options[0] if org.options else own
        group = org.name.endswith(ontology.words("committees"))
        root = next(
            (n.ref for n in org.inner if n.ref and n.start == org.start and (group or n.kind == "Institution")), ""
        )
        return Holder(division, org.ref, kind, parts.body, parts.former, root)

    def _continues(self, node: Node, scene: Scene) -> bool:
        """Whether the post stands in one chain with the post before it."""
        return any(
            p is not node and p.kind == "Post" and p.end + 1 == node.start and scene.text[p.end] == "、"
            for p in _posts(scene)
        )

    def _carried(self, node: Node, parts: PostParts, scene: Scene) -> Holder | None:
        """A title that stands alone: of the body named last in the sentence that has such titles, else of the post before."""
        if _is_standing(parts.body):
            return Holder(body=parts.body)
        for kind in ("Institution", "Enterprise", "WorkTeam"):
            if parts.title not in word_set(f"titles_{kind}"):
                continue
            if (found := self._nearest(node, scene, kind)) and _fits(parts.title, found.name):
                return self._org_holder(found, parts)
            recent = self.linker.memory.recent.get(kind)
            if recent and (parts.pointed or kind == "WorkTeam"):
                return Holder(None, recent, kind, parts.body)
        if self.last is None or (
            parts.title in word_set("titles_Institution") and not self._has(self.last, parts.title)
        ):
            return None
        if self.last.root:
            kind = self.linker.book.entities[self.last.root].kind
            return Holder(self.last.division, self.last.root, kind, parts.body, self.last.former)
        if parts.pointed and not self.last.org:
            return None
        if not parts.body and parts.title in word_set("titles_of_congress"):
            return self.last if _body_kind(self.last.body) == "PeoplesCongress" else None
        if not parts.body and parts.title.endswith(ontology.words("team_heads")) and self.last.kind not in TEAMS:
            return None  # 省人大常委会主任某某为|团长: of the delegation
        body = parts.body or (self.last.body if not self.last.org else "")
        if not parts.body and not parts.title.endswith(ontology.words("party_titles")):
            body = _without_committee(body)  # 省政协党组副书记、副主席: the second post is of the body itself
        if (
            parts.body
            and parts.body in word_set("committee_offices")
            and (committee := _up_to_committee(self.last.body))
        ):
            body = f"{committee}{parts.body}"
        return self._beside(body, parts)

    def _beside(self, body: str, parts: PostParts) -> Holder | None:
        """The holder named last with another body of it, or a body beside it: 某区工委书记、|管委会主任, 财政局局长、|教育局局长."""
        assert self.last is not None
        if parts.body and not self.last.org:
            if parts.body in word_set("bodies_of_courts") and self.last.body.endswith(ontology.words("courts")):
                return replace(self.last, body=f"{self.last.body}{parts.body}")
            return replace(self.last, body=f"{_zone_of(self.last.body)}{body}", branch="")
        if self.last.kind in TEAMS and parts.body and not parts.body.endswith(ontology.words("committees")):
            return Holder(self.last.division, body=body) if self.last.division else None
        peer = parts.body.endswith(ontology.words("peer_bodies")) and not parts.body.endswith(
            ontology.words("committees")
        )
        if self.last.kind == "Department" and peer:
            return Holder(self.last.division, body=body) if self.last.division else None
        return replace(self.last, body=body)

    def _has(self, holder: Holder, title: str) -> bool:
        """Whether the holder may have a post of this title, which only some bodies have."""
        name = holder.body or (self.linker.book.entities[holder.org].name if holder.org else "")
        return holder.kind == "Institution" or (bool(_heads(title)) and _fits(title, name))

    def _nearest(self, node: Node, scene: Scene, kind: str) -> Node | None:
        before = [
            n for top in scene.nodes for n in (top, *top.within()) if n.kind == kind and n.ref and n.end <= node.start
        ]
        return max(before, key=lambda n: n.end, default=None)

    def _enter(self, node: Node, parts: PostParts, holder: Holder, level: str) -> None:
        book = self.linker.book
        parts.former = parts.former or holder.former
        body = _canonical(holder.body, level)
        plain = max((t for t in titles() if parts.title.endswith(t)), key=len)
        if holder.org:
            owner = self._customary(holder.org)
        elif holder.division:
            owner = _owner(holder, body)
        else:
            owner = ""
        whole = titles()[plain].whole if plain == parts.title and not owner else ""
        village = holder.division is not None and holder.division.kind == "Village"
        title = parts.title.removeprefix(owner[-1:]) if village and not body else parts.title  # 石桥村|村支书
        name = whole or f"{owner}{body}{title}"
        if not (whole or owner or _is_standing(body)):
            return
        node.ref = book.enter(
            f"post/{name}",
            "Post",
            name,
            (node.name,) if parts.org or (owner and node.name.startswith(owner[:2])) else (),
        )
        node.options = (holder.division,) if holder.division and _is_public(holder) else ()
        node.members = []
        self._belongs(node, holder, body)

    def _customary(self, org: str) -> str:
        """What posts call a body: 全国政协 for the national committee with the long name."""
        entity = self.linker.book.entities[org]
        listed = [e for e in self.linker.lexicon.entries(entity.name) if isinstance(e, Listed) and e.short]
        return listed[0].short[0] if listed and entity.kind in _RULING else entity.name

    def _belongs(self, node: Node, holder: Holder, body: str) -> None:
        """State which body the post is in."""
        book, evidence = self.linker.book, self.linker.book.span(*self.linker.at(node))
        if holder.org:
            book.state(node.ref, "postIn", holder.org, evidence, "post-of-body")
        elif holder.division:
            form = body or _body_of(holder.division, node)
            name = f"{_owner(holder, body)}{form}"
            kind = "Organization" if holder.branch else _body_kind(body)
            ident = book.enter(f"organization/{name}", kind, name)
            book.state(node.ref, "postIn", ident, evidence, "post-of-body")
            self.linker.jurisdiction(ident, holder.division, node)


def _without_committee(body: str) -> str:
    """The body whose party committee or group this is: 公安局|党委; a committee of the division itself stays."""
    ends = [c for c in ontology.words("committees") if body.endswith(c) and body != c]
    return body.removesuffix(max(ends, key=len)) if ends else body


def _zone_of(committee: str) -> str:
    """The zone of which the body is the party's committee; empty when it is no such committee."""
    ends = [c for c in ontology.words("zone_committees") if committee.endswith(c)]
    return committee.removesuffix(max(ends, key=len)) if ends else ""


def _is_standing(body: str) -> bool:
    """Whether the body needs no division before it, though no table has it: 全国绿化委员会, 中国驻法国."""
    return body.startswith(ontology.words("standing_marks"))


def _owner(holder: Holder, body: str) -> str:
    """How the division is called before the body: 和田地|委 of 和田地区, 赣州|军分区, 共青团湖南省|委."""
    assert holder.division is not None
    name = holder.division.name
    if body.startswith(ontology.words("bodies_of_short")):
        name = holder.division.short[0] if holder.division.short else name
    elif body.startswith(ontology.words("committee_mark")):
        for area, level in zip(ontology.words("area_names"), ontology.words("area_levels"), strict=True):
            name = f"{name.removesuffix(area)}{level}" if name.endswith(area) else name
    return holder.branch + name


def _posts(scene: Scene) -> list[Node]:
    people = [p for n in scene.nodes if n.kind == "People" for m in n.members for p in m.posts]
    return [*people, *(n for n in scene.nodes if n.kind == "Post")]


def titles_use(title: str) -> str:
    """How the title is used, by the longest title of the table it ends in."""
    return titles()[max((t for t in titles() if title.endswith(t)), key=len)].use


def _body_of(division: Division, post: Node) -> str:
    """The body of a post that names none: a mayor's is the government, a village's secretary's the party branch."""
    if division.kind != "Village":
        return ontology.words("state_bodies")[0]
    party = post.parts is not None and post.parts.title.endswith(tuple(ontology.words("party_titles")))
    return ontology.words("village_party" if party else "village_bodies")[0]


@lru_cache(maxsize=1)
def _heads_of() -> dict[str, tuple[str, ...]]:
    return {row["title"]: tuple(row["heads"].split()) for row in ontology.table("title_bodies")}


def _fits(title: str, body: str) -> bool:
    """Whether a body of this name has such a title: a hospital has no 校长."""
    heads = _heads(title)
    return not heads or body.endswith(heads)


def _heads(title: str) -> tuple[str, ...]:
    return next((heads for end, heads in _heads_of().items() if title.endswith(end)), ())


def _is_public(holder: Holder) -> bool:
    if not holder.org or holder.kind in STATE or _is_court(holder.org):
        return True
    return holder.body != "" and holder.kind not in _EMPLOYERS  # 集团|党委书记 is the company's


def _is_court(org: str) -> bool:
    return any(word in org for word in ontology.words("courts"))


def _canonical(body: str, level: str) -> str:
    """人大常委会 for 人民代表大会常务委员会; a head of government needs no 人民政府 before the title."""
    if level and body in word_set("state_bodies"):
        return ""
    return short_body(body)


def _body_kind(body: str) -> str:
    rows = {r["form"]: r["class"] for r in ontology.table("jurisdiction_bodies")}
    return rows.get(body, "Government" if not body else "Department")


def _up_to_committee(body: str) -> str:
    """The committee that a body is, or is part of, by the mark its name ends in; else nothing."""
    ends = [body.index(mark) + len(mark) for mark in ontology.words("committee_mark") if mark in body]
    return body[: min(ends)] if ends else ""
