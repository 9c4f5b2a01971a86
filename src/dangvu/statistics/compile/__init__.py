"""From indicators to SQL: a plan of small steps, one statement per fact, translated for each database."""
