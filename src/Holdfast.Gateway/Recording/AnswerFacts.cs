using System.Text.Json;
using Holdfast.Protocols.Shapes;

namespace Holdfast.Gateway.Recording;

/// <summary>What the record of a call of S3 tells of its answer: how many bytes it has, and how the object is sealed.</summary>
internal sealed class AnswerFacts : ShapeWriter
{
    private static readonly AnswerFacts s_none = new();

    /// <summary>The length that the answer says it has; null when it says none.</summary>
    public long? ContentLength { get; private set; }

    /// <summary>The encryption by the server, such as <c>aws:kms</c>; null when the answer names none.</summary>
    public string? Encryption { get; private set; }

    /// <summary>Whether the object is sealed with a key that the customer keeps.</summary>
    public bool IsSealedByCustomer { get; private set; }

    /// <summary>Reads an answer; null is none.</summary>
    public static AnswerFacts Of(IShape? answer)
    {
        if (answer is null)
        {
            return s_none;
        }

        var facts = new AnswerFacts();
        answer.WriteMembers(facts);
        return facts;
    }

    /// <inheritdoc/>
    public override void WriteString(Member at, string value)
    {
        if (at.Name == "ServerSideEncryption")
        {
            Encryption = value;
        }
        else if (at.Name == "SSECustomerAlgorithm")
        {
            IsSealedByCustomer = true;
        }
    }

    /// <inheritdoc/>
    public override void WriteLong(Member at, long value)
    {
        if (at.Name == "ContentLength")
        {
            ContentLength = value;
        }
    }

    /// <inheritdoc/>
    public override void WriteStructure(Member at, IShape value)
    {
        // All that is told stands at the top; so it is with everything below.
    }

    /// <inheritdoc/>
    public override void BeginList(Member at, int count)
    {
    }

    /// <inheritdoc/>
    public override void EndList(Member at)
    {
    }

    /// <inheritdoc/>
    public override void BeginMap(Member at, int count)
    {
    }

    /// <inheritdoc/>
    public override void WriteKey(Member map, string key)
    {
    }

    /// <inheritdoc/>
    public override void EndMap(Member at)
    {
    }

    /// <inheritdoc/>
    public override void WriteInteger(Member at, int value)
    {
    }

    /// <inheritdoc/>
    public override void WriteFloat(Member at, float value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDouble(Member at, double value)
    {
    }

    /// <inheritdoc/>
    public override void WriteBoolean(Member at, bool value)
    {
    }

    /// <inheritdoc/>
    public override void WriteTimestamp(Member at, DateTimeOffset value)
    {
    }

    /// <inheritdoc/>
    public override void WriteBlob(Member at, ReadOnlyMemory<byte> value)
    {
    }

    /// <inheritdoc/>
    public override void WriteStream(Member at, Stream value)
    {
    }

    /// <inheritdoc/>
    public override void WriteDocument(Member at, JsonElement value)
    {
    }

    /// <inheritdoc/>
    public override void WriteNull(Member at)
    {
    }
}
