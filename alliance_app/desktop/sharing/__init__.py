"""What the window shows of sync: how it stands, who is there, joining a folder; and when it syncs by itself."""
