"""The processes of a running line: web workers that answer, one keeper that tidies, a parent that keeps both alive."""
