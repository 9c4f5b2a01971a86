"""What a text asserts about its figures: wholes and parts, shares, changes, targets, facts told twice."""
