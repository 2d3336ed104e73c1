using Holdfast.Policy.Documents;

namespace Holdfast.Services.Iam;

/// <summary>Checks policy documents when they are written, and encodes them when they are read.</summary>
internal static class PolicyDocuments
{
    /// <summary>Checks the document of a policy of a user, group or role.</summary>
    /// <exception cref="MalformedPolicyDocumentException">It is not one; the message says why.</exception>
    public static void Check(string document)
    {
        var parsed = PolicyDocument.Parse(document, PolicyKind.Identity);
        if (!parsed.IsValid)
        {
            throw new MalformedPolicyDocumentException(parsed.Message);
        }
    }

    /// <summary>Checks the document of a managed policy, with its length.</summary>
    /// <exception cref="MalformedPolicyDocumentException">It is not one; the message says why.</exception>
    /// <exception cref="LimitExceededException">It is longer than a managed policy may be.</exception>
    public static void CheckManaged(string document)
    {
        Check(document);
        if (PolicyQuotas.CountCharacters(document) > PolicyQuotas.ManagedPolicy)
        {
            throw new LimitExceededException($"Cannot exceed quota for PolicySize: {PolicyQuotas.ManagedPolicy}");
        }
    }

    /// <summary>Encodes a document as IAM returns it ("URL-encoded compliant with RFC 3986").</summary>
    public static string Encode(string document) => Uri.EscapeDataString(document);
}
