namespace Holdfast.Services.CloudTrail.Lake.Sql;

/// <summary>The columns of an event data store, as published under "Supported SQL schemas for event data stores".</summary>
/// <param name="Columns">The columns that are read out of an event, each with its structure in the form that DuckDB's <c>json_transform</c> takes.</param>
internal sealed record LakeSchema(IReadOnlyList<(string Name, string Structure)> Columns)
{
    /// <summary>The column of the whole event.</summary>
    public const string Json = "eventJson";

    private const string Text = "\"VARCHAR\"";
    private const string Map = "\"MAP(VARCHAR,VARCHAR)\"";
    private const string Truth = "\"BOOLEAN\"";
    private const string Instant = "\"TIMESTAMP\"";

    private const string Identity =
        """
        {"type":"VARCHAR","principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR","accessKeyId":"VARCHAR","userName":"VARCHAR",
        "sessionContext":{"attributes":{"creationDate":"TIMESTAMP","mfaAuthenticated":"VARCHAR"},
        "sessionIssuer":{"type":"VARCHAR","principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR","userName":"VARCHAR"},
        "webIdFederationData":{"federatedProvider":"VARCHAR","attributes":"MAP(VARCHAR,VARCHAR)"},
        "sourceIdentity":"VARCHAR","ec2RoleDelivery":"VARCHAR","ec2IssuedInVpc":"VARCHAR"},
        "invokedBy":"VARCHAR","identityProvider":"VARCHAR","credentialId":"VARCHAR","onBehalfOf":{"userId":"VARCHAR","identityStoreArn":"VARCHAR"}}
        """;

    /// <summary>The schema of management, data and network activity events.</summary>
    public static LakeSchema Trail { get; } = new(
    [
        ("eventVersion", Text),
        ("userIdentity", Identity),
        ("eventTime", Instant),
        ("eventSource", Text),
        ("eventName", Text),
        ("awsRegion", Text),
        ("sourceIPAddress", Text),
        ("userAgent", Text),
        ("errorCode", Text),
        ("errorMessage", Text),
        ("requestParameters", Map),
        ("responseElements", Map),
        ("additionalEventData", Map),
        ("requestID", Text),
        ("eventID", Text),
        ("readOnly", Truth),
        ("resources", """[{"accountId":"VARCHAR","type":"VARCHAR","ARN":"VARCHAR","ARNPrefix":"VARCHAR"}]"""),
        ("eventType", Text),
        ("apiVersion", Text),
        ("managementEvent", Truth),
        ("recipientAccountId", Text),
        ("sharedEventID", Text),
        ("annotation", Text),
        ("vpcEndpointId", Text),
        ("vpcEndpointAccountId", Text),
        ("serviceEventDetails", Map),
        ("addendum", Map),
        ("edgeDeviceDetails", Map),
        ("insightDetails", Map),
        ("eventCategory", Text),
        ("tlsDetails", """{"tlsVersion":"VARCHAR","cipherSuite":"VARCHAR","clientProvidedHostHeader":"VARCHAR"}"""),
        ("sessionCredentialFromConsole", Text),
    ]);

    /// <summary>The schema of events from outside, which come through channels.</summary>
    public static LakeSchema Activity { get; } = new(
    [
        ("eventVersion", Text),
        ("eventCategory", Text),
        ("eventType", Text),
        ("eventID", Text),
        ("eventTime", Instant),
        ("awsRegion", Text),
        ("recipientAccountId", Text),
        ("addendum", """{"reason":"VARCHAR","updatedFields":"VARCHAR","originalUID":"VARCHAR","originalEventID":"VARCHAR"}"""),
        ("metadata", """{"ingestionTime":"VARCHAR","channelARN":"VARCHAR"}"""),
        (
            "eventData",
            """
            {"version":"VARCHAR","userIdentity":{"type":"VARCHAR","principalId":"VARCHAR","details":"MAP(VARCHAR,VARCHAR)"},"userAgent":"VARCHAR",
            "eventSource":"VARCHAR","eventName":"VARCHAR","eventTime":"VARCHAR","UID":"VARCHAR","requestParameters":"MAP(VARCHAR,VARCHAR)",
            "responseElements":"MAP(VARCHAR,VARCHAR)","errorCode":"VARCHAR","errorMessage":"VARCHAR","sourceIPAddress":"VARCHAR",
            "recipientAccountId":"VARCHAR","additionalEventData":"MAP(VARCHAR,VARCHAR)"}
            """),
    ]);

    /// <summary>What reads an event into its columns, as an expression over a column of text.</summary>
    public string ReadFrom(string column)
        => $"json_transform({column}, '{{{string.Join(',', Columns.Select(static known => $"\"{known.Name}\":{known.Structure}")).ReplaceLineEndings("")}}}')";

    /// <summary>The table of a store as queries see it.</summary>
    /// <param name="source">What has the columns and the whole event.</param>
    /// <param name="condition">What holds of the events that are seen.</param>
    public string SeenOf(string source, string condition)
        => $"SELECT {string.Join(", ", Columns.Select(static known => DuckName(known.Name)))}, {Json}, sha256({Json}) AS eventJsonChecksum FROM {source} WHERE {condition}";

    private static string DuckName(string name) => Engine.DuckSession.QuoteName(name);
}
