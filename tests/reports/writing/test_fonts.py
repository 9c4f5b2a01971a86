"""The vendored fonts hold every letter of Vietnamese; a face that lacked one would be replaced without a word."""

from __future__ import annotations

import pytest

from dangvu.reports.writing.typesetting import FONTS, face

FACES = ("Regular", "Bold", "Italic", "BoldItalic")
LETTERS = {chr(code) for code in range(0x1EA0, 0x1EFA)} | set(
    "ơưăâđêôƠƯĂÂĐÊÔáàảãạíìỉĩịúùủũụýỳỷỹỵ–“”…\N{NO-BREAK SPACE}"
)


@pytest.mark.parametrize("name", FACES)
def test_a_face_has_every_vietnamese_letter(name: str) -> None:
    assert sorted(letter for letter in LETTERS if ord(letter) not in face(name).advances) == []


@pytest.mark.parametrize("name", FACES)
def test_a_face_is_the_version_that_has_the_letters(name: str) -> None:
    data = (FONTS / f"LiberationSerif-{name}.ttf").read_bytes()

    assert data.count("Version 2.1.5".encode("utf-16-be")) == 1


def test_the_fonts_come_with_their_licence() -> None:
    licence = (FONTS / "LICENSE.txt").read_text(encoding="utf-8")

    assert licence.splitlines()[0].split(" (")[0] == "Liberation Serif 2.1.5"
    assert licence.count("SIL OPEN FONT LICENSE") == 1
