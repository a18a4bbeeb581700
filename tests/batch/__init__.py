"""Tests of the batch: what counts as an input, the pool, going on, what goes wrong."""
