"""Readers: a string in, a typed value or None out. A reader matches the whole string or refuses."""
