"""What changes the tree: registering, correcting, reorganising, previewing and undoing."""

from dangvu.organizations.actions.correction import correct_organization
from dangvu.organizations.actions.plans import Details, Newborn, Plan
from dangvu.organizations.actions.preview import Moved, Preview, foreseen, preview_reorganization
from dangvu.organizations.actions.registration import register_organizations
from dangvu.organizations.actions.reorganization import reorganize
from dangvu.organizations.actions.undo import obstacles_to_undoing, undo_reorganization

__all__ = [
    "Details",
    "Moved",
    "Newborn",
    "Plan",
    "Preview",
    "correct_organization",
    "foreseen",
    "obstacles_to_undoing",
    "preview_reorganization",
    "register_organizations",
    "reorganize",
    "undo_reorganization",
]
