"""Where a register is kept: SQLite for one trainer, PostgreSQL with logins for a class."""
