"""Vote rounds from the ballot to the result, and who may see what of them."""
