"""Findings: each code is one entry of resources/alerts and one small rule here."""
