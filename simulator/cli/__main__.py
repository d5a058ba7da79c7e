"""`python -m simulator.cli` is `prospect`."""

from simulator.cli.main import main

main()
