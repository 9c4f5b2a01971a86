"""The ground floor: days, records, basis, policy, contracts, findings, sources and Vietnamese text. It knows no subject."""
