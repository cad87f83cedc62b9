"""What the pages on quality say, in each language."""

from __future__ import annotations

import re

from kg.evaluate.labelled import NOTE

WORDS = {
    "en": {
        "title": "How well it finds what stands in the texts",
        "head": """\
This page is written by `tools/quality.py` from what it measures and from the tables in [quality](../quality); it is not to be
edited. P is precision, the share right of what was found; R is recall, the share found of what a careful reader takes from
the text; F1 is their harmonic mean. `kg eval` prints the same for texts of your own; `PYTHONPATH=. python tools/quality.py --help` tells how
to measure again.
""",
        "held": "{} (held back)",
        "with colon": "{}: ",
        "comma": ", ",
        "gold": "Texts with gold facts",
        "gold head": "F1, with precision / recall. Texts held back were not read by whoever made the rules.",
        "set": "set",
        "texts": "texts",
        "entities": "entities",
        "relations": "relations",
        "persons": "persons",
        "posts": "who holds which post",
        "classes": "Classes",
        "properties": "Properties",
        "classes head": "Something may count under another class than gold names first (a `Zone` as a `Venue`); recall is cut at 1 there.",
        "wanted": "wanted",
        "all": "all",
        "labelled": "Labelled sentences",
        "labelled head": "Public sets of single sentences, span by span: both ends and the label must agree. `reading` is what the "
        f"whole program names in the sentence; where there is a `tagger`, what it alone marks. {NOTE}",
        "reading": "reading",
        "tagger": "tagger",
        "confidence": "Confidence",
        "confidence head": "Each fact has a confidence: of what its rule states with this property the share that gold says is right "
        "(`ontology/confidence.tsv`), less where a mention is doubtful. Facts are put into bins by what was stated of them, "
        "beside it the share that was right; what was stated of a text was measured on the other texts of its row alone. What rules "
        "were made with says too much of them, so the table that ships is made from texts held back. The Brier score is the mean "
        "squared error, the calibration error the mean gap between both columns.",
        "made with": "Texts that rules were made with ({}):",
        "held back": "Texts held back ({}):",
        "bins": "confidence|facts|stated|right",
        "kept": "--min-confidence|facts left|right",
        "brier": "Brier score {:.4f}, calibration error {:.4f}.",
        "causes": "Causes of what is missed or wrong",
        "causes head": "Of the sets that rules were made with; each miss and false find that was read has its cause.",
        "cause": "cause|missed|wrong|status",
        "not yet": "not yet looked at",
        "by hand": "Facts read by hand",
        "by hand head": "Facts drawn from a corpus without gold facts, read beside their sentences; what the sentence leaves open is "
        "`unclear` and not counted. In brackets where the true share lies with a probability of 95%.",
        "read": "property|right|wrong|unclear|share right",
        "wrong head": "The wrong ones, with the words that they were taken from:",
        "wrong": "fact|rule|words|cause",
        "speed": "Speed",
        "speed head": "From text to quads takes {ratio:.2f} times as long as `jieba.posseg.cut` alone on the same texts: "
        "{ours:.0f} thousand characters a second beside {jieba:.0f} (`benchmarks/whole_way.py`, one core).",
    },
    "zh": {
        "title": "文中所说，读出了多少",
        "head": """\
本页由 `tools/quality.py` 根据测量结果和 [quality](../quality) 里的表写出，不要手工修改。查准率（P）是读出的之中正确的份额，查全率（R）是细心的读者能从文中读出的之中被读出的份额，
F1 是两者的调和平均。`kg eval` 对您自己的文本给出同样的数字；`PYTHONPATH=. python tools/quality.py --help` 说明怎样重新测量。
""",
        "held": "{}（留出）",
        "with colon": "{}：",
        "comma": "、",
        "gold": "带标准事实的文本",
        "gold head": "F1，括号内为查准率 / 查全率。留出的文本，制定规则的人不曾读。",
        "set": "集合",
        "texts": "篇数",
        "entities": "实体",
        "relations": "关系",
        "persons": "人物",
        "posts": "谁任何职",
        "classes": "各类",
        "properties": "各属性",
        "classes head": "有的东西算在标准首选之外的类下（`Zone` 算作 `Venue`）；此时查全率以 1 为限。",
        "wanted": "应有",
        "all": "全部",
        "labelled": "标注语料",
        "labelled head": "公开的单句语料，逐个片段比较：两端与标签都须一致。“整体”是整个程序在句中认出的，“标注器”是小模型单独标出的。这些语料有的在机构名称里再标地名，"
        "有的把我们视为一个的名称拆开；职务只比头衔。要看句子所在的版面才能知道的（只写姓氏的是谁，是哪家报纸）算作漏掉。",
        "reading": "整体",
        "tagger": "标注器",
        "confidence": "置信度",
        "confidence head": "每个事实有一个置信度：它的规则就这一属性所说的，按标准有多大份额正确（`ontology/confidence.tsv`），指称可疑时再减。事实按置信度分组，旁边是实际正确的份额；"
        "一篇文本的置信度只用同组的其他文本量出。制定规则所用的文本会把规则说得太好，所以随附的表由留出的文本得出。Brier 分数是均方误差，校准误差是两列之差的平均。",
        "made with": "制定规则所用的文本（{}）：",
        "held back": "留出的文本（{}）：",
        "bins": "置信度|事实|所说|正确",
        "kept": "--min-confidence|余下的事实|正确",
        "brier": "Brier 分数 {:.4f}，校准误差 {:.4f}。",
        "causes": "漏掉与误认的原因",
        "causes head": "只计制定规则所用的集合；读过的漏掉与误认，每处定了原因。",
        "cause": "原因|漏掉|误认|状态",
        "not yet": "尚未查看",
        "by hand": "人工核读的事实",
        "by hand head": "从没有标准事实的语料里抽取事实，对照原句逐条核读；原句定不了的算“存疑”，不计入。括号内是真实份额的 95% 置信区间。",
        "read": "属性|正确|错误|存疑|正确的份额",
        "wrong head": "错误的各条，连同所据的文字：",
        "wrong": "事实|规则|文字|原因",
        "speed": "速度",
        "speed head": "从文字到四元组所用的时间，是 `jieba.posseg.cut` 单独处理同样文本的 {ratio:.2f} 倍：每秒 {ours:.0f} 千字，后者 {jieba:.0f} 千字（`benchmarks/whole_way.py`，单核）。",
        "open": "未解决",
        "mended": "已改",
        "left: arguable": "可商榷，保留",
    },
}


def note(text: str, language: str) -> str:
    """What is noted of a labelled set.

    >>> note("1,343 sentences. Not compared: book, game.", "zh")
    '1,343 句。不比较：book, game。'
    """
    if language == "en":
        return text
    text = re.sub(r"([\d,]+) sentences\.", r"\1 句。", text)
    return re.sub(r" Not compared: ([^.]*)\.", r"不比较：\1。", text)
