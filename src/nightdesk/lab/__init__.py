"""The dossier's functions over a file of stories, without a site, so that anyone can score them: one file each."""
