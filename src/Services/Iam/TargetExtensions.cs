using Holdfast.Kernel;

namespace Holdfast.Services.Iam;

/// <summary>Adds to what a call acts on.</summary>
internal static class TargetExtensions
{
    /// <summary>Adds condition keys.</summary>
    public static Target With(this Target target, params IEnumerable<ConditionKey> keys)
        => target with { Context = [.. target.Context, .. keys] };
}
