"""The shop; only its container is of interest here."""
print("open")
