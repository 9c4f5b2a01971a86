"""Writers: one neutral document becomes DOCX, PDF, HTML and JSON; they know no database, nor what a figure means."""
