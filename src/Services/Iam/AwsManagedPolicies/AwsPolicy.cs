using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel.Ids;
using Holdfast.Services.Iam.ManagedPolicies;

namespace Holdfast.Services.Iam.AwsManagedPolicies;

/// <summary>A policy that AWS manages: the same in every account, and no account's to change.</summary>
/// <param name="Position">Where it stands in AWS's own order, which is about that in which AWS made them.</param>
/// <param name="Name">The name.</param>
/// <param name="Path">The path; it begins and ends with a slash.</param>
/// <param name="Version">The number of its version in force, the only one whose document is known.</param>
/// <param name="CreateDate">When AWS made it.</param>
/// <param name="UpdateDate">When AWS made the version in force.</param>
/// <param name="Place">Where its document is.</param>
internal sealed record AwsPolicy(
    int Position, string Name, string Path, int Version, DateTimeOffset CreateDate, DateTimeOffset UpdateDate, DocumentPlace Place)
{
    /// <summary>The path of the policies of service-linked roles, which nothing else may use.</summary>
    public const string ServiceRolePath = "/aws-service-role/";

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int IdCharacters = 17;

    /// <summary>The key of the policy in listings: after every name of a customer's policy, in AWS's order.</summary>
    public string ListKey { get; } = string.Create(CultureInfo.InvariantCulture, $"~{Position:D5}");

    /// <summary>The unique id: made from the path and the name, so that it is the same in every account and after every refresh of the data.</summary>
    public string Id { get; } = IdOf(Path + Name);

    /// <summary>Gives the policy as an account has it.</summary>
    /// <param name="account">The account, which counts its own uses of the policy.</param>
    /// <param name="partition">The partition of the account, which the ARN names.</param>
    public ManagedPolicy InAccount(AccountId account, string partition) => new()
    {
        IsOfAws = true,
        Account = account,
        Partition = partition,
        Name = Name,
        Path = Path,
        Id = Id,
        CreateDate = CreateDate,
        UpdateDate = UpdateDate,
        DefaultVersion = Version,
        LastVersion = Version,
    };

    private static string IdOf(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        Span<char> id = stackalloc char[IdCharacters];
        for (var i = 0; i < id.Length; i++)
        {
            id[i] = Base32[hash[i] & 31];
        }

        return string.Concat(ManagedPolicy.IdPrefix, id);
    }
}

/// <summary>Where in the file the document of a policy is.</summary>
/// <param name="Group">The number of the group.</param>
/// <param name="Offset">The byte of the group at which it begins.</param>
/// <param name="Length">Its bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DocumentPlace(int Group, int Offset, int Length);
