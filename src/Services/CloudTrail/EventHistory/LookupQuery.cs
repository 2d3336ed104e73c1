using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Kernel;
using Holdfast.Store;

namespace Holdfast.Services.CloudTrail.EventHistory;

/// <summary>What a request looks for, checked; and the tokens of its pages, which hold for this query alone.</summary>
internal sealed class LookupQuery
{
    private const int HashBytes = 16;
    private const int TokenBytes = (2 * sizeof(long)) + HashBytes;

    private readonly string _stream;
    private readonly string _imported;
    private readonly string? _label;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset? _to;
    private readonly byte[] _hash;

    private LookupQuery(LookupEventsRequest request, Call call)
    {
        _stream = AuditStream.NameOf(call.Account, call.Region);
        _imported = AuditStream.ImportedNameOf(call.Account, call.Region);
        _label = LabelOf(request);
        IsForInsights = request.EventCategory is not null;

        // The history holds ninety days, also while the timer that trims it has not come round.
        var oldest = call.Now - AuditStream.Retention;
        _from = request.StartTime > oldest ? request.StartTime.Value : oldest;
        _to = request.EndTime;
        _hash = HashOf(request);
    }

    /// <summary>Whether insights are looked for and not calls.</summary>
    public bool IsForInsights { get; }

    /// <summary>Checks a request.</summary>
    public static LookupQuery Of(LookupEventsRequest request, Call call)
    {
        if (request.EventCategory is not (null or EventCategory.Insight))
        {
            throw new InvalidEventCategoryException($"The event category {request.EventCategory} is not valid. The valid category is {EventCategory.Insight}.");
        }

        if (request.StartTime > request.EndTime)
        {
            throw new InvalidTimeRangeException("The start time must be before the end time.");
        }

        return new(request, call);
    }

    /// <summary>The query of the store for the calls of a page.</summary>
    /// <param name="place">Where the page starts.</param>
    /// <param name="limit">The most entries.</param>
    public StreamQuery ToStreamQuery(LookupPlace place, int limit) => QueryOf(_stream, place.Own, limit);

    /// <summary>The query of the store for the imported events of a page.</summary>
    /// <param name="place">Where the page starts.</param>
    /// <param name="limit">The most entries.</param>
    public StreamQuery ToImportedQuery(LookupPlace place, int limit) => QueryOf(_imported, place.Imported, limit);

    /// <summary>Makes the token of the page that starts at a place: new events have greater numbers, so they do not move it.</summary>
    public string MakeToken(LookupPlace place)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, place.Own);
        BinaryPrimitives.WriteInt64BigEndian(token[sizeof(long)..], place.Imported);
        _hash.CopyTo(token[(2 * sizeof(long))..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a token that <see cref="MakeToken"/> made for the same query.</summary>
    public LookupPlace ReadToken(string token)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        var isOurs = token.Length == Base64Url.GetEncodedLength(TokenBytes)
            && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var written)
            && written == TokenBytes
            && bytes[(2 * sizeof(long))..].SequenceEqual(_hash);
        return isOurs
            ? new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]))
            : throw new InvalidNextTokenException("The next token is not valid, or was made for a request with other parameters.");
    }

    private StreamQuery QueryOf(string stream, long before, int limit) => new()
    {
        Stream = stream,
        Label = _label,
        From = _from,
        To = _to,
        BeforeSequence = before,
        NewestFirst = true,
        Limit = limit,
    };

    private static string? LabelOf(LookupEventsRequest request) => request.LookupAttributes switch
    {
        null or [] => null,
        [var attribute] when AuditStream.Attributes.Contains(attribute.AttributeKey) => $"{attribute.AttributeKey}={attribute.AttributeValue}",
        [var attribute] => throw new InvalidLookupAttributesException($"The lookup attribute {attribute.AttributeKey} is not valid."),
        _ => throw new InvalidLookupAttributesException("You can specify only one lookup attribute."),
    };

    private byte[] HashOf(LookupEventsRequest request)
    {
        var text = string.Join('\n', _stream, TextOf(request.StartTime), TextOf(request.EndTime), request.EventCategory, _label);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text))[..HashBytes];
    }

    private static string TextOf(DateTimeOffset? time) => time?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "";
}
