using System.Diagnostics.CodeAnalysis;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Iam.ManagedPolicies;

/// <summary>The parts of the ARN of a managed policy.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Account">The account number, or <c>aws</c> for the policies that AWS manages.</param>
/// <param name="Path">The path; it begins and ends with a slash.</param>
/// <param name="Name">The name.</param>
internal sealed record PolicyArn(string Partition, string Account, string Path, string Name)
{
    private const string ResourceType = "policy/";

    /// <summary>Reads an ARN; says whether it is that of a policy.</summary>
    public static bool TryRead(string arn, [NotNullWhen(true)] out PolicyArn? read)
    {
        read = null;
        if (arn.Split(':', 6) is ["arn", { Length: > 0 } partition, "iam", "", { Length: > 0 } account, var resource]
            && resource.StartsWith(ResourceType, StringComparison.Ordinal)
            && resource.LastIndexOf('/') is var slash
            && slash < resource.Length - 1)
        {
            read = new(partition, account, resource[(ResourceType.Length - 1)..(slash + 1)], resource[(slash + 1)..]);
        }

        return read is not null;
    }

    /// <summary>Reads an ARN that a request brings.</summary>
    /// <exception cref="InvalidInputException">It is not the ARN of a policy.</exception>
    /// <exception cref="CommonException">It is of another partition.</exception>
    public static PolicyArn Read(string arn, Partition partition)
    {
        if (!TryRead(arn, out var read))
        {
            throw new InvalidInputException($"ARN {arn} is not valid.");
        }

        return read.Partition == partition.Name ? read : throw new CommonException("ValidationError", 400, "Invalid ARN partition");
    }
}
