"""Tests of how bytes and saved web pages become text."""
