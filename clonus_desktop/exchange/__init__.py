"""What other programs give and take: lines for the rule engine."""
