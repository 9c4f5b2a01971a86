"""The pages of the rolls."""
