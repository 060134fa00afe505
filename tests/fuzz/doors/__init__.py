"""The doors that foreign bytes come in by: for each one function that lets only its documented refusals pass."""
