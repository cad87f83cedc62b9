"""People and their posts: who each name is, what the post is called in full, and the facts that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg import ontology
from kg.mentions.node import Node
from kg.mentions.scene import Scene
from kg.mentions.surnames import has_surname
from kg.mentions.titles import titles
from kg.mentions.words import word_set
from kg.model import Date, Span
from kg.rules.link import Linker
from kg.rules.persons import in_line
from kg.rules.posts import Posts, titles_use
from kg.rules.terms import body_with_terms, looks_back

_UNTOLD = Date("")
_EMPLOYERS = frozenset({"Enterprise", "Institution", "Media", "Organization"})


@dataclass(frozen=True, slots=True)
class Hand:
    """Someone told to be of a work team, by a title or by 工作队的 alone, and in which sentence."""

    person: str
    title: str
    evidence: Span


@dataclass(slots=True)
class People:
    """Links the persons of one article and states who holds what."""

    linker: Linker
    posts: Posts
    crew: list[Hand] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)

    def link(self, scene: Scene) -> None:
        """Give persons and posts of the sentence their entities, and state who holds what."""
        self.posts.begin()
        for node in scene.nodes:
            if node.kind == "People":
                self._roster(node, scene)
            elif node.kind == "Post" and not node.ref:
                self.posts.link(node, scene)

    def _roster(self, node: Node, scene: Scene) -> None:
        evidence = self.evidence(scene)
        self.posts.before = ()
        for person, after in zip(node.members, [*node.members[1:], None], strict=True):
            told = self._links_posts(person, scene)
            if not self.person(person):
                continue
            self._note_hand(person, node, scene)
            former, over = False, ""
            for post in told:
                # 原省委书记、|省长 is both no more, but of 第十届全国人大代表、|董事长 the term alone is over
                over = self._over(post, over)
                former = former or (_is_former(post) and not _has_term(post))
                if post.ref:
                    self.holds(person.ref, post, evidence, "roster", former=former or bool(over) or _is_former(post))
                elif post.parts and post.options and titles_use(post.parts.title) == "leaders":
                    self._leader(person.ref, post, evidence)
            self.posts.next_person(person.posts, apart=after is not None and _apart(person, after, scene))
        self.posts.before = ()

    def _over(self, post: Node, over: str) -> str:
        """The body whose term is over, as said of the post or, `over`, of one of that body before: 中央委员、|中央书记处书记."""
        body = body_with_terms(self.linker.book.entities[post.ref].name) if post.ref else ""
        return body if (_has_term(post) and _is_former(post)) or (body == over and not _has_term(post)) else ""

    def _note_hand(self, person: Node, roster: Node, scene: Scene) -> None:
        """Note that the person is of a work team, where the words say so."""
        parts = [post.parts for post in person.posts if post.parts]
        fit = (p for p in parts if not (p.opaque and p.title in word_set("team_heads")))  # 老队长 is it no more
        title = next((p.title for p in fit if p.title in word_set("titles_WorkTeam")), "")
        if not title and (match := _is_hand().match(scene.text, person.end)):
            title = match["title"]
        told = scene.text.endswith(ontology.words("of_team"), 0, roster.start)
        if title or (not person.posts and (told or _counted().match(scene.text, roster.end))):
            self.crew.append(Hand(person.ref, title, scene.sentence.span))

    def _links_posts(self, person: Node, scene: Scene) -> list[Node]:
        """The person's posts, linked; none for 李书记, where the title says who is meant and not what he holds."""
        after = person.posts and person.posts[0].start > person.start and not _whole(person.posts[0])
        if person.generic or after:
            return []
        abroad = False
        for post in person.posts:
            if abroad and _whole(post) and not (post.parts and post.parts.org):
                continue  # 某国某党总书记、国家主席: of the country that is not told
            self.posts.link(post, scene)
            abroad = abroad or not (post.ref or post.options) or self._is_abroad(post)
        return person.posts

    def _is_abroad(self, post: Node) -> bool:
        """Whether the post is another country's."""
        body = next(iter(self.linker.book.objects(post.ref, "postIn")), "")
        entity = self.linker.book.entities.get(body)
        return entity is not None and entity.kind == "Country" and entity.name not in word_set("own_country")

    def _leader(self, person: str, post: Node, evidence: Span) -> None:
        self.linker.book.state(person, "serves", f"division/{post.options[0].code}", evidence, "leaders")
        self.official(person)

    def evidence(self, scene: Scene) -> Span:
        """The sentence as evidence."""
        return scene.sentence.span

    def person(self, node: Node) -> str:
        """The id of the person the node names, entered and noted."""
        if node.generic:
            node.ref = self._pointed(node)
            return node.ref
        ident = self._ident(node)
        node.ref = self.linker.book.enter(ident, "Person", node.name)
        self.linker.note(node)
        self.linker.memory.people.append((node.name, ident))
        return ident

    def _ident(self, node: Node) -> str:
        """The id of the name in this article; a namesake with a post in another place gets an id of its own."""
        ident = self.ids.setdefault(node.name, f"person/{node.name}")
        here = [f"division/{p.options[0].code}" for p in node.posts if p.ref and p.options and not _is_former(p)]
        served = self.linker.book.objects(ident, "serves")
        if not here or not served or any(in_line(a, b) for a in here for b in served):
            return ident
        return f"{ident}~{node.posts[0].options[0].name}" if node.posts[0].options else ident

    def _pointed(self, node: Node) -> str:
        """李书记: the person of that surname named last who has such a title; nobody if none has."""
        title = node.posts[0].parts.title if node.posts and node.posts[0].parts else ""
        for name, ident in reversed(self.linker.memory.people):
            posts = self.linker.book.objects(ident, "holds")
            if name.startswith(node.name) and title and any(post.endswith(title) for post in posts):
                return ident
        return ""

    def official(self, ident: str) -> None:
        """Note that the person holds public office."""
        self.linker.book.enter(ident, "Official", self.linker.book.entities[ident].name)

    def holds(
        self, person: str, post: Node, evidence: Span, rule: str, *, former: bool = False, during: Date = _UNTOLD
    ) -> None:
        """State that the person holds or held the post, and what follows: where they serve, whom they work for.

        `during` is from when and until when, as far as that is told.
        """
        book = self.linker.book
        owned = post.parts and (post.parts.org or post.parts.division)
        told = (person, "holds", post.ref) in book.facts
        if not (owned or told or _may_be_ours(post, book.entities[person].name)):
            return  # 总理戴维斯 is another country's, whatever was told before
        if _whole(post) and self.holders.setdefault(post.ref, person) != person:
            return  # of 总书记 there is one: the second in an article is another country's
        bodies = book.objects(post.ref, "postIn")
        kind = book.entities[bodies[0]].kind if bodies else ""
        if kind != "Enterprise":
            self.official(person)
        day = self.linker.reading.article.date
        former = former or looks_back(book.entities[person].name, book.entities[post.ref].name, day)
        name = "formerlyHeld" if former else "holds"
        past = book.facts.get((person, "formerlyHeld", post.ref))
        if name == "holds" and past and past.evidence == evidence:
            return  # 此前，某某任市长
        book.state(person, name, post.ref, evidence, rule, valid_from=during.start, valid_to=during.end)
        if former:
            return
        if post.options:
            book.state(person, "serves", self.linker.enter_division(post.options[0]), evidence, f"{rule}-serves")
        elif kind in _EMPLOYERS:
            book.state(person, "worksFor", bodies[0], evidence, f"{rule}-employer")


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    """How many of the team they are: 赵小川等|3名队员."""
    return re.compile(
        f".?[0-9{''.join(ontology.words('numerals'))}]{{1,2}}.(?:{'|'.join(ontology.words('team_hands'))})"
    )


