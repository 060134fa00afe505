"""The keys of a protected alliance. Imported only where one is: the ciphers take their time to load."""
