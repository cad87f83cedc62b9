"""Names without a title before them that their surroundings vouch for: a title after, a role before, a post that is taken."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import ontology
from kg.mentions.node import Node
from kg.mentions.persons import BARE, TITLED, end_strength, is_comrade, known_at, name_at, opens_with_word
from kg.mentions.scene import Scene
from kg.mentions.surnames import elements_end, has_surname, is_plain, is_surname, is_weak, names_body
from kg.mentions.words import frequency, word_set

_HAN = re.compile(r"[\u3400-\u9fff]+")
_EVERYDAY = 2000


def may_open(scene: Scene, start: int, posts: dict[int, Node], known: frozenset[str]) -> bool:
    """Whether a name without a title may begin a roster here: it is known, or someone takes the floor after it."""
    name = known_at(scene.text, start, known)
    if not name and start not in scene.borders:
        return False
    if any(
        n.start <= start < n.end and n.kind not in {"Post"} and not _is_element(scene, start, n) for n in scene.nodes
    ):
        return False
    if name and _stands(scene, start, start + len(name)):
        return True
    return introduced(scene, start, posts) is not None


def _is_element(scene: Scene, start: int, node: Node) -> bool:
    """贡觉|朗杰 is nobody of the county of 贡觉: the short name of a division that is an element of people's names too."""
    return node.finder == "short" and node.start == start and elements_end(scene.text, start) >= node.end


def introduced(scene: Scene, start: int, posts: dict[int, Node]) -> int | None:
    """Where an unknown name ends that its surroundings vouch for: a title after it, a role before it, or a post it takes."""
    if start not in scene.borders:
        return None
    titled = before_title(scene, start, posts) or _before_honour(scene, start)
    if titled is not None:
        return titled
    if has_role(scene, start) or scene.text.endswith(ontology.words("called"), 0, start):
        return _in_role(scene, start)
    is_called = _called().search(scene.text, max(start - 6, 0), start) is not None
    if not (is_called or start == 0 or scene.text[start - 1] in "，；：、。　 "):
        return None
    end = name_at(scene, start, trust=TITLED if is_called else BARE)
    vouched = is_called or end is None or is_comrade(scene, start, end) or _is_notice(scene, start, end, posts)
    if end is None or (is_weak(scene.text[start:end]) and not vouched):
        return None
    return end if _takes(scene, start, end, posts, is_called=is_called) else None


def has_role(scene: Scene, start: int) -> bool:
    """Whether a word for what people are stands right before: 村民, 护士."""
    if scene.text[start - 1 : start] not in _role_ends() or scene.text[start] in word_set("role_tails"):
        return False  # 司机长黄伟 is a 司机长, no 长黄伟
    return scene.text.endswith(ontology.words("roles"), 0, start)


@lru_cache(maxsize=1)
def _role_ends() -> frozenset[str]:
    return frozenset(role[-1] for role in ontology.words("roles"))


@lru_cache(maxsize=1)
def _honour_starts() -> frozenset[str]:
    return frozenset(honour[0] for honour in ontology.words("honours"))


def _in_role(scene: Scene, start: int) -> int | None:
    end = name_at(scene, start, trust=TITLED)
    if end is None or is_plain(scene.text[start:end]):
        return None
    return None if is_doubtful(scene, start, end) else end


def is_doubtful(scene: Scene, start: int, end: int) -> bool:
    """Whether a name with a surname that is a common word too may be just words: 向上, 于今年."""
    name = scene.text[start:end]
    return is_weak(name) and (end - start < 3 or frequency(name) > 0 or opens_with_word(scene, start, name))


def _is_notice(scene: Scene, start: int, end: int, posts: dict[int, Node]) -> bool:
    """Whether a notice begins so: a name with what is told of people, or 刀云山|为|县长 at the head of its sentence."""
    named = start == 0 and end - start == 3 and not opens_with_word(scene, start, scene.text[start:end])
    return bool(_notice().match(scene.text, end)) or (named and end + 1 in posts)


