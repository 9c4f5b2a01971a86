"""The sentences marked for translation, gathered as ``make messages`` does but without GNU gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

from tests.architecture.tree import PACKAGE, parsed, place, under

ARGUMENTS = {
    "gettext": ("one",),
    "gettext_lazy": ("one",),
    "gettext_noop": ("one",),
    "ngettext": ("one", "many"),
    "ngettext_lazy": ("one", "many"),
    "pgettext": ("context", "one"),
    "pgettext_lazy": ("context", "one"),
    "npgettext": ("context", "one", "many"),
    "npgettext_lazy": ("context", "one", "many"),
}
"""The functions that mark sentences, and what their first arguments are."""

CALL = re.compile(r"""\b(?:_|n?p?gettext)\((?:[^'"()]|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")*\)""")
"""A call in what Django makes of a template: Python where something is marked, and letters of no meaning elsewhere."""


class Sentence(NamedTuple):
    """What a catalogue translates; ``context`` and ``many`` are mostly empty."""

    one: str
    many: str = ""
    context: str = ""


class Marked(NamedTuple):
    """A sentence where it is marked, or ``None`` where it is not a literal that ``make messages`` can read."""

    place: str
    sentence: Sentence | None


@cache
def marked() -> list[Marked]:
    """Every call that marks a sentence in the package's code and templates."""
    found = [one for path in under(PACKAGE, ".py") for one in _in_module(path)]
    for path in under(PACKAGE, ".html", ".txt"):
        found += in_template(path.read_text(encoding="utf-8"), place(path))
    return found


def _in_module(path: Path) -> Iterator[Marked]:
    for found in in_code(parsed(path)):
        yield Marked(place(path, int(found.place)), found.sentence)


def in_code(module: ast.AST) -> Iterator[Marked]:
    """What a syntax tree marks, by line. In an f-string nothing can be read: ``make messages`` does not look there."""
    hidden = {node for string in ast.walk(module) if isinstance(string, ast.JoinedStr) for node in ast.walk(string)}
    names = {name: name for name in ARGUMENTS} | {"_": "gettext"} | _renamed(module)
    for call in ast.walk(module):
        function = names.get(_called(call))
        if isinstance(call, ast.Call) and function:
            yield Marked(str(call.lineno), None if call in hidden else _sentence(call, ARGUMENTS[function]))


def in_template(text: str, where: str) -> Iterator[Marked]:
    """What a template marks, by Django's own reading of its tags and of the white space within them."""
    for call in CALL.findall(templatize(text)):
        for found in in_code(ast.parse(call)):
            yield Marked(where, found.sentence)


def _renamed(module: ast.AST) -> dict[str, str]:
    """The functions that go by another name in the module."""
    imports = (node for node in ast.walk(module) if isinstance(node, ast.ImportFrom))
    names = (name for node in imports if node.module == "django.utils.translation" for name in node.names)
    return {name.asname: name.name for name in names if name.asname and name.name in ARGUMENTS}


def _called(node: ast.AST) -> str:
    """The name of the function that a call calls."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _sentence(call: ast.Call, roles: tuple[str, ...]) -> Sentence | None:
    texts = [node.value for node in call.args[: len(roles)] if isinstance(node, ast.Constant)]
    if len(texts) < len(roles) or not all(isinstance(text, str) for text in texts):
        return None
    return Sentence(**dict(zip(roles, map(str, texts), strict=True)))
