"""`python -m ivr`: the same as the command `ivr`."""

from ivr.commands import main

if __name__ == "__main__":
    main()
