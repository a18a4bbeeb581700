"""The way into the record: what was found, how a value is read and tidied before it is taken."""
