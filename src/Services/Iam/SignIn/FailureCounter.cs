using System.Globalization;
using System.Text.Json.Serialization;
using Holdfast.Store;

namespace Holdfast.Services.Iam.SignIn;

/// <summary>The failed attempts of one principal, or from one address, that are not forgotten yet.</summary>
/// <remarks>
/// The counters stand in a table of a fixed number of places. Who fails is found by a hash, whether or not there is such a user, so that the table
/// neither grows with what strangers type nor tells what exists. Two that meet in one place are counted together, and neither's success forgives the other.
/// </remarks>
internal sealed record FailureCounter : IRecord<FailureCounter>
{
    /// <summary>The kind of counters of principals.</summary>
    public const string OfPrincipal = "principal";

    /// <summary>The kind of counters of addresses.</summary>
    public const string OfSource = "source";

    /// <inheritdoc/>
    public static RecordType<FailureCounter> Type { get; } = new("iam/sign-in-failures", IamJson.Default.FailureCounter);

    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The place in the table.</summary>
    public required int Place { get; init; }

    /// <summary>The failures, as many as there were at the last one.</summary>
    public required int Failures { get; init; }

    /// <summary>When the last one was.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>The hash of who failed; null when it was more than one.</summary>
    public string? Who { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string Key => KeyOf(Kind, Place);

    /// <summary>The key of a place.</summary>
    public static string KeyOf(string kind, int place) => string.Create(CultureInfo.InvariantCulture, $"{kind}/{place}");
}
