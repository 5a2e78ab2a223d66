"""ninjs 1.0 to 3.1, in pieces that fit a screen."""
