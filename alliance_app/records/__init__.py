"""What the library holds: kinds and their fields, the record document. No I/O, no Qt, no SQL."""
