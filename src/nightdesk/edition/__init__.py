"""Stage 4, pages are made: pure functions from stories, fronts and tombstones to the files of the site."""
