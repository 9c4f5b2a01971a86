"""A tiny room of our own: four facts and ten indicators over the members' tables."""

from functools import cache
from pathlib import Path

from dangvu.kernel.contracts import Facts, Indicators
from dangvu.organizations import __file__ as organizations
from dangvu.statistics.catalogue.book import Catalogue, read_catalogue

HERE = Path(__file__).parent
TREE = Facts("organizations", Path(organizations).parent / "facts")
FACTS = Facts("tiny", HERE / "facts")
INDICATORS = Indicators("tiny", HERE / "indicators.yaml")


@cache
def tiny_catalogue() -> Catalogue:
    return read_catalogue([TREE, FACTS], [INDICATORS])
