"""Whether the database can be worked with at all."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from dangvu.kernel.findings import Finding


def database_findings() -> list[Finding]:
    """What keeps the chosen database from being used: it does not answer, or its tables are missing or outdated."""
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - loads every migration

    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        message = _(
            "không mở được cơ sở dữ liệu (%(reason)s); hãy kiểm tra DANGVU_DATABASE_URL và máy chủ cơ sở dữ liệu."
        )
        return [Finding("home.database-unreachable", message % {"reason": str(error).strip()})]
    if behind:
        message = _(
            "cơ sở dữ liệu chưa có đủ các bảng; hãy chạy “dangvu demo” để có dữ liệu mẫu"
            " hoặc “dangvu migrate” để bắt đầu từ trống."
        )
        return [Finding("home.not-migrated", message)]
    return []
