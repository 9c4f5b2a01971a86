"""Choosing a cell for members."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from dangvu.kernel.asking import Asked
from dangvu.kernel.policy import covered
from dangvu.members.policy import CHANGE
from dangvu.organizations.queries import Node, tree
from dangvu.organizations.rules import is_cell


def cell_choices(asked: Asked) -> list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]:
    """The cells of the day whose rolls the reader may change, under the names of what stands above them."""
    cells = [node for node in tree(as_of=asked.on, known_at=asked.known_at) if is_cell(node.record.kind, asked.on)]
    mine = covered(asked.actor, CHANGE, [node.id for node in cells])
    grouped: dict[str, list[tuple[str, str]]] = {}
    for node in cells:
        if node.id in mine:
            grouped.setdefault(_above(node), []).append((str(node.id), node.record.name))
    return [("", _("chọn một chi bộ")), *grouped.items()]


def _above(node: Node) -> str:
    return node.parent.record.name if node.parent else _("không có cấp trên trong sổ")


class CellField(forms.ChoiceField):
    """A cell by its identity; its choices are given when the form is made."""

    def clean(self, value: object) -> UUID | None:
        """The identity of the chosen cell; ``None`` when none was chosen."""
        chosen = super().clean(value)
        return UUID(chosen) if chosen else None
