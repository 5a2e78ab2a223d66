"""The e-paper: a dated issue of the same stories, planned, laid out in columns, and set."""
