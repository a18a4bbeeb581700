"""From a page to a record: recognise, split, find, build; `pipeline` is the flow, readable in one screen."""
