"""Pandoc, run as a separate process: Markdown in, its syntax tree or a written format out."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import Any

MARKDOWN = "markdown-smart-raw_html-raw_tex-raw_attribute-tex_math_dollars-citations-auto_identifiers"
"""Pandoc's Markdown without anything that could smuggle markup of one format past the writers of the others."""

Node = dict[str, Any]
Tree = dict[str, Any]


def read_markdown(text: str) -> Tree:
    """The syntax tree of ``text``."""
    tree: Tree = json.loads(_run(["--from", MARKDOWN, "--to", "json"], text.encode()))
    return tree


def write_tree(tree: Tree, to: str, *options: str) -> str:
    """A tree written as text in the format ``to``."""
    return _run(["--from", "json", "--to", to, "--wrap", "none", *options], json.dumps(tree).encode()).decode()


def write_docx_file(tree: Tree) -> bytes:
    """A tree written as DOCX."""
    return _run(["--from", "json", "--to", "docx", "--output", "-"], json.dumps(tree).encode())


def _run(arguments: Sequence[str], given: bytes) -> bytes:
    command = [_program(), "--sandbox", *arguments]
    # A fixed epoch keeps the moment of writing out of the files, so that the same report is the same bytes.
    return subprocess.run(command, input=given, check=True, capture_output=True, env={"SOURCE_DATE_EPOCH": "0"}).stdout


@cache
def _program() -> str:
    import pypandoc  # noqa: PLC0415 - the wheel is large; only reports need it

    path: str = pypandoc.get_pandoc_path()
    return path
