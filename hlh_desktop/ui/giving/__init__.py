"""What stands at the right of the doses: giving, second check, holding, amending, releasing, the bedside forms."""
