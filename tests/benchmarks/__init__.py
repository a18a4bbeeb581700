"""Benchmarks: ratios measured in one run, never limits in a timed test."""
