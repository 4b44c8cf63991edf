"""What the data is: the contract of every frame, the kinds of journal record and their upcasts."""
