"""One spelling for words that Vietnamese writes in two ways."""

from __future__ import annotations

import re
from functools import cache

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_MOVED_TONE = re.compile(rf"(?<!q)({'|'.join(_TONES)})\b")
_VARIANTS = {"sỹ": "sĩ", "hằng": "hàng", "đ/c": "đồng chí", "đc": "đồng chí", "lí": "lý", "kĩ": "kỹ", "tỉ": "tỷ"}


@cache
def one_spelling(word: str) -> str:
    """``word`` in lower case, the tone mark where the register puts it (``hoá`` → ``hóa``), ``sỹ`` as ``sĩ``."""
    lower = word.lower()
    if lower.isascii():
        return _VARIANTS.get(lower, lower)
    moved = _MOVED_TONE.sub(lambda match: _TONES[match.group()], lower)
    return _VARIANTS.get(moved, moved)
