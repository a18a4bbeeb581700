"""Tests of the checks: planted faults, files and places, reports, the command."""
