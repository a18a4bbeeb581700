"""The same extraction on many machines: inputs cut into partitions, a partition a task, a part of the output each."""
