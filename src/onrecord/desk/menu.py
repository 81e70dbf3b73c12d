"""The pages that every page leads to: address and name."""

__all__ = ["MENU"]

MENU = (
    ("/documents", "Documents"),
    ("/episodes", "Events"),
    ("/cases", "Cases"),
    ("/figures", "Figures"),
    ("/questions", "Questions"),
    ("/series", "Series"),
    ("/method", "Method"),
)
