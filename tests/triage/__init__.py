"""Tests of the first look and of the command that names candidates."""
