using Holdfast.Kernel;
using Holdfast.Kernel.Ids;

namespace Holdfast.Gateway.SignIn;

/// <summary>A request to the sign-in, read.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Fields">The fields of its query and its form.</param>
/// <param name="Place">What its host says.</param>
internal sealed record SignInRequest(Exchange Exchange, SignInFields Fields, SignInPlace Place)
{
    /// <summary>The instant.</summary>
    public DateTimeOffset Now => Exchange.Now;

    /// <summary>Where the browser is to be sent, as the request asks it.</summary>
    public string? RedirectUri => Fields.Find("redirect_uri");

    /// <summary>The region that an event is recorded in: that of a regional host, or else the home of the partition, as it always is for root.</summary>
    public Region RegionOf(Partition partition, Caller? caller)
        => caller is not { Kind: CallerKind.Root } && Place.Region is { } region && region.Partition == partition ? region : partition.HomeRegion;

    /// <summary>The region that an event of a principal is recorded in.</summary>
    public Region RegionOf(Caller caller) => RegionOf(ArnPartition.Of(caller.Arn), caller);

    /// <summary>Leaves the fields out.</summary>
    public override string ToString() => $"SignInRequest {{ {Exchange.RawPath} }}";
}

/// <summary>Reads the partition of an ARN.</summary>
internal static class ArnPartition
{
    /// <summary>The partition that an ARN names.</summary>
    public static Partition Of(string arn)
        => arn.StartsWith("arn:aws-us-gov:", StringComparison.Ordinal) ? Partition.UsGov
            : arn.StartsWith("arn:aws-cn:", StringComparison.Ordinal) ? Partition.China
            : Partition.Aws;
}
