"""A phone helpline: call flows written in YAML, answered over signed carrier webhooks."""
