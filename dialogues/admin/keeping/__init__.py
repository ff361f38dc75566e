"""Nothing typed at the desk is lost: newer saves are met, forms are saved once, and lost sessions found again."""
