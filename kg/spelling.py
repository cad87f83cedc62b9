"""How texts and names are spelt for searching, and how a name sounds: what people type leads to what was printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

PINYIN, INITIALS = 1, 2  # the sounds of a name
GAP = "\u00b7"  # for whatever stands between words, so that no phrase reaches over it unasked

_SOUNDED = 12  # nobody types the pinyin of a longer name
_SHORT = 4  # names up to here may begin with a surname, or be a county's, that is read otherwise
_BROKEN = re.compile("[\0\ud800-\udfff]")  # half characters, which no UTF-8 has, and the end of a text in C
_BETWEEN = re.compile(r"[\W_]+")
_APART = re.compile(r"[\s。！？!?]+")


def folded(text: str) -> str:
    """`text` as lexicons spell it, of the same length; what cannot be stored is replaced."""
    # reading loads much that asking does without
    from kg.read.fold import fold

    return fold(storable(text))


def storable(text: str) -> str:
    """`text` as a database can keep it, of the same length."""
    return _BROKEN.sub("\ufffd", text)


def key(name: str) -> str:
    """What names that are spelt alike have in common.

    >>> key(" New York")
    'newyork'
    """
    return "".join(folded(name).casefold().split())


def plain(text: str) -> str:
    """Folded text as it is searched: without case, and one mark for whatever stands between words.

    >>> plain("A, b")
    'a·b'
    """
    return _BETWEEN.sub(GAP, text.casefold())


def tokens(text: str) -> str:
    """Folded text as FTS5's `ascii` tokenizer takes it: at each character, it and the next one.

    >>> tokens("ab, c")
    'ab b· ·c c·'
    """
    return _pairs(plain(text) + GAP)


def _pairs(text: str) -> str:
    return " ".join(map("".join, pairwise(text)))


def words(asked: str) -> list[str]:
    """The words of a question, each plain; the end of a sentence parts words as blanks do.

    >>> words('"a-b" AND (c)')
    ['a·b', 'and', 'c']
    """
    found = (plain(word).strip(GAP) for word in _APART.split(folded(asked)))
    return list(dict.fromkeys(filter(None, found)))


def phrase(word: str) -> str:
    """FTS5's question for text with this plain word.

    >>> phrase("abc"), phrase("a")
    ('"ab bc"', '"a"*')
    """
    # nothing but letters, digits and the mark: no word can be taken for FTS5's own
    return f'"{_pairs(word)}"' if len(word) > 1 else f'"{word}"*'


def phrases(asked: list[str]) -> str:
    """FTS5's question for text that has all these plain words.

    >>> phrases(["ab", "c"])
    '"ab" AND "c"*'
    """
    return " AND ".join(map(phrase, asked))


def typed(text: str) -> str:
    """Pinyin as it is typed: without tones, blanks and apostrophes; empty for text in other letters.

    >>> typed("Lǚ Liáng"), typed("Lyuliang"), typed("Lu'an"), typed("吕梁")
    ('lvliang', 'lvliang', 'luan', '')
    """
    apart = unicodedata.normalize("NFD", text.casefold()).replace("u\u0308", "v")
    letters = "".join(filter(str.isalnum, apart))
    return letters.replace("lyu", "lv").replace("nyu", "nv") if letters.isascii() else ""


def sounds(name: str) -> set[tuple[str, int]]:
    """The pinyin and the initials of a name's key, in each way that it may be read; none of a name in letters.

    >>> sorted(sounds("李强"))
    [('liqiang', 1), ('lq', 2)]
    """
    if name.isascii() or len(name) > _SOUNDED:
        return set()
    readings = _readings(name)
    # what has no pinyin stays as it is, whole
    initials = ("".join(part if part in name else part[:1] for part in reading) for reading in readings)
    found = {(typed("".join(reading)), PINYIN) for reading in readings} | {(typed(one), INITIALS) for one in initials}
    return {pair for pair in found if pair[0]}


def _readings(name: str) -> list[list[str]]:
    # its tables take a quarter of a second to load
    from pypinyin.seg.simpleseg import seg

    usual = [syllable for word in seg(name) for syllable in _read(word)]
    if not len(usual) == len(name) <= _SHORT:
        return [usual]
    return [usual, *([first, *usual[1:]] for first in _read_otherwise(name[0]))]


# names are made of the same words over and over
@lru_cache(maxsize=65536)
def _read(word: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(word)


@lru_cache(maxsize=4096)
def _read_otherwise(character: str) -> list[str]:
    from pypinyin import Style, pinyin

    return pinyin(character, style=Style.NORMAL, heteronym=True)[0]


@lru_cache(maxsize=16384)
def readings(character: str) -> tuple[str, ...]:
    """How a character may be read, the usual way first, in letters as they are typed; none for a letter.

    >>> readings("曾"), readings("a")
    (('ceng', 'zeng'), ())
    """
    if character.isascii():
        return ()
    read = [typed(syllable) for syllable in (*_read(character), *_read_otherwise(character)) if syllable != character]
    return tuple(dict.fromkeys(filter(None, read)))


def heard(name: str) -> list[tuple[str, int]]:
    """What a name's key may stand for by its sound: it is pinyin or initials, or it is read so.

    >>> heard("lq")
    [('lq', 1), ('lq', 2)]
    """
    if letters := typed(name):
        return [(letters, PINYIN), (letters, INITIALS)]
    return sorted(pair for pair in sounds(name) if pair[1] == PINYIN)
