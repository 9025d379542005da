"""What the kernel makes of a line that begins with ``%pip``."""


async def get_transformed_code(words):
    """Return the Python line that stands in for ``%pip ...``."""
    return f"await __import__('piplite').install({' '.join(words)!r})"
