"""Tests of merging and comparing records."""
