"""Tests of the criteria: their tree and their thresholds."""
