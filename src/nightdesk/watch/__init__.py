"""Looking at a site's public log from outside: the monitor, the witness, and how both reach what they look at."""
