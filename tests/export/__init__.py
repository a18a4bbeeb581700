"""Tests of the standard forms that records leave in."""
