"""Changes and shares told in the text whose other figure stands in a table or in another paragraph.

*Tổng thu năm 2022 là 101.000 triệu đồng, tăng 5,21% so với năm 2021* beside a table with a row *Tổng thu*; below such a
table *Thu kinh phí công đoàn tăng 12% so với cùng kỳ (19.500 triệu đồng)*; *96 đồng chí, chiếm 49,74% tổng số đảng viên
mới kết nạp* after *kết nạp 193 đảng viên* in an earlier paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dangvu.proofreading.claims.bases import can_hold, comes_close, names_whole
from dangvu.proofreading.claims.changes import NEAR, SLIP, is_rate, moved, names_plan
from dangvu.proofreading.claims.claims import Change, Comparison
from dangvu.proofreading.claims.echoes import content
from dangvu.proofreading.claims.phrases import Phrase, by_sentence, phrases_of, walk, years_of
from dangvu.proofreading.claims.tellings import Told
from dangvu.proofreading.lexicon.load import words
from dangvu.proofreading.numbers.lexer import tokens_of
from dangvu.proofreading.numbers.rounding import rounds_to
from dangvu.proofreading.numbers.tokens import Kind
from dangvu.proofreading.numbers.units import BARE, compatible, unit_of
from dangvu.proofreading.reading.cells import TabledFigure
from dangvu.proofreading.reading.flow import Flow

_SHORT = 3
"""So few words stand before the rate of the figure just told (*cũng đã tăng*)."""
_LEAST_SAID = 2
"""A label of fewer words is no name of its own (*Cộng*, *Khác*)."""

_TOTALS = {frozenset({"cộng"}), frozenset({"tổng", "cộng"}), frozenset({"tổng", "số"}), frozenset({"tổng"})}


@dataclass(frozen=True, slots=True)
class Remote:
    """A share or change in the text ``flow``; its two figures stand in ``now_flow`` and ``base_flow``."""

    comparison: Comparison
    flow: Flow
    now_flow: Flow
    base_flow: Flow


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of a table with the words of its row and of the heading of the rows, and the years it is told for."""

    phrase: Phrase
    flow: Flow
    label: frozenset[str]
    headed: frozenset[str]
    heading: str
    years: frozenset[str]

    @property
    def row(self) -> int:
        return self.flow.starts[0]


def remote_comparisons(told: Sequence[Told], figures: Iterable[TabledFigure]) -> Iterator[Remote]:
    """The rates in the paragraphs ``told`` that rest on ``figures`` of tables, or on a paragraph before."""
    cells = [cell for one in figures for cell in _cell(one)]
    past: list[tuple[Flow, Phrase]] = []
    last = 0
    for flow, level in told:
        for sentence in by_sentence(list(walk(level))):
            for index, phrase in enumerate(sentence):
                change = moved(phrase.lead[-NEAR:])
                if not is_rate(phrase) or phrase.averaged or phrase.outer is not None:
                    continue
                just_above = [cell for cell in cells if flow.starts and last <= cell.row < flow.starts[0]]
                if change is None:
                    yield from _share_of_named(flow, phrase, sentence[:index], past)
                    yield from _share_of_column(flow, phrase, sentence[:index], just_above)
                elif phrase.trail[:2] == ("so", "với"):
                    yield from _since_cell(flow, phrase, change, sentence[:index], cells)
                    yield from _to_cell(flow, phrase, change, sentence[:index], just_above)
                    yield from _to_named(flow, phrase, change, sentence[:index], past)
        past.extend((flow, phrase) for phrase in level if phrase.countable)
        last = flow.starts[0] if flow.starts else last


def _cell(one: TabledFigure) -> Iterator[_Cell]:
    told = [phrase for phrase in phrases_of(one.flow.text, tokens_of(one.flow.text)) if phrase.figure is not None]
    if len(told) == 1 and told[0].countable and not names_plan(told[0]):
        years = frozenset(token.text for token in told[0].times if token.kind is Kind.YEAR)
        yield _Cell(told[0], one.flow, _words(one.label), _words(one.labels), one.heading.lower(), years)


def _words(said: str) -> frozenset[str]:
    return frozenset(said.lower().split())


def _since_cell(
    flow: Flow, phrase: Phrase, change: Change, before: Sequence[Phrase], cells: Sequence[_Cell]
) -> Iterator[Remote]:
    """The start that the row of the figure before has for the year which *so với năm 2021* names."""
    years = {token.text for token in phrase.times if token.kind is Kind.YEAR}
    now = before[-1] if before and before[-1].countable and len(phrase.lead) <= _SHORT else None
    if len(years) != 1 or now is None or now.figure is None or phrase.inner or moved(now.lead[-NEAR:]) is not None:
        return
    said = {*now.under, *now.setting, *now.lead}
    alike = [cell for cell in cells if cell.phrase.figure is not None and cell.phrase.figure.value == now.figure.value]
    rows = {cell.row for cell in alike if cell.label <= said and len(cell.label) >= _LEAST_SAID}
    rows -= {cell.row for cell in alike if cell.years == years}
    starts = [cell for cell in cells if cell.row in rows and cell.years == years]
    if len({cell.phrase.amount for cell in starts}) == 1:
        base = replace(starts[0].phrase, unit=now.unit)
        yield from _if_near(Remote(Comparison(phrase, now, (base,), change), flow, flow, starts[0].flow))


