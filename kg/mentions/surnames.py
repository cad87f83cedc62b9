"""What a person's name looks like by itself: surnames, the elements of names without one, and words that are none."""

from __future__ import annotations

from functools import lru_cache

from kg import ontology
from kg.mentions.words import frequency, word_set, words_of

_COMMON = 60
_EVERYDAY = 800


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {row["surname"]: row["kind"] for row in ontology.table("surnames")}


@lru_cache(maxsize=1)
def _elements() -> dict[str, list[str]]:
    """The elements of names without a surname (次仁, 巴特尔) by their first character, longest first."""
    found: dict[str, list[str]] = {}
    for form, kind in _kinds().items():
        if kind == "minority":
            found.setdefault(form[0], []).append(form)
    return {first: sorted(forms, key=len, reverse=True) for first, forms in found.items()}


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """All surnames of the table, and the elements of names without one."""
    return frozenset(_kinds())


@lru_cache(maxsize=1)
def surname_beginnings() -> frozenset[str]:
    """The characters that a surname may begin with."""
    return frozenset(surname[0] for surname in _kinds())


def surname_of(name: str) -> str:
    """The surname that `name` begins with, a compound one before a single one; empty when there is none.

    >>> surname_of("欧阳朔"), surname_of("于洋"), surname_of("桌子")
    ('欧阳', '于', '')
    """
    if len(name) > 2 and name[:2] in _kinds():
        return name[:2]
    return name[:1] if name[:1] in _kinds() else ""


def has_surname(name: str) -> bool:
    """Whether `name` begins with a known surname and has the length that goes with it."""
    return (name[:2] in _kinds() and 3 <= len(name) <= 4) or (name[:1] in _kinds() and 2 <= len(name) <= 3)


def is_surname(text: str) -> bool:
    """Whether `text` is a surname and nothing more."""
    return text in _kinds()


def is_weak(name: str) -> bool:
    """Whether the surname is a common word too (于, 向), so that more than its place must speak for a name."""
    return _kinds().get(name[:1]) == "weak" and (len(name) == 1 or name[:2] not in _kinds())


def names_body(text: str) -> bool:
    """Whether `text` ends as bodies and divisions do, which are called like no person: 管委会 begins with a surname."""
    return text.endswith((*ontology.words("post_bodies"), *ontology.words("levels")))


def is_person_and_body(text: str) -> bool:
    """Whether a part of a larger body follows a person's name: 李海山|常务委员会, as in a list without marks."""
    inner = next((word for word in ontology.words("bodies_within") if text.endswith(word)), "")
    name = text.removesuffix(inner)
    return bool(inner) and len(name) == 3 and has_surname(name) and not frequency(name) and not is_everyday(name)


def elements_end(text: str, start: int) -> int:
    """Where the elements of a name without surname end that begin at `start`; `start` itself when none does.

    >>> elements_end("次仁多吉说", 0)
    4
    """
    at = start
    while element := next((e for e in _elements().get(text[at : at + 1], ()) if text.startswith(e, at)), ""):
        at += len(element)
    return at


def is_everyday(text: str) -> bool:
    """Whether a word of `text` is too common to stand in the name of a village."""
    words = words_of(text)
    return any(len(w) > 1 and frequency(w) > _EVERYDAY for w in words) or any(w in word_set("name_left") for w in words)


def is_word(text: str) -> bool:
    """Whether `text` is a common word of the dictionary."""
    return frequency(text) > _COMMON


def is_plain(text: str) -> bool:
    """Whether `text` reads as common words rather than as a name."""
    words = words_of(text)
    if any(char in word_set("not_in_given") for char in text[1:]):
        return True
    if has_surname(text) and 0 < frequency(text) < _EVERYDAY and text not in word_set("verbs"):
        return text in word_set("hardly_names")  # else a name that the dictionary lists, such as 王芳
    if words[0] in word_set("never_name_end") or words[0] in word_set("name_left"):
        return True
    common = [w for w in words if len(w) > 1 and is_word(w)]
    if any(frequency(w) > _EVERYDAY for w in common):
        return True
    return all(len(w) > 1 for w in words) or any(
        w in word_set("name_left") or w in word_set("person_end") for w in common
    )
