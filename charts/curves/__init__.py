"""Emotion curves over the stages of a journey, in as many bands as stay readable."""
