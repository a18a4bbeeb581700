"""What words mean on any page: labels and headings, phrases; a language is one file."""
