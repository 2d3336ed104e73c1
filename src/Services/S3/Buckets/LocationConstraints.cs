using Holdfast.Kernel;

namespace Holdfast.Services.S3.Buckets;

/// <summary>Says in which region a new bucket is to be (S3 API Reference, "CreateBucket").</summary>
internal static class LocationConstraints
{
    /// <summary>The region that S3 began in, which no constraint names.</summary>
    public const string First = "us-east-1";

    private const string OldNameOfIreland = "EU";

    /// <summary>Gives the region, and the constraint when it is not the region's name.</summary>
    /// <param name="asked">The constraint; null when the request has none.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="ServiceException">There is no such constraint, or it does not fit the region that was asked.</exception>
    public static (string Region, string? Constraint) RegionOf(string? asked, Call call)
    {
        var endpoint = call.Region.Value;
        if (string.IsNullOrEmpty(asked))
        {
            return endpoint == First ? (endpoint, null) : throw Illegal("unspecified");
        }

        if (!S3Shapes.BucketLocationConstraint.Values.Contains(asked))
        {
            throw asked == First && endpoint != First
                ? Illegal(asked)
                : new CommonException("InvalidLocationConstraint", 400, "The specified location-constraint is not valid") { Details = [new("LocationConstraint", asked)] };
        }

        var region = asked == OldNameOfIreland ? "eu-west-1" : asked;

        // The endpoint without a region makes buckets anywhere, and its requests are signed for the first region.
        return region == endpoint || endpoint == First
            ? (region, region == asked ? null : asked)
            : throw Illegal(asked);
    }

    private static CommonException Illegal(string constraint)
        => new("IllegalLocationConstraintException", 400, $"The {constraint} location constraint is incompatible for the region specific endpoint this request was sent to.");
}
