"""Numbers as Vietnamese documents write them, each told apart from dates, terms, symbols and references."""
