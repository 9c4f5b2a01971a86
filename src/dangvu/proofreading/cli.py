"""The command ``check``: files in, findings out; exit code 0 clean, 1 findings, 2 unreadable."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from dangvu.kernel.findings import Refusal
from dangvu.proofreading.checks.records import Records
from dangvu.proofreading.explain import explanation
from dangvu.proofreading.findings import Kind, TextFinding
from dangvu.proofreading.messages import LANGUAGES, sentence
from dangvu.proofreading.pipeline import Options, proofread
from dangvu.proofreading.reading.source import read_file
from dangvu.proofreading.writing.text import as_json, as_text

CLEAN, FOUND, UNREADABLE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser, language: str) -> None:
    """The arguments of ``check``, shared by both ways to call it, explained in ``language``."""
    explained = partial(sentence, facts={}, language=language)
    parser.add_argument("files", nargs="+", metavar="FILE", help=explained("help-files"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=explained("help-format"))
    parser.add_argument("--explain", action="store_true", help=explained("help-explain"))
    kinds = sorted(Kind)
    parser.add_argument("--without", action="append", default=[], choices=kinds, help=explained("help-without"))
    parser.add_argument("--fix", metavar="FILE.docx", help=explained("help-fix"))
    parser.add_argument("--language", choices=LANGUAGES, default=language, help=explained("help-language"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Proofread the files named on the command line; the exit code."""
    wanted = os.environ.get("DANGVU_LANGUAGE", "")
    language = wanted if wanted in LANGUAGES else LANGUAGES[0]
    parser = argparse.ArgumentParser(prog="check", description=sentence("help", {}, language))
    add_arguments(parser, language)
    return run(parser.parse_args(arguments))


def run(chosen: argparse.Namespace, records: Records | None = None) -> int:
    """Proofread as parsed arguments say, and against ``records`` if there are any; the exit code."""
    options = Options(chosen.language, frozenset(Kind(kind) for kind in chosen.without), records)
    found: list[TextFinding] = []
    refused = False
    for name in chosen.files:
        try:
            found.extend(_check(name, chosen, options))
        except Refusal as refusal:
            refused = True
            sys.stderr.write(f"{refusal}\n")
    if chosen.format == "json":
        sys.stdout.write(f"{as_json(found)}\n")
    if refused:
        return UNREADABLE
    return FOUND if found else CLEAN


def _check(name: str, chosen: argparse.Namespace, options: Options) -> list[TextFinding]:
    document = read_file(name, options.language)
    proof = proofread(document, options)
    if chosen.explain:
        stream = sys.stderr if chosen.format == "json" else sys.stdout
        stream.writelines(f"{line}\n" for line in explanation(proof))
    if chosen.format == "text":
        colour = sys.stdout.isatty()
        lines = as_text(document, proof.findings, options.language, colour=colour)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    if chosen.fix:
        from dangvu.proofreading.writing.comments import write_comments  # noqa: PLC0415 (heavy, seldom needed)

        write_comments(name, proof.findings, Path(chosen.fix), options.language)
    return proof.findings
