"""Members: the person, and the dated facts of membership from admission to leaving."""
