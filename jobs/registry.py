"""All jobs. A new one is a module with a `JOB` and its name in this tuple."""

from __future__ import annotations

from jobs import half_imports, missing_files
from jobs.job import Job

JOBS: tuple[Job, ...] = (half_imports.JOB, missing_files.JOB)
