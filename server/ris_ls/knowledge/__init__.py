"""What RIS is: tags, reference types and importers as typed tables."""
