"""Tests of the command line as a person or a shell meets it."""
