"""The night shift: the hands that carry items from stage to stage. `flow.py` shows the way; these do the carrying."""
