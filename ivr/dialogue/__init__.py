"""How a call advances: pure values in, pure values out; no clock, no I/O."""
