"""What words mean on any page: labels and headings, phrases, prose, countries."""
