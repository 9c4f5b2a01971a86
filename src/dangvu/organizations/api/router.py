"""The router that all modules of this part of the API share: one address may be read in one and acted on in another."""

from ninja import Router

router = Router(tags=["organizations"])
