"""The platforms that own the line, and the seal under which a call travels through their hands."""
