"""What a person meets: the command, scripts, the REPL."""
