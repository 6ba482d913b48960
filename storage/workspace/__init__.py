"""Workspaces and their members: who they are, where they live, when they are left in peace."""
