"""`python -m trialx`: the command line."""

from trialx.cli import main

main()
