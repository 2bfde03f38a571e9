"""Who may sign in, and how: accounts, invitations, tokens."""
