"""Tests of the record: its schema."""
