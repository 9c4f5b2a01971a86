"""Rules as dated data: thresholds, deadlines, code lists and layouts, each with its source and its certainty."""

from dangvu.regulations.own import believing, own_values
from dangvu.regulations.reading import Certainty, Rule, RuleValue
from dangvu.regulations.rulebook import RuleUse, codes, find_rule, label, regulation, rules, spelled, tracing

__all__ = [
    "Certainty",
    "Rule",
    "RuleUse",
    "RuleValue",
    "believing",
    "codes",
    "find_rule",
    "label",
    "own_values",
    "regulation",
    "rules",
    "spelled",
    "tracing",
]
