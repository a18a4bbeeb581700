"""The steps from a page to a record."""
