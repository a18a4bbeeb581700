"""Tests of the cluster: cutting, guarding, parts and journal, runs on Dask, their faults, the recipes."""
