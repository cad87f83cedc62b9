"""From mentions to entities: each node of an article gets the id of what it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kg import ontology
from kg.kinds import ROOM
from kg.lexicon import Division, Lexicon
from kg.mentions.article import Reading
from kg.mentions.bodies import body_rows, without_edition
from kg.mentions.heads import DIVISIONS, EVENTS, STATE, TEAMS, ZONES, longest_head
from kg.mentions.node import Node
from kg.mentions.pronouns import rows as pronouns
from kg.mentions.scene import Scene
from kg.mentions.words import word_set
from kg.model import Entity, Mention
from kg.rules.book import Book
from kg.rules.divisions import choose
from kg.rules.memory import Memory
from kg.rules.nesting import is_told, kept_inside, leads, shorter
from kg.rules.usual import usual_zone, without_term
from kg.rules.years import is_bygone, past_year

_LEAST = 5  # characters of a zone's name that are not those of many (高新区)
_NAMED_AFTER = frozenset({"organization", "project", "place", "zone"})
_PAPERS = frozenset({"Document", "Policy", "Agreement"})


@dataclass(slots=True)
class Linker:
    """Links the nodes of one article; `named` are division codes told in full on the page."""

    reading: Reading
    book: Book
    memory: Memory
    lexicon: Lexicon
    named: frozenset[str] = frozenset()
    offset: int = 0

    @property
    def year(self) -> int:
        """The year of the article, for divisions that came and went; for an undated one those of today."""
        return self.reading.article.date.year if self.reading.article.date else dt.MAXYEAR

    def link(self, scene: Scene) -> None:
        """Give every node of the sentence its entity, in the order of the text; drop those that name nothing."""
        self.offset = scene.sentence.span.start
        kept = []
        for node in scene.nodes:
            self._inner(node, scene)
            if self._one(node, scene):
                kept.append(node)
            else:
                kept.extend(n for n in node.inner if n.ref)
        scene.nodes = sorted(kept, key=lambda n: n.start)

    def _inner(self, node: Node, scene: Scene) -> None:
        """Link what stands inside a name; of that, divisions of posts, teams and events count as mentioned."""
        open_name = node.kind in {"Post", *TEAMS, "People", *EVENTS}
        node.inner = sorted(kept_inside(node, node), key=lambda n: n.start)
        zone = self.memory.recent.get("zone", "")
        for inner in node.inner:
            self._inner(inner, scene)
            told = inner.kind in DIVISIONS and leads(inner, node, scene) and is_told(inner, node)
            session = inner.kind in {"PeoplesCongress", "Cppcc"} and node.kind in EVENTS
            noted = (
                told
                or (inner.kind, node.kind) in {("Region", "Initiative"), ("Enterprise", "Project")}
                or (node.kind in TEAMS and inner.kind in STATE)
                or session
                or (open_name and (inner.kind in DIVISIONS or node.kind not in EVENTS) and inner.parts is None)
            )
            self._one(inner, scene, inside=not noted, leads=leads(inner, node, scene))
            if node.kind == "Post" and inner.kind in STATE | {"Institution"} and inner.ref:
                for division in (n for n in inner.inner if n.kind in DIVISIONS and n.ref):
                    self.note(division)
        if node.kind in {"Post", "People"} and zone:
            self.memory.recent["zone"] = zone  # the zone of someone's post is not the 园区 told of

    def _one(self, node: Node, scene: Scene, *, inside: bool = False, leads: bool = False) -> bool:
        if node.kind in {"Time", "Post", "People"} or (node.kind in EVENTS and node.finder != "pronoun"):
            return True  # read later, by those who know the sentence
        if node.finder == "pronoun":
            return self._pronoun(node)
        if node.members:
            return all(self._division(m, scene, inside, leads) for m in node.members)
        if node.kind in DIVISIONS:
            return self._division(node, scene, inside, leads)
        if node.kind == "Country":
            node.ref = self._enter(node, "Country", node.name, (), inside)
            return True
        return self._named(node, scene, inside)

    def _pronoun(self, node: Node) -> bool:
        """我省 is the paper's own; 两省, 双方 are the two named; 该园 stays for the rules."""
        row = pronouns()[node.name]
        if row["kind"] == "own":
            division = self.memory.of_level(row["level"])
            if division is None:
                return False
            node.ref, node.options = self.enter_division(division), (division,)
            self.note(node)
            return True
        if row["kind"] == "pair":
            wanted = row["level"] if row["class"] in STATE else row["class"]
            node.members = [self._party(node, d, row["class"]) for d in self.memory.pair(wanted)]
            return bool(node.members)
        return True

    def _party(self, node: Node, division: Division, kind: str) -> Node:
        party = Node(node.start, node.end, division.kind, division.name, "pronoun", options=(division,))
        party.ref = self.enter_division(division)
        if kind in STATE:
            form = body_rows()[ontology.words("state_bodies")[0]]["name"]
            party.kind, party.name = kind, division.name + form
            party.ref = self.book.enter(
                f"organization/{party.name}{self.lexicon.mark(division)}",
                kind,
                party.name,
                tuple(s + form for s in division.short),
            )
            self.jurisdiction(party.ref, division, node)
        self.note(party)
        return party

    def _division(self, node: Node, scene: Scene, inside: bool, leads: bool) -> bool:
        if (zone := self._zone_of_name(node)) is not None:
            node.kind, node.options = zone.kind, ()
            self._enter(node, zone.kind, zone.name, (node.name,), inside)
            return True
        if node.finder == "grammar" and (known := self.memory.unlisted(node.kind, node.name)):
            node.options = (known,)
        past = past_year(node, scene, self.year)
        # of years before its first the table says nothing
        year = past if past and past >= self.lexicon.first else self.year
        told = choose(node, scene, self.memory, year, self.named, inside=leads)
        if told is None:
            return False
        division = told if past else self._today(told, node, scene)
        node.ref = self.enter_division(division, node.name)
        # posts and bodies keep the name that their place was told by: 县委 of what is a district now
        node.name, node.options, node.kind = division.name, (told,), division.kind
        self.memory.saw(self.offset + node.start, told)
        if not inside:
            self.note(node)
        return True

    def _today(self, told: Division, node: Node, scene: Scene) -> Division:
        """What the division is in the year of the article, if its old name stands for the place and not in another name."""
        if not self.reading.article.date or node not in scene.nodes or is_bygone(node, scene):
            return told
        return self.lexicon.then(told, self.year)

    def _zone_of_name(self, node: Node) -> Entity | None:
        """The zone told before that ends like the district: after 大理滨海新区, 滨海新区 is not the one in another city."""
        if node.finder != "full" or not node.name.endswith(ontology.words("area_tails")):
            return None
        zones = (e for e in self.book.entities.values() if ROOM.get(e.kind) == "zone" and e.name != node.name)
        return next((e for e in zones if e.name.endswith(node.name)), None)

    def enter_division(self, division: Division, form: str = "") -> str:
        """The id of the division's entity, entered with its forms and what it lies in."""
        ident = f"division/{division.code}"
        last = self.lexicon.renamed(division)
        names = (*last.short, division.name, *division.short, form)
        self.book.enter(ident, last.kind, last.name, names, code=division.official, english=last.english)
        return ident

    def _named(self, node: Node, scene: Scene, inside: bool) -> bool:
        if node.generic:
            return True  # 代表团, 公司: says again what was named; resolved by the rules
        if node.parts is not None:
            return self._state_body(node, inside)
        if not self._is_whose(node):
            return False
        name, aliases = self._full_name(node, scene)
        node.ref = self._enter(node, node.kind, name, aliases, inside)
        self.memory.recent[ROOM.get(node.kind, "thing") if node.kind in ZONES else node.kind] = node.ref
        return True

    def _state_body(self, node: Node, inside: bool) -> bool:
        """湖南省委, or 省委 of the paper's own province."""
        parts = node.parts
        assert parts is not None
        division = self._division_of(parts.division) if parts.division else self.memory.of_level(parts.level)
        if division is None:
            return False
        row = body_rows().get(parts.body)
        name = division.name + (row["name"] if row else parts.body)
        node.options = (division,)
        node.ref = self._enter(node, node.kind, name, self._forms(node, division, parts.body), inside)
        self.jurisdiction(node.ref, division, node)
        return True

    def _forms(self, node: Node, division: Division, body: str) -> tuple[str, ...]:
        text = self.reading.article.text[self.at(node)[0] : self.at(node)[1]]
        return (
            division.name + body,
            *(s + body for s in division.short),
            *([text] if node.parts and node.parts.division else []),
        )

    def jurisdiction(self, body: str, division: Division, node: Node) -> None:
        """State that the body is the division's."""
        self.book.state(
            body, "jurisdiction", self.enter_division(division), self.book.span(*self.at(node)), "body-of-division"
        )

    def _division_of(self, node: Node | None) -> Division | None:
        if node is None:
            return None
        return node.options[0] if node.ref and node.options else None

    def _full_name(self, node: Node, scene: Scene) -> tuple[str, tuple[str, ...]]:
        """The name in full: an earlier name that this one is short for, and without a mark for the own level (省|农业厅)."""
        name, aliases = node.name, []
        if node.finder == "lexicon":
            text = scene.text[node.start : node.end]
            return name, (text,)
        name = without_term(name)
        if name != node.name:
            aliases.append(node.name)
        if node.kind in _PAPERS and (plain := without_edition(name)) != name:
            aliases.append(plain)
        level = next((w for w in ontology.words("body_levels") if name.startswith(w) and len(name) > len(w) + 2), "")
        if (
            level
            and not any(n.start == node.start and n.kind in DIVISIONS for n in node.inner)  # 镇原县
            and node.kind in STATE | {"WorkTeam", "Institution", "Venue", *ZONES}
            and (node.kind not in ZONES or node.start + len(level) in scene.borders)
            and (division := self.memory.of_level(level))
        ):
            aliases.append(name)
            rest = name[len(level) :]
            name = division.name + rest
            if node.kind in {"Institution", "Venue", *ZONES}:
                aliases += [short + rest for short in division.short]
                node.where = node.where or self._own(node, division)
        return name, (*aliases, *shorter(node, name))

    def _is_whose(self, node: Node) -> bool:
        """Whether a name that is a word for a level and a head (县|会议中心) is of a paper that has a place of that level."""
        level = node.name[: -len(longest_head(node.name))]
        return level not in word_set("body_levels") or any(d.name.endswith(level) for d in self.memory.home)

    def _own(self, node: Node, division: Division) -> Node:
        """The division that the first word of a name (县|人民医院) stands for."""
        own = Node(node.start, node.start, division.kind, division.name, "pronoun", options=(division,))
        own.ref = self.enter_division(division)
        return own

    def _enter(self, node: Node, kind: str, name: str, aliases: Iterable[str], inside: bool) -> str:
        forms = (name, *aliases)
        known = self._same(kind, name) or next(filter(None, (self._kin(kind, form) for form in forms)), None)
        ident = known.id if known else f"{ROOM.get(kind, 'thing')}/{name}{self._mark(node, kind)}"
        self.book.enter(ident, kind, known.name if known else name, forms)
        node.ref = ident
        if not inside:
            self.note(node)
        return ident

    def _mark(self, node: Node, kind: str) -> str:
        """What sets apart names that many places have: the day of a delegation, the paper's place of 污水处理厂项目."""
        if kind in TEAMS:
            date = self.reading.article.date
            return f"/{date.isoformat()}" if date else f"/{self.reading.article.id}"
        if (named := self._named_after(node)) and ROOM.get(kind) in _NAMED_AFTER:
            return self.lexicon.mark(named)
        local = ROOM.get(kind) in {"project", "place", "zone"} or kind == "Institution"
        if not local or node.finder != "grammar" or node.inner or node.where or not self.memory.home:
            return ""
        return f"~{self.memory.home[0].name}"

    def _named_after(self, node: Node) -> Division | None:
        """The division whose body it is, or whose full name begins its name: 鼓楼区|教育局."""
        first = next((n for n in (node, *node.inner) if n.start == node.start and n.options), None)
        division = first.options[0] if first else None
        return division if first is node or (division and node.name.startswith(division.name)) else None

    def _same(self, kind: str, name: str) -> Entity | None:
        """The longer name told before of which `name` is a short form: 江西云帆 for 江西云帆半导体有限公司."""
        if len(name) < 3:
            return None
        for entity in self.book.entities.values():
            if ROOM.get(entity.kind) != ROOM.get(kind) or entity.name == name or len(entity.name) <= len(name):
                continue
            if name in entity.aliases:
                return entity
        return None

    def _kin(self, kind: str, name: str) -> Entity | None:
        """The one zone told before, or its committee, that is called so by another usual form: 云岭开发区 for 云岭经济技术开发区."""
        key = usual_zone(name)
        if not key:
            return None
        same = [
            e
            for e in self.book.entities.values()
            if ROOM.get(e.kind) == ROOM.get(kind) and any(self._is_kin(key, form) for form in (e.name, *e.aliases))
        ]
        return same[0] if len(same) == 1 else None

    def _is_kin(self, key: str, form: str) -> bool:
        """Whether two usual forms are one, or one but for the division before it: 大理|云岭新区."""
        short, long = sorted((key, usual_zone(form)), key=len)
        before = long.removesuffix(short)
        if not short or not long.endswith(short) or len(short) < _LEAST:
            return False
        return not before or any(isinstance(e, Division) for e in self.lexicon.entries(before))

    def lies_in(self, node: Node, over: Node) -> bool:
        """Whether the division that `node` names lies in the one that `over` names."""
        codes = {division.code for division in over.options}
        return any(up.code in codes for division in node.options for up in self.memory.above(division))

    def at(self, node: Node) -> tuple[int, int]:
        """The node's offsets in the article's text."""
        return self.offset + node.start, self.offset + node.end

    def note(self, node: Node) -> None:
        """Record the node as a mention of its entity."""
        start, end = self.at(node)
        entity = self.book.entities[node.ref]
        found = Mention(self.book.span(start, end), entity.kind, entity.name, node.finder, node.confidence)
        self.book.mention(node.ref, found)
