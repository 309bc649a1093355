"""The protocol edge: the only place that knows pygls, lsprotocol and asyncio."""
