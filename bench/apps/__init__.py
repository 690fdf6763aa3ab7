"""What is measured: the line itself, and the same two menus written by others' recipes."""
