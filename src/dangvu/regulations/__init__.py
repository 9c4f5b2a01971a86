"""Rules as dated data: thresholds, deadlines, code lists and layouts, each with its source and its certainty."""

from dangvu.regulations.reading import Certainty, Rule, RuleValue
from dangvu.regulations.rulebook import RuleUse, codes, label, regulation, rules, tracing

__all__ = ["Certainty", "Rule", "RuleUse", "RuleValue", "codes", "label", "regulation", "rules", "tracing"]
