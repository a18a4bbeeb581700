"""Records out: YAML, JSON, JSON Lines, CSV, Parquet, long tables. None knows where a record came from."""
