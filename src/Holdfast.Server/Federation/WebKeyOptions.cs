namespace Holdfast.Server.Federation;

/// <summary>Where the keys of OIDC providers come from.</summary>
public sealed class WebKeyOptions
{
    /// <summary>A file of keys, or a folder of such files, for machines that reach no provider; null for none.</summary>
    public string? Given { get; set; }

    /// <summary>Whether keys are fetched from this machine alone.</summary>
    public bool IsLoopbackOnly { get; set; }
}
