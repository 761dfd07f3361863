"""What the wizard shows of a draft: everything is worked out here, so that no screen calculates."""
