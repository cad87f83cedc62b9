"""Names that no list can hold: a head (有限公司, 产业园, 座谈会) and what stands before it that belongs to the name."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.heads import DIVISIONS, EVENTS, PLACES, RULING, STATE, Head, head_hits
from kg.mentions.naming import is_generic, is_name
from kg.mentions.node import Node
from kg.mentions.scene import PUNCTUATION, Scene, bracket_start
from kg.mentions.words import word_set

_LINKED = frozenset({"CooperationZone", "Park", "Route", "Project", "Agreement", *EVENTS})
_DOUBTED = frozenset({"Institution", "Venue", "Enterprise", "Media", "Region"})
_CAMPUS = re.compile(r"（[^（）]{2,8}）")
_LONGEST = 34


def find_names(scene: Scene) -> None:
    """Add a node for each head of the sentence with the name before it; a bare head is a `generic` node."""
    for start, end, head in _longest(scene):
        if any(n.finder == "pronoun" and n.start < end and start < n.end for n in scene.nodes):
            continue
        if any((n.finder == "lexicon" or n.parts) and n.end == end and n.start < start for n in scene.nodes):
            continue  # a listed name ends here; what stands before it is where it is
        if any(n.finder == "full" and n.end == end and n.start < start for n in scene.nodes):
            continue  # 铁山港区 is a county that is called so
        if not _ends_name(scene, start, end, head):
            continue
        left = left_edge(scene, start, head.kind)
        left = _with_yield(scene, _without_opening(scene, left, start, head.kind), head.kind)
        modifier = scene.text[left:start]
        if len(modifier) > _LONGEST:
            continue
        name = scene.text[left:end]
        node = Node(left, end, _kind(head, modifier, scene, left, start), name, "grammar")
        node.generic = is_generic(scene, left, start)
        if not is_name(scene, node, head, start):
            if head.kind in _DOUBTED and head.use != "placed" and not node.generic:
                scene.doubts.append((start, end, head.kind))
            continue
        node.end = _with_campus(scene, node)
        node.name = scene.text[node.start : node.end]
        if not any(n.start == node.start and n.end == node.end and not n.generic for n in scene.nodes):
            scene.nodes.append(node)


def _longest(scene: Scene) -> list[tuple[int, int, Head]]:
    """The heads in the order of their ends, and of those with one beginning the longest that ends a word (产业园|区)."""
    hits = sorted(head_hits(scene.text), key=lambda hit: hit[1])
    ends = {start: end for start, end, _ in hits if end in scene.borders}
    return [hit for hit in hits if ends.get(hit[0], 0) <= hit[1]]


def find_roads(scene: Scene) -> None:
    """Add a node for each road that has a number: 105国道, G60高速."""
    for match in _road().finditer(scene.text):
        scene.nodes.append(Node(match.start(), match.end(), "Route", match[0], "grammar"))


@lru_cache(maxsize=1)
def _road() -> re.Pattern[str]:
    tails = "|".join(ontology.words("road_tails"))
    return re.compile(f"(?<![0-9A-Za-z.])(?:[GSX][0-9]{{1,4}}|[0-9]{{3}})(?:{tails})")


def find_sections(scene: Scene) -> None:
    """Add a node for each part of a river or line that is named by its place: 黄河|兰州|段."""
    for place in [n for n in scene.nodes if n.kind in DIVISIONS]:
        if not scene.text.startswith(ontology.words("section_end"), place.end):
            continue
        first = min((n.start for n in scene.nodes if n.end == place.start and n.kind in DIVISIONS), default=place.start)
        whole = scene.node_ending(first)
        if whole is not None and whole.kind in {"Region", "Route"} and place.end + 1 in scene.borders:
            text = scene.text[whole.start : place.end + 1]
            scene.nodes.append(Node(whole.start, place.end + 1, whole.kind, text, "grammar"))


def extend_campus(scene: Scene) -> None:
    """Let listed bodies take the place in brackets after them: the Guangzhou campus is a body of its own."""
    for node in scene.nodes:
        if node.finder == "lexicon" and (end := _with_campus(scene, node)) != node.end:
            node.end, node.finder = end, "grammar"
            node.name = scene.text[node.start : end]


def _with_campus(scene: Scene, node: Node) -> int:
    # 香港科技大学（广州）: a place in brackets right after the head belongs to the name
    match = _CAMPUS.match(scene.text, node.end)
    if match is None or node.kind not in {"Institution", "Enterprise"}:
        return node.end
    inside = any(n.start == node.end + 1 and n.end == match.end() - 1 and n.kind in PLACES for n in scene.nodes)
    return match.end() if inside else node.end


def _ends_name(scene: Scene, start: int, end: int, head: Head) -> bool:
    """Whether the name may end here: not inside a longer word, and not before more of the same name."""
    if end not in scene.borders and len(head.text) < 4 and scene.text[end : end + 2] not in word_set("titles"):
        return False  # but 医院|院长, which the dictionary takes for one word
    if any(n.start == start and n.end > end and n.kind in DIVISIONS for n in scene.nodes):
        return False  # 河|心场村
    if head.text in word_set("order_marks") and scene.text[start - 1 : start] in word_set("phases_told"):
        return False  # 分三期
    follow = scene.text[end : end + 2]
    tails = ontology.words("not_after_work") if head.kind == "Project" else ()
    if follow.startswith((*ontology.words("not_after_head"), *tails)):
        return False
    # 丰台站 is one word of the dictionary
    return start in scene.borders or len(head.text) > 1 or any(n.end == start and n.kind in PLACES for n in scene.nodes)


def left_edge(scene: Scene, position: int, kind: str) -> int:
    """Where the name whose head starts at `position` begins."""
    at = position
    while at > 0 and position - at <= _LONGEST:
        step = _step(scene, at, kind)
        if step is None or step >= at:
            break
        if (
            kind not in EVENTS | {"Project", "Initiative"}
            and _is_under_body(scene, at, position)
            and scene.node_ending(at) is None
        ):
            break
        at = step
    return at


def _is_under_body(scene: Scene, at: int, head: int) -> bool:
    """国务院|安全生产委员会, 美国|疾控中心: what stands before the state or its body is no more of the name."""
    inside = (n for n in scene.nodes if n.start == at and n.end <= head and n.finder == "lexicon")
    return any(n.kind in STATE or n.kind == "Country" for n in inside)


def _step(scene: Scene, at: int, kind: str) -> int | None:
    char = scene.text[at - 1]
    if (opening := bracket_start(scene.text, at)) is not None and char != "】":
        return opening if _bracket_belongs(scene.text[opening:at], kind) else None
    if (char in "—－-–·•" and _LINKED & {kind}) or (char in "—－·" and at > 1 and scene.text[at - 2] in "—－·"):
        linked = scene.node_ending(at - 1)
        if linked is not None:
            return linked.start
        follows = scene.node_starting(at)
        placed = kind in {"Project", "Park"} and follows is not None and follows.kind in PLACES  # 海棠·贵阳|产业园
        return at - 1 if char in "·•" and (placed or kind in EVENTS) else None
    if char == "、":
        return _listed_divisions(scene, at, kind)
    if char == " " or PUNCTUATION.match(char):
        return None
    node = scene.node_ending(at)
    if node is not None and node.kind == "Time":
        return None
    if node is not None and node.kind in RULING and kind in RULING:
        return None
    if node is not None and node.kind in STATE and kind in {"Park", "CooperationZone", "Region"}:
        return None
    if node is not None and not node.generic and node.kind not in EVENTS | {"Person"}:
        return node.start
    start, _ = scene.word_before(at)
    if _is_described(scene, start, at):
        return None
    start = max((n.end for n in scene.nodes if start < n.end < at and n.kind in PLACES), default=start)
    word = scene.text[start:at]
    if _links_divisions(scene, start, at, word, kind):
        return start
    return None if _is_stop(scene, start, at, word, kind) else start


def _is_described(scene: Scene, start: int, end: int) -> bool:
    """河南省重点项目|云岭二期项目: a description of what follows, no part of its name."""
    before = scene.text[scene.word_before(start)[0] : start] if start else ""
    told = before in word_set("descriptive") or before in word_set("generic") or before.endswith("”")
    return told and scene.text[start:end].endswith(ontology.words("work_words"))


def _bracket_belongs(text: str, kind: str) -> bool:
    if len(text) > 24 or any(mark in text[:-1] for mark in "，。！？；："):
        return False
    if text.endswith("）"):
        if any(word in text for word in ontology.words("byline_staff")):
            return False  # （记者 王小明）三亚市第八届人民代表大会
        if kind == "Project":
            return text[1:-1] in word_set("order_marks")
        return kind in EVENTS | {"Enterprise", "Institution", "Park", "CooperationZone", "Organization"}
    quotable = {"Initiative", "Project", "Document", "Venue", "Route", "Institution", "Enterprise", "Park", "WorkTeam"}
    return kind in EVENTS | quotable


def _listed_divisions(scene: Scene, at: int, kind: str) -> int | None:
    # 广西、四川、贵州七省区座谈会: only a list of divisions may hold this mark inside a name
    if kind in EVENTS and _is_between(scene, at - 1, at):
        return min(n.start for n in scene.nodes if n.end == at - 1 and n.kind in PLACES)
    return None


def _is_between(scene: Scene, start: int, end: int) -> bool:
    """Whether places stand on both sides of `text[start:end]`."""
    return any(n.end == start and n.kind in PLACES for n in scene.nodes) and any(
        n.start == end and n.kind in PLACES for n in scene.nodes
    )


def _links_divisions(scene: Scene, start: int, end: int, word: str, kind: str) -> bool:
    if kind in {"Project", "Route"} and word in word_set("from_to"):
        return _is_between(scene, start, end)
    if kind == "Project" and word in word_set("and"):
        return _joins_deeds(scene, start, end)
    if kind not in EVENTS | {"CooperationZone", "Agreement"} or word not in word_set("and"):
        return False
    return _is_between(scene, start, end)


def _joins_deeds(scene: Scene, start: int, end: int) -> bool:
    """Whether a work's name tells of two things done: 续建配套|与|节水改造工程."""
    before = scene.text[scene.word_before(start)[0] : start]
    after = scene.word_from(end)
    return scene.node_ending(start) is None and all(
        w in word_set("deeds") | word_set("works_done") for w in (before, after)
    )


