"""Many inputs in, one outcome a page out, in order: what counts as an input, the local pool, going on after a crash."""
