"""Power, disk and database taken away while the desk works."""
