namespace Holdfast.Store;

/// <summary>What a commit waits for.</summary>
public enum Durability
{
    /// <summary>The write survives a power cut before the commit returns.</summary>
    Durable,

    /// <summary>The write rides a group commit a little later; an orderly stop never loses it. Only for stream entries of read-only calls.</summary>
    Deferred,
}
