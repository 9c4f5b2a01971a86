"""What all questions and answers of the API share. Only modules of the API import this: it brings a large library."""

from __future__ import annotations

from ninja import Field, Schema


class AskedIn(Schema):
    """What every question may say of organisation, day and moment of knowledge; each as in the address of a page."""

    scope: str = Field("", max_length=40, description="mã tổ chức đảng")
    on: str = Field("", max_length=20, description="tính đến hết ngày, 2020-12-31")
    known_at: str = Field("", max_length=40, description="theo dữ liệu biết đến lúc, 2021-01-15T09:00")


class FindingOut(Schema):
    """What is wrong, where, and what to do."""

    code: str
    message: str
    place: str = ""
