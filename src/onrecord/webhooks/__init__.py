"""A ledger that grew -> signed messages to the addresses that asked for them, as a viewer without rights may see."""
