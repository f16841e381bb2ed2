"""Packages for programs that do several things at once."""
