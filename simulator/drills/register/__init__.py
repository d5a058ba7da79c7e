"""The register: who takes part, what was handed in, how it was graded, what people say of it."""
