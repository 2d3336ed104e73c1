using Holdfast.Kernel.Ports;
using Holdfast.Policy.Documents;
using Holdfast.Store;

namespace Holdfast.Services.Iam.Principals;

/// <summary>Tells other services about principals, as trust policies are told.</summary>
public sealed class PrincipalDirectory : IPrincipalDirectory
{
    /// <inheritdoc/>
    public async ValueTask<bool> ExistsAsync(IReadTransaction transaction, string type, string name, CancellationToken cancellationToken)
        => Enum.TryParse<PrincipalKind>(type, ignoreCase: true, out var kind)
            && (PrincipalResolver.IsKnownWithoutLooking(kind, name)
                || (kind == PrincipalKind.Aws && await PrincipalResolver.FindIdAsync(name, transaction, cancellationToken) is not null));
}