def _is_stop(scene: Scene, start: int, end: int, word: str, kind: str) -> bool:
    if re.fullmatch(r"[0-9A-Za-z.+%±]+", word):
        return not _number_belongs(scene, end, kind)
    if kind == "Enterprise" and word in word_set("within_company"):
        return False
    if kind in EVENTS and word in word_set("within_event"):
        return False
    if kind == "WorkTeam" and word in word_set("within_team"):
        return False
    if kind == "WorkTeam" and word in word_set("sends_team"):  # 市医院|赴|某县医疗队
        sender = scene.node_ending(start)
        return sender is None or sender.kind not in STATE | {"Institution", "Enterprise", "Organization"}
    if kind == "Post" and word in word_set("former_marks"):
        return False
    if kind in {"Region", "Route"} and word in word_set("deeds") and not _is_placed(scene, start):
        return True  # 研究|云河生态经济带, but 云岭|合作|经济区
    if word in word_set("verbs") and (kind in {"Region", "Route"} or scene.node_starting(end) is not None):
        return True
    if kind not in EVENTS | {"Post"} and word in word_set("titles"):
        return True
    if word in word_set("name_left") or word[-1:] in word_set("boundary_suffix"):
        return True
    return len(word) == 1 and word in word_set("unit_measure") and start > 0 and scene.text[start - 1].isdigit()


