"""What posts are called in full and whose they are: 省委书记 becomes 湖南省委书记, 副主任 that of the body named before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from kg import ontology
from kg.lexicon import Division, Listed
from kg.mentions.heads import DIVISIONS, STATE, TEAMS, ZONES
from kg.mentions.holders import branches
from kg.mentions.node import Node, PostParts
from kg.mentions.scene import Scene
from kg.mentions.titles import plain_post, titles
from kg.mentions.words import word_set
from kg.rules.holders import (
    Holder,
    body_kind,
    body_of,
    called,
    canonical,
    fits,
    heads,
    is_public,
    is_standing,
    up_to_committee,
    without_committee,
    zone_of,
)
from kg.rules.link import Linker
from kg.rules.terms import is_over

_RULING = frozenset({"Cppcc", "PeoplesCongress"})
_BRIEF = 3  # characters of 委 or 党组, which many bodies end in
_BODIES = ("Institution", "Enterprise", "WorkTeam")


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
        if parts.zone:
            return self._of_zone(parts)
        if parts.level:
            memory = self.linker.memory
            division = memory.own(parts.level) if parts.own else self._of_level(parts.level, node, scene)
            return Holder(division, body=parts.body, branch=parts.branch) if division else None
        return _of_place(node, parts, scene) or self._of_village(node, parts) or self._carried(node, parts, scene)

    def _of_zone(self, parts: PostParts) -> Holder:
        """高新区党工委书记: of the zone told before that is called so, of the paper's own, else as it is said."""
        body, book = parts.body.removeprefix(parts.zone), self.linker.book
        zones = [e for e in book.entities.values() if e.kind in ZONES]
        told = [e for e in zones if any(name.endswith(parts.zone) for name in (e.name, *e.aliases))]
        found = told[0] if len(told) == 1 else None
        if found is None and (own := self._own_zone(parts.zone)):
            ident = book.enter(f"zone/{own.name}", own.kind, own.name, own.short)
            found = book.entities[ident]
        return Holder(None, found.id, found.kind, body) if found else Holder(body=parts.body, said=True)

    def _own_zone(self, word: str) -> Listed | None:
        """The listed zone under this word of where the post before is, else of a place of the paper: 潍坊|高新区."""
        home = self.linker.memory.home
        near = self.before if self.last is None or self.last.division is None else (self.last.division,)
        places = home if all(division in home for division in near) else near
        forms = (f"{short}{word}" for division in places for short in division.short)
        listed = (e for form in forms for e in self.linker.lexicon.listed_as(form))
        return next((e for e in listed if e.kind in ZONES), None)

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
        return self.linker.memory.of_level(level, untold=untold, host=_host(scene))

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
        if is_standing(parts.body):
            return Holder(body=parts.body)
        for kind in ("Institution", "Enterprise", "WorkTeam"):
            if not {parts.title, _plain(parts.title) if kind == "Enterprise" else ""} & word_set(f"titles_{kind}"):
                continue
            if (found := self._nearest(node, scene, kind)) and fits(parts.title, found.name):
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
            return self.last if body_kind(self.last.body) == "PeoplesCongress" else None
        if not parts.body and parts.title.endswith(ontology.words("team_heads")) and self.last.kind not in TEAMS:
            return None  # 省人大常委会主任某某为|团长: of the delegation
        body = parts.body or (self.last.body if not self.last.org or self.last.kind in ZONES else "")
        if body in word_set("zone_committees") and not parts.title.endswith(ontology.words("party_titles")):
            body = ontology.words("zone_managers")[0]  # 高新区党工委书记、副主任
        if not parts.body and not parts.title.endswith(ontology.words("party_titles")):
            body = without_committee(body)  # 省政协党组副书记、副主席: the second post is of the body itself
        if (
            parts.body
            and parts.body in word_set("committee_offices")
            and (committee := up_to_committee(self.last.body))
        ):
            body = f"{committee}{parts.body}"
        return self._beside(body, parts)

    def _beside(self, body: str, parts: PostParts) -> Holder | None:
        """The holder named last with another body of it, or a body beside it: 某区工委书记、|管委会主任, 财政局局长、|教育局局长."""
        assert self.last is not None
        if (
            len(parts.body) > _BRIEF
            and self.last.org
            and self.linker.book.entities[self.last.org].name.endswith(parts.body)
        ):
            return replace(self.last, body="")  # 全国人大宪法和法律委员会副主任委员…，|宪法和法律委员会|副主任委员
        if parts.body and not self.last.org:
            if parts.body in word_set("bodies_of_courts") and self.last.body.endswith(ontology.words("courts")):
                return replace(self.last, body=f"{self.last.body}{parts.body}")
            return replace(self.last, body=f"{zone_of(self.last.body)}{body}", branch="")
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
        return holder.kind == "Institution" or (bool(heads(title)) and fits(title, name))

    def _nearest(self, node: Node, scene: Scene, kind: str) -> Node | None:
        before = [
            n for top in scene.nodes for n in (top, *top.within()) if n.kind == kind and n.ref and n.end <= node.start
        ]
        return max(before, key=lambda n: n.end, default=None)

    def _enter(self, node: Node, parts: PostParts, holder: Holder, level: str) -> None:
        book = self.linker.book
        plain = max((t for t in titles() if parts.title.endswith(t)), key=len)
        body = canonical(holder.body, heads=bool(level) or plain in word_set("government_heads"))
        if holder.org:
            owner = self._customary(holder.org)
        elif holder.division:
            owner = called(holder, body)
        else:
            owner = ""
        ours = owner in word_set("own_country")  # 中国|国家主席
        whole = titles()[plain].whole if plain == parts.title and (ours or not owner) else ""
        whole = whole or (_of_country().get(parts.title, "") if ours and not body else "")
        village = holder.division is not None and holder.division.kind == "Village"
        title = parts.title.removeprefix(owner[-1:]) if village and not body else parts.title  # 石桥村|村支书
        name = whole or f"{owner}{body}{title}"
        if not (whole or owner or holder.said or is_standing(body)):
            return
        parts.former = parts.former or holder.former or is_over(name, parts.term, self.linker.reading.article.date)
        home = self.linker.memory.home
        mark = f"~{home[0].name if home else self.linker.reading.article.id}" if holder.said else ""
        if owner and holder.division and not holder.org:
            mark = mark or self.linker.lexicon.mark(holder.division)
        node.ref = book.enter(
            f"post/{name}{mark}",
            "Post",
            name,
            (node.name,) if parts.org or parts.zone or (owner and node.name.startswith(owner[:2])) else (),
        )
        node.options = (holder.division,) if holder.division and is_public(holder) else ()
        node.members = []
        if whole:
            return
        self._belongs(node, node.ref, holder, body)
        if (plain := plain_post(name)) != name and parts.acting:
            # who acts in a post has a tenure of that post
            acted = book.enter(f"post/{plain}{mark}", "Post", plain, ())
            self._belongs(node, acted, holder, body)

    def _customary(self, org: str) -> str:
        """What posts call a body: 全国政协 for the national committee with the long name."""
        entity = self.linker.book.entities[org]
        listed = [e for e in self.linker.lexicon.listed_as(entity.name) if e.short]
        return listed[0].short[0] if listed and entity.kind in _RULING else entity.name

    def _belongs(self, node: Node, post: str, holder: Holder, body: str) -> None:
        """State which body the post is in."""
        book, evidence = self.linker.book, self.linker.book.span(*self.linker.at(node))
        if holder.org:
            book.state(post, "postIn", holder.org, evidence, "post-of-body")
        elif holder.division:
            form = body or body_of(holder.division, node)
            name = f"{called(holder, body)}{form}"
            kind = "Organization" if holder.branch else body_kind(body)
            mark = self.linker.lexicon.mark(holder.division)
            ident = book.enter(f"organization/{name}{mark}", kind, name)
            book.state(post, "postIn", ident, evidence, "post-of-body")
            self.linker.jurisdiction(ident, holder.division, node)


