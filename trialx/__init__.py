"""Reads pages about clinical trials and returns the trial's record."""
