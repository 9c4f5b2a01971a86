"""The whole of proofreading: from a document to its findings, step by step, each step able to tell what it did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dangvu.proofreading.checks.balances import balance_flaws
from dangvu.proofreading.checks.comparing import comparison_flaws, remote_flaws
from dangvu.proofreading.checks.dates import date_flaws, day_of_issue
from dangvu.proofreading.checks.equations import equation_flaws
from dangvu.proofreading.checks.forms import quote_flaws, stray_flaws, thousands_flaws
from dangvu.proofreading.checks.numbering import numbering_flaws
from dangvu.proofreading.checks.records import Records, record_flaws
from dangvu.proofreading.checks.repeats import (
    denominator_flaws,
    echo_flaws,
    recall_flaws,
    repeat_flaws,
    retold_flaws,
    spelled_out_flaws,
)
from dangvu.proofreading.checks.shares import share_flaws
from dangvu.proofreading.checks.sums import corrected, sum_flaws
from dangvu.proofreading.checks.symbols import citations_of, symbol_flaws
from dangvu.proofreading.checks.tables import table_flaws
from dangvu.proofreading.checks.typos import typo_flaws
from dangvu.proofreading.claims.balances import balances_of
from dangvu.proofreading.claims.claims import Balance, Comparison, Division
from dangvu.proofreading.claims.comparisons import comparisons_of
from dangvu.proofreading.claims.crossed import columns_of
from dangvu.proofreading.claims.divisions import divisions_of
from dangvu.proofreading.claims.echoes import Statement, statements_of
from dangvu.proofreading.claims.facts import facts_of
from dangvu.proofreading.claims.loose import loose_comparisons
from dangvu.proofreading.claims.parallel import parallel_moves
from dangvu.proofreading.claims.phrases import Phrase, phrases_of, walk
from dangvu.proofreading.claims.recalls import recalls_of
from dangvu.proofreading.claims.repeated_change import repeated_changes
from dangvu.proofreading.claims.retold import retellings_of
from dangvu.proofreading.claims.shared_base import shared_bases
from dangvu.proofreading.claims.tabled import remote_comparisons
from dangvu.proofreading.claims.tellings import Told
from dangvu.proofreading.findings import Flaw, Kind, TextFinding
from dangvu.proofreading.messages import sentence
from dangvu.proofreading.numbers.lexer import tokens_of
from dangvu.proofreading.numbers.tokens import Token
from dangvu.proofreading.reading.cells import cell_flows, tabled_figures
from dangvu.proofreading.reading.document import BlockKind, Document
from dangvu.proofreading.reading.notes import passages_with_notes
from dangvu.proofreading.reading.passages import Passage, passages_of
from dangvu.proofreading.reading.sections import planned_sections, reviewing_sections


@dataclass(frozen=True, slots=True)
class Read:
    """A passage with everything that was read out of it."""

    passage: Passage
    tokens: tuple[Token, ...]
    phrases: list[Phrase]
    divisions: list[Division]
    comparisons: list[Comparison]
    balances: list[Balance]


def read_passage(passage: Passage) -> Read:
    """Tokens, phrases and claims of one passage."""
    tokens = tokens_of(passage.flow.text)
    phrases = phrases_of(passage.flow.text, tokens)
    divisions = divisions_of(phrases)
    divisions.extend(columns_of(divisions))
    comparisons = list(comparisons_of(phrases, divisions))
    comparisons.extend(shared_bases(phrases, comparisons))
    abreast = list(parallel_moves(phrases))
    apart = [comparison for comparison in comparisons if comparison.stated not in [one.stated for one in abreast]]
    comparisons = [*apart, *abreast]
    compared = [comparison.stated for comparison in comparisons if comparison.bases or comparison.by is not None]
    balances = [balance for balance in balances_of(phrases, divisions) if balance.stated not in compared]
    known = [*compared, *(balance.stated for balance in balances)]
    comparisons.extend(loose_comparisons(phrases, divisions, known))
    comparisons.extend(repeated_changes(phrases, known))
    return Read(passage, tokens, phrases, divisions, comparisons, balances)


def read_document(document: Document) -> list[Read]:
    """All passages of ``document``, read."""
    return [read_passage(passage) for passage in passages_of(document)]


@dataclass(frozen=True, slots=True)
class Options:
    """What to look for and in which language to say it; ``records`` are what its figures are held against."""

    language: str = "vi"
    without: frozenset[Kind] = frozenset()
    records: Records | None = None


@dataclass(slots=True)
class Proof:
    """The result: the findings in order of place, and what every step read (for ``--explain``)."""

    document: Document
    reads: list[Read]
    findings: list[TextFinding] = field(default_factory=list)


def proofread(document: Document, options: Options | None = None) -> Proof:
    """Everything in ``document`` that contradicts something else in it."""
    chosen = options or Options()
    reads = read_document(document)
    flaws = {(flaw.kind, flaw.start, flaw.end): flaw for flaw in reversed(list(_flaws(document, reads, chosen)))}
    kept = sorted(flaws.values(), key=lambda flaw: (flaw.start, flaw.end, flaw.kind))
    findings = [_finding(document, flaw, chosen) for flaw in kept if flaw.kind not in chosen.without]
    return Proof(document, reads, findings)


def _finding(document: Document, flaw: Flaw, options: Options) -> TextFinding:
    facts = dict(flaw.facts)
    if "place" in facts:
        facts["line"] = str(document.line_of(int(facts["place"])))
    return TextFinding(
        document.name,
        document.line_of(flaw.start),
        flaw.start,
        flaw.end,
        flaw.kind,
        flaw.level,
        document.text[flaw.start : flaw.end],
        flaw.stated,
        flaw.expected,
        sentence(flaw.message, facts, options.language),
        flaw.related,
        facts.get("sum") or facts.get("arithmetic", ""),
    )


def _flaws(document: Document, reads: Sequence[Read], options: Options) -> Iterator[Flaw]:
    flows = [read.passage.flow for read in reads]
    issued = day_of_issue(flows)
    for read in reads:
        yield from _passage_flaws(read, issued)
        yield from record_flaws(read.passage.flow, read.tokens, read.phrases, options.records)
    yield from _note_flaws(document, reads)
    yield from numbering_flaws(document, flows)
    yield from table_flaws(document)
    yield from _across_passages(document, reads)


def _passage_flaws(read: Read, issued: dt.date | None) -> Iterator[Flaw]:
    flow = read.passage.flow
    sums = list(sum_flaws(flow, read.divisions))
    yield from sums
    mended = corrected(read.divisions)
    yield from comparison_flaws(flow, read.comparisons, mended, list(walk(read.phrases)))
    told = {place for flaw in sums for place in flaw.related}
    yield from (flaw for flaw in balance_flaws(flow, read.balances, mended) if (flaw.start, flaw.end) not in told)
    yield from share_flaws(flow, read.phrases)
    yield from equation_flaws(flow)
    yield from spelled_out_flaws(flow)
    yield from date_flaws(flow, read.tokens, issued)
    yield from stray_flaws(flow)
    yield from quote_flaws(flow)
    yield from typo_flaws(flow, read.tokens)


def _note_flaws(document: Document, reads: Sequence[Read]) -> Iterator[Flaw]:
    """What only shows when footnotes are read at their marks: figures of the text and of its footnote that disagree."""
    notes = [
        read.passage.flow for read in reads if read.passage.kind is BlockKind.FOOTNOTE and read.passage.flow.starts
    ]
    bounds = [(note.starts[0], note.ends[-1]) for note in notes]
    for passage in passages_with_notes(document, [read.passage for read in reads]):
        read = read_passage(passage)
        sums = sum_flaws(passage.flow, read.divisions)
        figures = list(walk(read.phrases))
        for flaw in [*sums, *comparison_flaws(passage.flow, read.comparisons, corrected(read.divisions), figures)]:
            places = [flaw.start, *(start for start, _ in flaw.related)]
            if len({any(first <= place < last for first, last in bounds) for place in places}) > 1:
                yield flaw


def _across_passages(document: Document, reads: Sequence[Read]) -> Iterator[Flaw]:
    """What only shows when passages are held against each other; what is planned is no fact."""
    flows = [read.passage.flow for read in reads]
    planned = list(planned_sections(read.passage for read in reads))
    done = [(read.passage.flow, [] if plan else read.phrases) for read, plan in zip(reads, planned, strict=True)]
    phrases = [(read.passage.flow, list(walk(read.phrases))) for read in reads]
    told = [(index, read) for index, read in enumerate(reads) if not planned[index]]
    facts = [fact for index, read in told for fact in facts_of(read.phrases, read.divisions, index)]
    yield from _echoes(document, done)
    yield from remote_flaws(remote_comparisons(done, tabled_figures(document)))
    reviewing = list(reviewing_sections(read.passage for read in reads))
    yield from retold_flaws(retellings_of(done, reviewing), flows)
    yield from repeat_flaws(facts, flows)
    yield from denominator_flaws(facts, flows, phrases)
    citations = [
        citation for index, read in enumerate(reads) for citation in citations_of(read.passage.flow, read.tokens, index)
    ]
    yield from symbol_flaws(citations)
    yield from thousands_flaws(phrases)


def _echoes(document: Document, done: Sequence[Told]) -> Iterator[Flaw]:
    """What is told again in other words, in tables and in running text."""
    cells = list(cell_flows(document))
    tabled = {flow.starts[0] for flow in cells if flow.starts}
    told = [*done, *((flow, phrases_of(flow.text, tokens_of(flow.text))) for flow in cells)]
    told.sort(key=lambda read: read[0].starts[:1])
    statements = list(_statements(told, tabled))
    flows = [flow for flow, _ in told]
    yield from recall_flaws(
        recalls_of([(p, index) for index, (_, level) in enumerate(told) for p in walk(level)]), flows
    )
    yield from echo_flaws(statements, flows)


def _statements(told: Sequence[Told], tabled: set[int]) -> Iterator[Statement]:
    """What running text and the cells of tables, which begin at the places ``tabled``, state."""
    for index, (flow, phrases) in enumerate(told):
        in_table = bool(flow.starts) and flow.starts[0] in tabled
        for stated in statements_of(phrases, index):
            if not in_table:
                yield stated
            elif stated.phrase.end >= len(flow.text.rstrip()):
                # A figure before the end is a year in the heading of the column, not what the cell tells.
                yield replace(stated, in_table=True)
