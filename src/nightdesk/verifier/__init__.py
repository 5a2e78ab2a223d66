"""The second verifier: one file that stands alone. It is served by every site at `/log/check_page.py`."""
