"""Several records of one trial: which belong together, what they agree on, what has changed."""
