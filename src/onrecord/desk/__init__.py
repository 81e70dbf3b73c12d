"""HTTP -> answer -> care -> page or JSON: the ledger in a browser."""
