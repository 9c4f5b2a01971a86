"""What can be counted and which figures are defined over it, read from the rooms' fact and indicator files."""
