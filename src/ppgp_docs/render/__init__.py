"""Step 6, render: documents planned, then made in processes of their own."""
