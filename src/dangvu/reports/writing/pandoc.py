"""Pandoc, run as a separate process: Markdown in, its syntax tree or a written format out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import Any

MARKDOWN = "markdown_strict-raw_html" + "".join(
    f"+{extension}"
    for extension in (
        "all_symbols_escapable",
        "blank_before_header",
        "bracketed_spans",
        "escaped_line_breaks",
        "fancy_lists",
        "footnotes",
        "intraword_underscores",
        "pipe_tables",
        "space_in_atx_header",
        "startnum",
    )
)
"""The Markdown of reports: nothing that could smuggle markup of one format past the writers of the others."""

Node = dict[str, Any]
Tree = dict[str, Any]


def read_markdown(text: str) -> Tree:
    """The syntax tree of ``text``."""
    tree: Tree = json.loads(_run(["--from", MARKDOWN, "--to", "json"], text))
    return tree


def write_tree(tree: Tree, to: str, *options: str) -> str:
    """A tree written as text in the format ``to``."""
    return _run(["--from", "json", "--to", to, "--wrap", "none", *options], json.dumps(tree))


def _run(arguments: Sequence[str], given: str) -> str:
    command = [_program(), "--sandbox", *arguments]
    return subprocess.run(command, input=given.encode(), check=True, capture_output=True).stdout.decode()  # noqa: S603 - our own arguments


@cache
def _program() -> str:
    import pypandoc  # noqa: PLC0415 - the wheel is large; only reports need it

    path: str = pypandoc.get_pandoc_path()
    return path
