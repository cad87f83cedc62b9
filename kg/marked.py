"""What notebooks show: small pieces of HTML in which every text from outside is escaped.

Texts come from pages that nobody has checked. They go into the HTML only through `text` and `marked`; styles are
written here alone, no script is made, and links lead nowhere but to the IRIs of entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from kg import ontology

ROWS, CELL = 20, 160
_STYLE = {
    "table": "border-collapse:collapse;font-variant-numeric:tabular-nums",
    "th": "text-align:left;padding:2px 16px 2px 0;border-bottom:1px solid currentColor;font-weight:600",
    "td": "text-align:left;padding:2px 16px 2px 0;vertical-align:top",
    "small": "opacity:.65",
    "subject": "background:#e3002240;color:inherit;padding:0 1px",
    "object": "background:#0050a040;color:inherit;padding:0 1px",
}


def text(value: object, most: int = CELL) -> str:
    """A text as HTML shows it, on one line and cut.

    >>> text("<b>")
    '&lt;b&gt;'
    """
    plain = "".join(char if char.isprintable() else " " for char in str(value))
    return escape(plain if len(plain) <= most else plain[: most - 1] + "…")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, total: int | None = None) -> str:
    """A table of cells that are HTML already (`text` makes them); it says how many rows are left out of `total`."""
    head = "".join(f'<th style="{_STYLE["th"]}">{text(name)}</th>' for name in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_STYLE["td"]}">{cell}</td>' for cell in row) + "</tr>" for row in rows
    )
    left = (len(rows) if total is None else total) - len(rows)
    more = small(f"and {left:,} more") if left > 0 else ""
    return f"<table style={_quoted('table')}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def small(value: object, most: int = CELL) -> str:
    """A remark in a lighter tone."""
    return f"<div style={_quoted('small')}>{text(value, most)}</div>"


def heading(value: object, remark: object = "") -> str:
    """A name with a remark behind it."""
    return f"<div><strong>{text(value)}</strong> <span style={_quoted('small')}>{text(remark)}</span></div>"


def _quoted(name: str) -> str:
    return f'"{_STYLE[name]}"'


def marked(sentence: str, subject: str, other: str, most: int = 600) -> str:
    """The sentence with the words `subject` and `other` marked, where they stand nearest to each other.

    >>> marked("a<b>c", "b", "c").count("<mark"), "<b>" in marked("a<b>c", "b", "c")
    (2, False)
    """
    sentence, cut = sentence[:most], sentence[most:]
    shown, end = "", 0
    for start, word, style in sorted(_nearest(sentence, subject, other)):
        shown += text(sentence[end:start], most) + f"<mark style={_quoted(style)}>{text(word)}</mark>"
        end = start + len(word)
    return shown + text(sentence[end:], most) + ("…" if cut else "")


def _nearest(sentence: str, subject: str, other: str) -> list[tuple[int, str, str]]:
    """Where the two words stand nearest to each other and apart; where only one of them is, its first place."""
    subjects, others = places(sentence, subject), places(sentence, other)
    apart = [
        (max(one - two - len(other), two - one - len(subject)), one, two) for one in subjects for two in others
    ]  # negative for those that overlap
    if pairs := [pair for pair in apart if pair[0] >= 0]:
        _, one, two = min(pairs)
        return [(one, subject, "subject"), (two, other, "object")]
    return [(subjects[0], subject, "subject")] if subjects else [(at, other, "object") for at in others[:1]]


def places(sentence: str, word: str) -> list[int]:
    """Where the word stands, if it can by itself: within a longer one it may speak of something else."""
    found = [match.start() for match in re.finditer(re.escape(word), sentence)] if word else []
    return [at for at in found if _begins(sentence, at)] or found


def _begins(sentence: str, at: int) -> bool:
    """Whether a word begins there for sure: after no letter or character, or after a word that is left of names."""
    return at == 0 or not sentence[at - 1].isalnum() or sentence[:at].endswith(ontology.words("name_left"))


def word_for(name: str, forms: Iterable[str], sentence: str) -> str:
    """The word of a sentence that speaks of what is called `name`: its longest form there, the end of its name, or none.

    >>> word_for("海宁省委书记", [], "省委书记甲")
    '省委书记'
    >>> word_for("海宁省委书记", [], "山宁省委书记乙")
    ''
    """
    whole = [form for form in (name, *forms) if len(form) > 1 and form in sentence]
    if whole:
        return max(whole, key=lambda form: (len(form), form))
    # a title is said without the place that the paper takes for granted; with another place it is another's
    ends = (name[at:] for at in range(1, len(name) - 1))
    return next((end for end in ends if any(_begins(sentence, at) for at in places(sentence, end))), "")
