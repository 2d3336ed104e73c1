using System.Buffers;
using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Trails;

/// <summary>What a trail may be called, and how requests name one: by its name, or by its ARN.</summary>
internal static class TrailName
{
    private const int LengthMin = 3;
    private const int LengthMax = 128;
    private const string ArnStart = "arn:";
    private const string ResourceStart = "trail/";

    private static readonly SearchValues<char> s_characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Checks the name of a new trail.</summary>
    /// <exception cref="InvalidTrailNameException">It cannot be one.</exception>
    public static void Check(string name)
    {
        if (FaultOf(name) is { } fault)
        {
            throw new InvalidTrailNameException(fault);
        }
    }

    /// <summary>The ARN that a request means: that which it names, or that of its name in the region of the call.</summary>
    public static string ArnOf(Call call, string name) => IsArn(name) ? name : Trail.ArnOf(call.Region, call.Account, name);

    /// <summary>Says whether a trail is named by its ARN.</summary>
    public static bool IsArn(string name) => name.StartsWith(ArnStart, StringComparison.Ordinal);

    /// <summary>Reads the region and the name out of what a request says.</summary>
    /// <exception cref="CloudTrailARNInvalidException">It is an ARN, but none of a trail.</exception>
    /// <exception cref="InvalidTrailNameException">It cannot be the name of a trail.</exception>
    public static (string Region, string Name) Read(Call call, string name)
    {
        if (!IsArn(name))
        {
            Check(name);
            return (call.Region.Value, name);
        }

        var parts = name.Split(':', 6);
        var isTrail = parts.Length == 6 && parts[2] == "cloudtrail" && parts[5].StartsWith(ResourceStart, StringComparison.Ordinal)
            && FaultOf(parts[5][ResourceStart.Length..]) is null;
        return isTrail
            ? (parts[3], parts[5][ResourceStart.Length..])
            : throw new CloudTrailARNInvalidException($"The specified trail ARN is not valid: {name}. The format of a trail ARN is arn:aws:cloudtrail:region:account:trail/name.");
    }

    private static string? FaultOf(string name) => name switch
    {
        { Length: < LengthMin } => $"Trail name too short. Minimum allowed length: {LengthMin} characters. Specified name length: {name.Length} characters.",
        { Length: > LengthMax } => $"Trail name too long. Maximum allowed length: {LengthMax} characters. Specified name length: {name.Length} characters.",
        _ when !char.IsAsciiLetterOrDigit(name[0]) => "Trail name must starts with a letter or number.",
        _ when !char.IsAsciiLetterOrDigit(name[^1]) => "Trail name must ends with a letter or number.",
        _ when name.AsSpan().ContainsAnyExcept(s_characters)
            => "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).",
        _ => null,
    };
}