def _to_cell(
    flow: Flow, phrase: Phrase, change: Change, before: Sequence[Phrase], cells: Sequence[_Cell]
) -> Iterator[Remote]:
    """The only figure that the row of the subject has in the table just above, held against the start in a bracket."""
    base = _start_of(phrase, before)
    if base is None:
        return
    kept = set(phrase.lead) - words("small_words") - words("rate_fillers")
    rows = {cell.row for cell in cells if cell.label <= set(phrase.lead) and len(cell.label) >= _LEAST_SAID}
    named = [cell for cell in cells if cell.row in rows and kept <= cell.label | cell.headed]
    if len(named) == 1 and not named[0].years & {token.text for token in phrase.times}:
        now = replace(named[0].phrase, unit=base.unit)
        yield from _if_near(Remote(Comparison(phrase, now, (base,), change), flow, named[0].flow, flow))


def _to_named(
    flow: Flow, phrase: Phrase, change: Change, before: Sequence[Phrase], past: Sequence[tuple[Flow, Phrase]]
) -> Iterator[Remote]:
    """The one figure that an earlier paragraph tells of the same subject, held against the start in a bracket."""
    base, subject = _start_of(phrase, before), _subject(phrase)
    if base is None or len(subject) <= _LEAST_SAID:
        return
    alike = [(where, other) for where, other in past if other.unit == base.unit and _subject(other) == subject]
    alike = [(where, other) for where, other in alike if not names_plan(other) and moved(other.lead[-NEAR:]) is None]
    if len({other.amount for _, other in alike}) == 1 and not years_of(phrase) & years_of(alike[-1][1]):
        where, now = alike[-1]
        yield from _if_near(Remote(Comparison(phrase, now, (base,), change), flow, where, flow))


def _subject(phrase: Phrase) -> frozenset[str]:
    return frozenset((*phrase.setting, *phrase.lead)) - words("small_words") - words("rate_fillers")


def _start_of(phrase: Phrase, before: Sequence[Phrase]) -> Phrase | None:
    """The start in the bracket behind a change that has no other figure before it in its sentence."""
    inside = [other for inner in phrase.inner for other in inner]
    alone = len(inside) == 1 and inside[0].countable and not any(other.figure is not None for other in before)
    return inside[0] if alone else None


def _share_of_column(flow: Flow, phrase: Phrase, before: Sequence[Phrase], cells: Sequence[_Cell]) -> Iterator[Remote]:
    """*Đơn thuộc lĩnh vực đất đai chiếm 56,1% tổng số đơn tiếp nhận*: a row and the total of the column just above."""
    named = phrase.lead[-1:] == ("chiếm",) and phrase.trail[:2] == ("tổng", "số") and not phrase.inner
    if not named or any(other.figure is not None for other in before):
        return
    subject = {*phrase.setting, *phrase.lead}
    parts = [cell for cell in cells if cell.label <= subject and len(cell.label) >= _LEAST_SAID]
    wholes = [cell for cell in cells if cell.label in _TOTALS]
    pairs = [(part, whole) for part in parts for whole in wholes if part.heading == whole.heading]
    if any(_is_share(phrase, part.phrase, whole.phrase) for part, whole in pairs):
        return
    meant = [(part, whole) for part, whole in pairs if f" {part.heading} " in f" {' '.join(phrase.trail)} "]
    if len(meant) == 1:
        part, whole = meant[0]
        comparison = Comparison(phrase, part.phrase, (whole.phrase,), Change.SHARE)
        yield from _if_near(Remote(comparison, flow, part.flow, whole.flow))


def _is_share(phrase: Phrase, part: Phrase, whole: Phrase) -> bool:
    """Whether the percentage is, in some rounding, what the part is of the whole."""
    figure = phrase.figure
    share = part.amount * 100 / whole.amount if whole.amount else None
    return figure is not None and share is not None and rounds_to(share, figure.value, figure.decimals)


def _if_near(remote: Remote) -> Iterator[Remote]:
    """The change, if its rate is about that of its figures."""
    stated, now, base = remote.comparison.stated, remote.comparison.now, remote.comparison.bases[0]
    if stated.figure is None or base is None or not base.amount:
        return
    if abs(remote.comparison.change.rate(now.amount, base.amount) - stated.figure.value) <= SLIP:
        yield remote


def _share_of_named(
    flow: Flow, phrase: Phrase, before: Sequence[Phrase], past: Sequence[tuple[Flow, Phrase]]
) -> Iterator[Remote]:
    """The one figure of earlier paragraphs that *chiếm 49,74% tổng số đảng viên mới kết nạp* can be of."""
    now = before[-1] if before and phrase.lead[:1] == ("chiếm",) and phrase.trail[:2] == ("tổng", "số") else None
    named = names_whole(phrase)
    if now is None or not now.countable or not named or phrase.inner:
        return
    counted = unit_of(phrase.trail[2:])
    wholes = [
        (where, other)
        for where, other in past
        if other.unit == counted != BARE and can_hold(other, now) and named <= {*other.setting, *other.words}
        and not (names_plan(other) or other.averaged or other.says("earlier")) and moved(other.lead[-NEAR:]) is None
        and content(other.trail) <= named and not _of_other_years(other, now)
    ]  # fmt: skip
    if len({other.amount for _, other in wholes}) == 1 and compatible(counted, now.unit):
        where, whole = wholes[-1]
        if comes_close(phrase, now, whole):
            yield Remote(Comparison(phrase, now, (whole,), Change.SHARE), flow, flow, where)


def _of_other_years(whole: Phrase, part: Phrase) -> bool:
    """Whether both are told for years, and none of them for a common one."""
    years = years_of(part)
    return bool(years) and bool(years_of(whole)) and years.isdisjoint(years_of(whole))
