"""Who may come to the desk -> who is there: users, passwords, sessions, and what each was shown."""
