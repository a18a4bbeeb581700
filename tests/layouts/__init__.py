"""Tests of layouts: how files are loaded and refused, how pages are recognised, the commands, the reference."""
