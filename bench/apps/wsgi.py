"""The line as a module's variable, for servers that take no factory."""

from bench.apps.careline import make

app = make()
