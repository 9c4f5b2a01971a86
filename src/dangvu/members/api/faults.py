"""What is wrong with what a program sent, as the forms of the pages find it."""

from __future__ import annotations

from dangvu.kernel.findings import Finding, Refusal
from dangvu.ui.forms import LedgerForm


def refuse_faults(form: LedgerForm) -> None:
    """Raise a ``Refusal`` of what is wrong with what was sent, each at its field."""
    findings = [
        Finding("members.bad-value", str(error), "" if name == "__all__" else name)
        for name, errors in form.errors.items()
        for error in errors
    ]
    if findings:
        raise Refusal(findings)
