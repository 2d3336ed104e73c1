namespace Holdfast.Store;

/// <summary>The data folder cannot be used: it is in use, from a newer version, or not a data folder; the message is for the person who started the server.</summary>
public sealed class StoreFormatException(string message) : Exception(message);
