"""The ten criteria of the rubric, one file each: `grade(call, thresholds) -> Finding`."""