@lru_cache(maxsize=1)
def _is_hand() -> re.Pattern[str]:
    """What someone is of the team: 赵小川|是工作组组长."""
    titles_told = "|".join(ontology.words("titles_WorkTeam"))
    return re.compile(f"(?:{'|'.join(ontology.words('is_of_team'))})(?P<title>{titles_told})")


def _apart(person: Node, after: Node, scene: Scene) -> bool:
    """Whether two people of a roster are of two parties: 张掖市委书记卢小亨与市长张振丰 are guest and host."""
    start = min(node.start for node in (after, *after.posts))
    return scene.text[person.end : start].strip("，、") in word_set("with")


def _has_term(post: Node) -> bool:
    return post.parts is not None and post.parts.term != ""


def _is_former(post: Node) -> bool:
    return post.parts is not None and post.parts.former


def _whole(post: Node) -> bool:
    title = post.parts.title if post.parts else ""
    return title in titles() and bool(titles()[title].whole)


def _may_be_ours(post: Node, name: str) -> bool:
    """Whether a title that is a whole post may be held by someone of that name: of 总理 and the like all holders are known."""
    if not _whole(post):
        return True
    holders = titles()[post.parts.title].holders if post.parts else ()
    return name in holders if holders else not _sounds_foreign(name)


def _sounds_foreign(name: str) -> bool:
    """Whether the name is no Chinese one by its form: without a surname, too long, or with an end that renders foreign sounds."""
    return not has_surname(name) or len(name) > 3 or (len(name) > 2 and name[-1] in word_set("foreign_tails"))
