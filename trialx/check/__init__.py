"""Checks of records and pages: rules with stable ids, and reports of what they find."""
