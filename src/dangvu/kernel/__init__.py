"""The ground floor, which knows no subject: days, records, basis, policy, contracts, findings, sources, text."""
