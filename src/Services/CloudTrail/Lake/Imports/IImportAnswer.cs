namespace Holdfast.Services.CloudTrail.Lake.Imports;

/// <summary>What the answers that show an import have in common.</summary>
internal interface IImportAnswer
{
    /// <summary>The id.</summary>
    string? ImportId { get; init; }

    /// <summary>The ARN of the store.</summary>
    IReadOnlyList<string>? Destinations { get; init; }

    /// <summary>Where the files are.</summary>
    ImportSourceShape? ImportSource { get; init; }

    /// <summary>The time before which files are left out.</summary>
    DateTimeOffset? StartEventTime { get; init; }

    /// <summary>The time after which files are left out.</summary>
    DateTimeOffset? EndEventTime { get; init; }

    /// <summary>The status.</summary>
    string? ImportStatus { get; init; }

    /// <summary>When it was first started.</summary>
    DateTimeOffset? CreatedTimestamp { get; init; }

    /// <summary>When it last changed.</summary>
    DateTimeOffset? UpdatedTimestamp { get; init; }
}
