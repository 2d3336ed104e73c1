using Holdfast.Protocols.Shapes;
using Holdfast.Protocols.Wire;

namespace Holdfast.Gateway.Recording;

/// <summary>What the record of a call of S3 tells of its answer: how many bytes it has, and how the object is sealed. All of it stands at the top.</summary>
internal sealed class AnswerFacts : IgnoringWriter
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
}
