"""Whether the links that records hold still answer: which they are, how they are asked, and when one counts as dead."""
