"""Shown records -> pages and files."""
