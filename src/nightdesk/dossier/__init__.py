"""KNOW MORE: what else the desk knows of a story once it is live: related, threads, duplicates, topics, places."""
