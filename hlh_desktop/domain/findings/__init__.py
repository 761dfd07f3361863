"""Findings: each code is one entry of resources/alerts.toml and one small rule here."""
