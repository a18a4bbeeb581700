"""The tests of trialx."""
