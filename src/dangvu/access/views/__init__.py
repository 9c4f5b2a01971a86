"""The pages of accounts, posts, programs, and of how one signs in."""
