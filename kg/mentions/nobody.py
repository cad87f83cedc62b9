"""What stands where a name should and is nobody's: the rest of a sentence after a title, a country, a second party."""

from __future__ import annotations

from kg import ontology
from kg.mentions.scene import Scene
from kg.mentions.surnames import has_surname
from kg.mentions.words import frequency, word_set

_COMMON = 100
_ALONE = 2


def trimmed(scene: Scene, start: int, end: int) -> int:
    """Where a name of another people ends without the verb that the end was found behind: 总理欧尔班|时|表示."""
    name = scene.text[start:end]
    tails = (t for t in ontology.words("never_foreign_end") if name.endswith(t) and len(name) - len(t) >= _ALONE)
    longest = max(tails, key=len, default="")
    return end - len(longest)


def is_nobody(scene: Scene, start: int, end: int) -> bool:
    """Whether `text[start:end]` after a title is no name: 总理|致贺电, 秘书长|阿富汗|问题特使, 主席|和曾|担任…者."""
    name = scene.text[start:end]
    if any(len(word) > 1 and name.startswith(word) for word in word_set("never_opens_name")):
        return True  # 秘书长|呼吁勿…, though 呼 is a surname
    if name in word_set("hardly_names") and not word_set("list_marks") & {scene.text[end : end + 1]}:
        return True
    if any(n.kind == "Country" and (n.start, n.end) == (start, end) for n in scene.nodes):
        return True
    return _is_second_party(scene, start, end) or (not has_surname(name) and _opens_with_verb(scene, start))


def _opens_with_verb(scene: Scene, start: int) -> bool:
    """总理|因|欧洲…, but not 主席|因凡蒂诺, where the cut sees one word."""
    words = (w for w in ontology.words("never_opens_name") if scene.text.startswith(w, start))
    return any(start + len(word) in scene.borders for word in words)


def _is_second_party(scene: Scene, start: int, end: int) -> bool:
    """国家主席|同|苏林|总书记, 负责人|和|离退休老同志: the title is of someone who is not named, and another party follows."""
    if scene.text[start] not in word_set("list_and"):
        return False
    rest = scene.text[start + 1 : end]
    counted = rest[0] in word_set("numerals")
    titled = any(n.kind == "Post" and n.start == end for n in scene.nodes)
    if titled or counted:
        return True
    if len(rest) == 1:
        return not frequency(scene.text[start:end])  # 副书记和平 is called so
    return frequency(rest) > _COMMON


def opens_next_part(scene: Scene, at: int) -> bool:
    """Whether the number of the next part of a list stands at `at`: 李海|三、中央委员会总书记…."""
    text = scene.text
    if text[at : at + 1] not in word_set("numerals") or text[at + 1 : at + 2] not in ontology.words("list_marks")[0]:
        return False
    return any(n.kind == "Post" and n.start == at + 2 for n in scene.nodes)
