"""The dated tree: organisations, and the reorganisations that found, change and end them."""
