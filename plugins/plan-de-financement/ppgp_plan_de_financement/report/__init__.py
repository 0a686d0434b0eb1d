"""The report of a year as a workbook: the figures of its Word file, as numbers and formulas."""
