"""The ``dangvu`` command: the management commands of the rooms, spoken to in the language of the office.

Whatever is refused is said in a sentence a line on standard error, with exit code 2 and without a traceback.
"""

from __future__ import annotations

import difflib
import gettext as python_gettext
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import django
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.utils import translation
from django.utils.translation import gettext as _

from dangvu.home.readiness import database_findings
from dangvu.kernel.findings import Finding, Refusal

REFUSED = 2
INTERRUPTED = 130

MIGRATE = "migrate"

LOCALE = Path(__file__).resolve().parents[1] / "locale"

BASE_OPTIONS = {"--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color"}
"""Options that Django gives to every command and that an office does not need to read about."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that ``argv`` (by default the arguments of the process) names, and return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dangvu.home.settings")
    try:
        django.setup()
        _speak()
        code = _run(arguments)
        sys.stdout.flush()
    except Refusal as refusal:
        return _complain(refusal.findings)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still to be flushed goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _speak() -> None:
    """Speak the language of ``DANGVU_LANGUAGE``: Vietnamese, unless it names another one that we have."""
    wanted = os.environ.get("DANGVU_LANGUAGE", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    translation.activate(language)
    # argparse takes its own sentences from the catalogue of this domain.
    os.environ["LANGUAGE"] = language
    python_gettext.bindtextdomain("argparse", LOCALE)
    python_gettext.textdomain("argparse")


def _run(arguments: list[str]) -> int:
    commands = get_commands()
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        return _list(commands)
    name, *rest = arguments
    if name not in commands:
        return _complain([_unknown(name, commands)])
    return _execute(load_command_class(commands[name], name), name, rest)


def _execute(command: BaseCommand, name: str, arguments: list[str]) -> int:
    # Tests check the whole installation; a command of the office need not do so again each time.
    command.requires_system_checks = []
    command.suppressed_base_arguments = BASE_OPTIONS
    parser = command.create_parser("dangvu", name)
    parser.called_from_command_line = True
    options = vars(parser.parse_args(arguments))
    try:
        command.execute(*options.pop("args", ()), **options)
    except CommandError as error:
        print(error, file=sys.stderr)
        return error.returncode
    except DatabaseError:
        findings = database_findings()
        if not findings:
            raise
        return _complain(findings)
    finally:
        connections.close_all()
    return 0


def _ours(commands: dict[str, str]) -> list[str]:
    """The commands of the rooms, and the one of Django's that an office needs."""
    return sorted(name for name, app in commands.items() if str(app).startswith("dangvu.") or name == MIGRATE)


def _list(commands: dict[str, str]) -> int:
    print(_("Dangvu: sổ sách và báo cáo của văn phòng cấp ủy. Mỗi con số đều có nguồn.\n"))
    print(_("Cách dùng: dangvu LỆNH [tham số]; dangvu LỆNH --help nói rõ từng lệnh.\n"))
    for name in _ours(commands):
        own = _("Lập hoặc nâng cấp các bảng của cơ sở dữ liệu.") if name == MIGRATE else None
        print(f"  {name:<12}{own or load_command_class(commands[name], name).help}")
    return 0


def _unknown(name: str, commands: dict[str, str]) -> Finding:
    near = difflib.get_close_matches(name, _ours(commands), n=1)
    message = (
        _("không có lệnh “%(name)s”; có phải bạn muốn dùng “dangvu %(near)s”?") % {"name": name, "near": near[0]}
        if near
        else _("không có lệnh “%(name)s”; hãy chạy “dangvu” để xem các lệnh.") % {"name": name}
    )
    return Finding("home.unknown-command", message)


def _complain(findings: Iterable[Finding]) -> int:
    for finding in findings:
        print(finding, file=sys.stderr)
    return REFUSED
