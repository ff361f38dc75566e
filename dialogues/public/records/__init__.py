"""The pages of single records: what the page of each kind tells, and how the page of any is made (`rendering`)."""
