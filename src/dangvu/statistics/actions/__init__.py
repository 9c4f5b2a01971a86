"""Acts on targets and on the office's own indicators."""

from dangvu.statistics.actions.indicators import define_indicator, retire_indicator
from dangvu.statistics.actions.targets import correct_target, promise_target, withdraw_target

__all__ = ["correct_target", "define_indicator", "promise_target", "retire_indicator", "withdraw_target"]
