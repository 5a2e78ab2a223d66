"""Speed as ratios: each figure is divided by something that everybody has, measured in the same run."""
