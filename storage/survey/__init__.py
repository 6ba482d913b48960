"""Answers of surveys that were imported, and what becomes of their comments."""
