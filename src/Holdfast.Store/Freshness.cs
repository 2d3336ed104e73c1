namespace Holdfast.Store;

/// <summary>What a value was made from: keep it beside the value, and ask <see cref="IStore.IsCurrent"/>.</summary>
public abstract class Freshness;