def _of_place(node: Node, parts: PostParts, scene: Scene) -> Holder | None:
    """石桥村的|党支部书记: of the village or town right before it."""
    of_party = parts.title.endswith(ontology.words("party_titles"))
    if not (parts.body or of_party) or not scene.text.endswith(ontology.words("of"), 0, node.start):
        return None
    place = scene.node_ending(node.start - 1)
    villages = place.options if place and place.kind in {"Village", "Township"} and place.ref else ()
    return Holder(villages[0], body=parts.body) if villages else None


@lru_cache(maxsize=1)
def _of_country() -> dict[str, str]:
    """What posts are called that are told as our country's: 国家主席 for 中华人民共和国主席."""
    return dict(word.split("=") for word in ontology.words("posts_of_country"))


def _plain(title: str) -> str:
    """The title of the table that a title ends in: 董事长 for 副董事长."""
    return max((t for t in titles() if title.endswith(t)), key=len)


def _host(scene: Scene) -> Division | None:
    """The division that is told to do something elsewhere: 承德市|在|北京市举办推介会."""
    nodes = [n for n in scene.nodes if n.kind in DIVISIONS and n.ref and n.options]
    return next((n.options[0] for n in nodes if scene.text.startswith(ontology.words("goes_to"), n.end)), None)


def _posts(scene: Scene) -> list[Node]:
    people = [p for n in scene.nodes if n.kind == "People" for m in n.members for p in m.posts]
    return [*people, *(n for n in scene.nodes if n.kind == "Post")]


def titles_use(title: str) -> str:
    """How the title is used, by the longest title of the table it ends in."""
    return titles()[max((t for t in titles() if title.endswith(t)), key=len)].use
