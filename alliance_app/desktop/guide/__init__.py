"""The starting guide (新建工会起步): the steps of a new union's first year, to be read, done and ticked off."""
