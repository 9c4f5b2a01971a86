"""Words of the register: what is counted, how it is divided, which words steer the grammar."""
