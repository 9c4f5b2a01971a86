"""A basis reads as a document is cited."""

from __future__ import annotations

from datetime import date

import pytest

from dangvu.kernel.basis import NO_BASIS, Basis

DAY = date(2019, 3, 20)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (Basis("1202-QĐ/TU", DAY, "Tỉnh ủy Lam Sơn"), "1202-QĐ/TU, ngày 20/3/2019 của Tỉnh ủy Lam Sơn"),
        (Basis("1202-QĐ/TU", DAY), "1202-QĐ/TU, ngày 20/3/2019"),
        (Basis("1202-QĐ/TU"), "1202-QĐ/TU"),
        (Basis(day=DAY), "ngày 20/3/2019"),
        (Basis(issuer="Tỉnh ủy Lam Sơn"), "Tỉnh ủy Lam Sơn"),
        (NO_BASIS, ""),
    ],
)
def test_basis_says_what_is_known_of_it(basis: Basis, expected: str) -> None:
    assert str(basis) == expected
