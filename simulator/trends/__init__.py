"""How it has been going: kept calls summed up once, five percentages, and a curve per criterion."""
