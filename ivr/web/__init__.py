"""The line over HTTP: the carrier's webhooks, and whether all is well."""