def _is_placed(scene: Scene, at: int) -> bool:
    return any(n.end == at and n.kind in PLACES for n in scene.nodes)


def _number_belongs(scene: Scene, end: int, kind: str) -> bool:
    # 2023年…茶会, 第5届, 5G: parts of a name; 28个, 5家: counts before it
    follow = scene.text[end : end + 1]
    return follow not in word_set("unit_measure") or (follow in word_set("session_measure") and kind in EVENTS)


def _without_opening(scene: Scene, left: int, head: int, kind: str) -> int:
    """Drop a date, a count, a verb or a generic adjective that leads the name."""
    at = left
    for start, end in scene.words:
        if start == at and end <= head and scene.node_starting(at) is None and _leads_up(scene, start, end, kind):
            if _opens_head(scene.text[at:head]):
                break  # 经|开区 is what the dictionary makes of 经开区
            at = end
    return at


def _opens_head(text: str) -> bool:
    return any(start == 0 and head.kind == "Park" for start, _, head in head_hits(text))


def _with_yield(scene: Scene, left: int, kind: str) -> int:
    """年产5万吨|晶硅项目: what a work will make belongs to its name."""
    told = _yield().search(scene.text, 0, left) if kind == "Project" else None
    return told.start() if told else left


@lru_cache(maxsize=1)
def _yield() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(ontology.words('yields'))})[0-9.]+[^0-9，。、；]{{0,4}}\\Z")


def _leads_up(scene: Scene, start: int, end: int, kind: str) -> bool:
    word = scene.text[start:end]
    if kind not in EVENTS | {"Initiative"} and word in word_set("build_verbs"):
        return True
    if scene.text[start - 1 : start].isdigit() and _unscaled(word) in word_set("unit_measure"):
        return True
    return word in word_set("not_name_start") or (kind not in EVENTS and word in word_set("verbs"))


def _unscaled(word: str) -> str:
    return word.lstrip("".join(word_set("scales"))) or word[-1:]


def _kind(head: Head, modifier: str, scene: Scene, left: int, right: int) -> str:
    if head.use == "court":
        return "Institution"
    if head.kind == "Park" and (
        any(w in modifier for w in ontology.words("joint")) or _joins_divisions(scene, left, right)
    ):
        return "CooperationZone"
    return head.kind


def _levels(node: Node) -> set[str]:
    return {division.kind for division in node.options}


def _may_lie_in(node: Node, over: Node) -> bool:
    """泉州市|鲤城: a city and its district."""
    return any(division.parent in {above.code for above in over.options} for division in node.options)


def _joins_divisions(scene: Scene, left: int, right: int) -> bool:
    """Whether a dash joins two divisions of the name (醴陵—湘东), or two of one level or their signs open it (温州吴忠, 湘赣)."""
    ends = [n for n in scene.nodes if left <= n.start and n.end <= right and n.kind in PLACES]
    return any(
        (a.start == left and len(a.members) > 1)
        or (a.end + 1 == b.start and scene.text[a.end] in "—－-–")
        or (a.start == left and a.end == b.start and _levels(a) & _levels(b) and not _may_lie_in(b, a))
        for a in ends
        for b in ends
    )
