"""What operations staff write becomes a release, or problems that say where they are and how to mend them."""
