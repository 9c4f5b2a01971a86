"""Tags of the templates of the rolls."""
