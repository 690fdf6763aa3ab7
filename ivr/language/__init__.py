"""From keys to words: prompts rendered for one locale, and values spoken as people say them. Pure."""
