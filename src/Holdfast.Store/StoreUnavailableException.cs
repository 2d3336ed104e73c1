namespace Holdfast.Store;

/// <summary>The disk refused: it is full or failing. Nothing of the transaction was kept; the next one may succeed.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
