"""The API: what the rooms answer to programs, under tokens, described by OpenAPI."""

from dangvu.home.api.building import addresses, build_api

__all__ = ["addresses", "build_api"]
