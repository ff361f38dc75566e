"""Looking at a record before readers do: what would change for them, and what a publisher makes of it."""
