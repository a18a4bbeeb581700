"""Grounding, traces and the page as a terminal shows it."""
