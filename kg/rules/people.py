"""People and their posts: who each name is, what the post is called in full, and the facts that follow."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import ontology
from kg.lexicon import Division, Listed
from kg.mentions.node import Node, PostParts
from kg.mentions.posts import DIVISIONS, titles
from kg.mentions.scene import Scene
from kg.mentions.words import word_set
from kg.model import Mention, Span
from kg.rules.link import STATE, Linker

_RULING = frozenset({"Cppcc", "PeoplesCongress"})
_EMPLOYERS = frozenset({"Enterprise", "Institution", "Media", "Organization"})


@dataclass(slots=True)
class Holder:
    """What a post belongs to: the division, or the body with the division it is of; `body` the words between."""

    division: Division | None = None
    org: str = ""
    kind: str = ""
    body: str = ""
    former: bool = False
    root: str = ""


@dataclass(slots=True)
class People:
    """Links persons and posts of one article; `last` is the holder of the post named last, for titles that stand alone."""

    linker: Linker
    last: Holder | None = None
    chained: bool = False
    ids: dict[str, str] = field(default_factory=dict)

    def link(self, scene: Scene) -> None:
        """Give persons and posts of the sentence their entities, and state who holds what."""
        self.last = None
        for node in scene.nodes:
            if node.kind == "People":
                self._roster(node, scene)
            elif node.kind == "Post" and not node.ref:
                self.post(node, scene)

    def _roster(self, node: Node, scene: Scene) -> None:
        evidence = self.evidence(scene)
        self.chained = False
        for person in node.members:
            if not self.person(person):
                continue
            if person.generic or (
                person.posts and person.posts[0].start > person.start and not _whole(person.posts[0])
            ):
                continue  # 李书记: the title says who is meant, not what he holds
            former = False
            for post in person.posts:
                self.post(post, scene)
                former = former or bool(post.parts and post.parts.former)
                if post.ref:
                    self.holds(person.ref, post, evidence, "roster", former=former)
                elif post.parts and post.options and titles_use(post.parts.title) == "leaders":
                    self.linker.book.state(
                        person.ref, "serves", f"division/{post.options[0].code}", evidence, "leaders"
                    )
                    self.official(person.ref)
            self.chained = self.chained or bool(person.posts)
        self.chained = False

    def evidence(self, scene: Scene) -> Span:
        """The sentence as evidence."""
        return scene.sentence.span

    def person(self, node: Node) -> str:
        """The id of the person the node names, entered and noted."""
        if node.generic:
            node.ref = self._pointed(node)
            return node.ref
        ident = self.ids.setdefault(node.name, f"person/{node.name}")
        node.ref = self.linker.book.enter(ident, "Person", node.name)
        self.linker.note(node)
        self.linker.memory.people.append((node.name, ident))
        return ident

    def _pointed(self, node: Node) -> str:
        """李书记: the person of that surname named last who has such a title; nobody if none has."""
        title = node.posts[0].parts.title if node.posts and node.posts[0].parts else ""
        for name, ident in reversed(self.linker.memory.people):
            posts = [str(o) for s, p, o in self.linker.book.facts if s == ident and p == "holds"]
            if name.startswith(node.name) and title and any(post.endswith(title) for post in posts):
                return ident
        return ""

    def official(self, ident: str) -> None:
        """Note that the person holds public office."""
        self.linker.book.enter(ident, "Official", self.linker.book.entities[ident].name)

    def post(self, node: Node, scene: Scene) -> None:
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
            return Holder(division, body=parts.body, former=parts.former) if division else None
        if parts.org is not None:
            return self._org_holder(parts.org, parts)
        if whole:
            return Holder(body=parts.body)
        if parts.level:
            near = self.last.division if self.last and (self.chained or self._continues(node, scene)) else None
            division = self.linker.memory.of_level(parts.level, near=near) or self.linker.memory.of_level(parts.level)
            return Holder(division, body=parts.body) if division else None
        return self._carried(node, parts, scene)

    def _org_holder(self, org: Node, parts: PostParts) -> Holder | None:
        if not org.ref:
            return None
        kind = self.linker.book.entities[org.ref].kind
        own = next((n.options[0] for n in org.inner if n.kind in DIVISIONS and n.options), None)
        division = org.options[0] if org.options else own
        group = org.name.endswith(tuple(ontology.words("party_groups")))
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
        for kind in ("Institution", "Enterprise", "WorkTeam"):
            if parts.title in word_set(f"titles_{kind}") and (found := self._nearest(node, scene, kind)):
                return self._org_holder(found, parts)
            if parts.title in word_set(f"titles_{kind}") and (recent := self.linker.memory.recent.get(kind)):
                return Holder(None, recent, kind, parts.body)
        if self.last is None or (parts.title in word_set("titles_Institution") and self.last.kind != "Institution"):
            return None
        if self.last.root:
            kind = self.linker.book.entities[self.last.root].kind
            return Holder(self.last.division, self.last.root, kind, parts.body, self.last.former)
        body = parts.body or (self.last.body if not self.last.org else "")
        for group in ontology.words("party_groups"):
            if not parts.body and not parts.title.endswith(tuple(ontology.words("party_titles"))):
                body = body.removesuffix(group)  # 省政协党组副书记、副主席: the second post is of the body itself
        if (
            parts.body
            and parts.body in word_set("committee_offices")
            and (committee := _up_to_committee(self.last.body))
        ):
            body = f"{committee}{parts.body}"
        return Holder(self.last.division, self.last.org, self.last.kind, body, self.last.former)

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
            owner = holder.division.name
        else:
            owner = ""
        whole = titles()[plain].whole if plain == parts.title and not owner else ""
        name = whole or f"{owner}{body}{parts.title}"
        if not whole and not owner:
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
            form = body or self._government(holder.division)
            name = f"{holder.division.name}{form}"
            kind = _body_kind(body)
            ident = book.enter(f"organization/{name}", kind, name)
            book.state(node.ref, "postIn", ident, evidence, "post-of-body")
            self.linker.jurisdiction(ident, holder.division, node)

    def _government(self, division: Division) -> str:
        return ontology.words("village_bodies" if division.kind == "Village" else "state_bodies")[0]

    def holds(self, person: str, post: Node, evidence: Span, rule: str, *, former: bool = False) -> None:
        """State that the person holds or held the post, and what follows: where they serve, whom they work for."""
        book = self.linker.book
        if (
            post.parts
            and _whole(post)
            and any(o == post.ref and p == "holds" and s != person for s, p, o in book.facts)
        ):
            return  # of 总书记 there is one: the second in an article is another country's
        if self._is_office(post):
            self.official(person)
        book.state(person, "formerlyHeld" if former else "holds", post.ref, evidence, rule)
        if former:
            return
        if post.options:
            book.state(person, "serves", self.linker.enter_division(post.options[0]), evidence, f"{rule}-serves")
        org = next((f.object for f in book.facts.values() if f.subject == post.ref and f.property == "postIn"), "")
        if isinstance(org, str) and org and book.entities[org].kind in _EMPLOYERS and not post.options:
            book.state(person, "worksFor", org, evidence, f"{rule}-employer")

    def _is_office(self, post: Node) -> bool:
        org = next(
            (f.object for f in self.linker.book.facts.values() if f.subject == post.ref and f.property == "postIn"), ""
        )
        return not (
            isinstance(org, str)
            and org in self.linker.book.entities
            and self.linker.book.entities[org].kind in {"Enterprise"}
        )


def _posts(scene: Scene) -> list[Node]:
    people = [p for n in scene.nodes if n.kind == "People" for m in n.members for p in m.posts]
    return [*people, *(n for n in scene.nodes if n.kind == "Post")]


def _is_public(holder: Holder) -> bool:
    return not holder.org or holder.kind in STATE or holder.body != "" or _is_court(holder.org)


def _is_court(org: str) -> bool:
    return any(word in org for word in ontology.words("courts"))


def titles_use(title: str) -> str:
    """How the title is used, by the longest title of the table it ends in."""
    return titles()[max((t for t in titles() if title.endswith(t)), key=len)].use


def _canonical(body: str, level: str) -> str:
    """人大常委会 for 人民代表大会常务委员会; a head of government needs no 人民政府 before the title."""
    if level and body in word_set("state_bodies"):
        return ""
    for long, short in zip(ontology.words("body_long"), ontology.words("body_short"), strict=True):
        body = body.replace(long, short)
    return body


def _body_kind(body: str) -> str:
    rows = {r["form"]: r["class"] for r in ontology.table("jurisdiction_bodies")}
    return rows.get(body, "Government" if not body else "Department")


def _whole(post: Node) -> bool:
    title = post.parts.title if post.parts else ""
    return title in titles() and bool(titles()[title].whole)


def mention_of(linker: Linker, node: Node) -> Mention:
    """The node as a mention of its entity."""
    start, end = linker.at(node)
    entity = linker.book.entities[node.ref]
    return Mention(linker.book.span(start, end), entity.kind, entity.name, node.finder)


def _up_to_committee(body: str) -> str:
    """The committee that a body is, or is part of, by the mark its name ends in; else nothing."""
    ends = [body.index(mark) + len(mark) for mark in ontology.words("committee_mark") if mark in body]
    return body[: min(ends)] if ends else ""
