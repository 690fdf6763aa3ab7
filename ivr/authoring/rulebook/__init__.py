"""Every rule with all that is told of it, by chapters; the pages of the documentation are made from these."""
