"""Nightdesk: agency wires in, a complete news site out, word for word."""
