"""From a file to text with structure: every character keeps its place in the text as it was read."""
