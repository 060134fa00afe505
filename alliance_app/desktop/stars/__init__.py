"""The page 星级自评: a union's year against the alliance's indicators."""
