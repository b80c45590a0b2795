# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the files that stand in for released records in the sample requests. Run `python -m tests.specimens.make`."""
