"""Tests of the reader of pages that no layout knows."""
