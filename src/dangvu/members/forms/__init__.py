"""The forms of the room: what narrows the list, and what acts on members need to know."""
