using System.Globalization;
using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Services.Kms.Keys;

/// <summary>How a request names a key: by its id, its ARN, or by the name or the ARN of an alias.</summary>
internal sealed record KeyReference
{
    private const string MultiRegionPrefix = "mrk-";
    private const int DigitsOfMultiRegion = 32;
    private const int RegionPart = 3;

    /// <summary>The account that it names; the caller's unless an ARN says otherwise.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The id of the key; null when an alias is named, or nothing that could be.</summary>
    public string? KeyId { get; init; }

    /// <summary>The alias, with its prefix; null when none is named.</summary>
    public string? AliasName { get; init; }

    /// <summary>The ARN that what is named has, or would have.</summary>
    public required Arn Arn { get; init; }

    /// <summary>Why it can name nothing; null when it can.</summary>
    public ServiceException? Fault { get; init; }

    /// <summary>Reads the way in which a request names a key.</summary>
    /// <param name="text">What the request says.</param>
    /// <param name="call">The call, whose account and region are meant unless an ARN says otherwise.</param>
    /// <param name="takesAlias">Whether the operation takes aliases.</param>
    public static KeyReference Read(string text, Call call, bool takesAlias)
    {
        var account = call.Account;
        var name = text;
        ServiceException? fault = null;
        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            var parts = text.Split(':', 6);
            if (parts.Length < 6 || parts[2] != "kms" || !AccountId.TryParse(parts[4], CultureInfo.InvariantCulture, out account))
            {
                return new() { Account = call.Account, Arn = call.KmsArn(call.Account, KmsArns.KeyPrefix + text), Fault = new NotFoundException($"Invalid arn {text}") };
            }

            name = parts[5].StartsWith(KmsArns.KeyPrefix, StringComparison.Ordinal) ? parts[5][KmsArns.KeyPrefix.Length..] : parts[5];
            fault = parts[RegionPart] == call.Region.Value ? null : new NotFoundException($"Invalid arn {parts[RegionPart]}");
        }

        if (takesAlias && name.StartsWith(KmsArns.AliasPrefix, StringComparison.Ordinal))
        {
            return new() { Account = account, AliasName = name, Arn = call.KmsArn(account, name), Fault = fault };
        }

        return new()
        {
            Account = account,
            KeyId = name,
            Arn = call.KmsArn(account, KmsArns.KeyPrefix + name),
            Fault = fault ?? (IsId(name) ? null : new NotFoundException($"Invalid keyId '{name}'")),
        };
    }

    /// <summary>Says whether a text has the form of a key's id.</summary>
    public static bool IsId(string text)
        => Guid.TryParseExact(text, "D", out _)
            || (text.StartsWith(MultiRegionPrefix, StringComparison.Ordinal)
                && text.Length == MultiRegionPrefix.Length + DigitsOfMultiRegion
                && Guid.TryParseExact(text.AsSpan(MultiRegionPrefix.Length), "N", out _));

    /// <summary>Makes the id of a new key.</summary>
    public static string NewId(IdSource ids, bool isMultiRegion)
        => isMultiRegion ? MultiRegionPrefix + ids.NewGuid().ToString("N") : ids.NewGuid().ToString("D");
}
