"""Every change to the map: who, when, what, before and after."""
