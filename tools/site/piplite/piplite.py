"""What the kernel calls when something is to be installed."""


async def install(requirements, **options):
    """Say that nothing can be installed here."""
    raise ModuleNotFoundError(f"Nothing can be installed in the browser edition, so not {requirements}.")