def _takes(scene: Scene, start: int, end: int, posts: dict[int, Node], *, is_called: bool) -> bool:
    """Whether what follows the name, or the list that it begins, tells of a post taken or left, or of an act."""
    last = _end_of_list(scene, end)
    time = next((n.end for n in scene.nodes if n.kind == "Time" and n.start == last), last)  # 王小明去年6月任
    if is_called and _own_post(scene, last, posts):
        return True
    follow = _follow().match(scene.text, time)
    if not (follow and (posts or follow["acts"] or follow["far"])):
        return False
    near = any(last < p <= follow.end() + 1 for p in posts)
    composed = elements_end(scene.text, start) > start + 1
    sure = is_called or (near and (end - start == 3 or composed))
    if not sure and is_plain(scene.text[start:end]):
        return False
    acts = follow["acts"] and (start == 0 or (last == end and end - start == 3))
    return bool(near or follow["far"] or acts)


def _own_post(scene: Scene, at: int, posts: dict[int, Node]) -> bool:
    # 免去张三的市长职务, 免去张三市长职务
    return at in posts or any(
        scene.text.startswith(m, at) and at + len(m) in posts for m in word_set("boundary_suffix")
    )


def _end_of_list(scene: Scene, end: int) -> int:
    """Where the names that follow the first one by 、 end."""
    while (mark := _mark().match(scene.text, end)) and (more := name_at(scene, mark.end())):
        end = more
    return end


@lru_cache(maxsize=1)
def _mark() -> re.Pattern[str]:
    return re.compile("|".join((*ontology.words("list_marks"), *ontology.words("list_and"))))


def before_title(scene: Scene, start: int, posts: dict[int, Node]) -> int | None:
    """李强总理, 李书记: a name or surname right before a title that stands without a body."""
    for length in (3, 2, 4, 1):
        post = posts.get(start + length)
        if post is None or post.parts is None or post.parts.division or post.parts.org or post.parts.body:
            continue
        name = scene.text[start : start + length]
        if names_body(name):
            continue  # 林市委书记 is of a city of which only the end is known
        if not _HAN.fullmatch(name) or (length == 2 and frequency(name) > _EVERYDAY):
            continue
        if length > 1 and (name[-1] in word_set("not_in_given") or name[-1] in word_set("never_name_end")):
            continue
        if post.parts.title in word_set("name_titles") and (
            (has_surname(name) and (not is_weak(name) or (length == 3 and frequency(name) > 0)))
            or (is_surname(name) and not is_weak(name))
        ):
            return start + length
    return None


def _before_honour(scene: Scene, start: int) -> int | None:
    """张以恒先生, 王田园教授: a full name right before a word for how one is addressed."""
    for end in (start + 3, start + 2, start + 4):
        if scene.text[end : end + 1] not in _honour_starts():
            continue
        name = scene.text[start:end]
        if scene.text.startswith(ontology.words("honours"), end) and has_surname(name) and _HAN.fullmatch(name):
            return (
                None
                if is_plain(name) or names_body(name) or is_weak(name) or (len(name) == 2 and frequency(name))
                else end
            )
    return None


@lru_cache(maxsize=1)
def _called() -> re.Pattern[str]:
    words = ontology.any_of(ontology.words("before_name"))
    return re.compile(f"(?:{words})：?$")


@lru_cache(maxsize=1)
def _notice() -> re.Pattern[str]:
    return re.compile(ontology.any_of(ontology.words("notice_marks")))


@lru_cache(maxsize=1)
def _follow() -> re.Pattern[str]:
    near = ontology.any_of(ontology.words("takes_post"))
    far = ontology.any_of(ontology.words("notice_marks"))
    acts = "|".join((*ontology.words("attend"), *ontology.words("chair"), *ontology.words("acts")))
    honour = "|".join(ontology.words("honorifics"))
    apart = "|".join((*ontology.words("respectively"), *ontology.words("and_others")))
    return re.compile(f"(?:（[^（）]{{1,8}}）)?(?:{honour})?(?:{apart})?(?:(?P<far>{far})|(?P<acts>{acts})|(?:{near}))")


def _stands(scene: Scene, start: int, end: int) -> bool:
    if end - start > 2:
        return True
    return (start in scene.borders or _after_name(scene, start)) and (
        end in scene.borders or end_strength(scene, end) >= 1
    )


def _after_name(scene: Scene, start: int) -> bool:
    return start == 0 or any(n.end == start for n in scene.nodes)
