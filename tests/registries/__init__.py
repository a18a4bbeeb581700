"""Tests of the structured sources."""
