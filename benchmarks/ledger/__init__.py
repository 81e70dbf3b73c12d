"""How fast a ledger grows, how its cost changes with its size, and whether many may use it at once."""
