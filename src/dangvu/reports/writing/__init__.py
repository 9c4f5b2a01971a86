"""Writers: one neutral document becomes DOCX, PDF, HTML and JSON. They know neither the database nor what a figure means."""
