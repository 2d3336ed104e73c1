namespace Holdfast.Store;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>It is kept.</summary>
    Committed,

    /// <summary>Another commit changed what this one read; nothing is kept; run the work again.</summary>
    Conflict,
}
