using System.Text.Json;

namespace Holdfast.Services.Iam;

/// <summary>Checks policy documents when they are written, and encodes them when they are read.</summary>
internal static class PolicyDocuments
{
    /// <summary>Characters of one managed policy, without white space.</summary>
    public const int ManagedPolicySize = 6144;

    /// <summary>Characters of all inline policies of a user together, without white space.</summary>
    public const int UserPolicySize = 2048;

    /// <summary>Characters of all inline policies of a group together, without white space.</summary>
    public const int GroupPolicySize = 5120;

    /// <summary>Checks the document of a policy of a user, group or role.</summary>
    /// <exception cref="MalformedPolicyDocumentException">It is not one; the message says why.</exception>
    public static void Check(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
        }
        catch (JsonException)
        {
            throw new MalformedPolicyDocumentException("Syntax errors in policy.");
        }
    }

    /// <summary>Checks the document of a managed policy, with its length.</summary>
    /// <exception cref="MalformedPolicyDocumentException">It is not one; the message says why.</exception>
    /// <exception cref="LimitExceededException">It is longer than <see cref="ManagedPolicySize"/>.</exception>
    public static void CheckManaged(string document)
    {
        Check(document);
        if (CountCharacters(document) > ManagedPolicySize)
        {
            throw new LimitExceededException($"Cannot exceed quota for PolicySize: {ManagedPolicySize}");
        }
    }

    /// <summary>Counts the characters of a document as the quotas do: white space does not count.</summary>
    public static int CountCharacters(string document)
    {
        var count = 0;
        foreach (var character in document)
        {
            count += character is ' ' or '\t' or '\r' or '\n' ? 0 : 1;
        }

        return count;
    }

    /// <summary>Encodes a document as IAM returns it ("URL-encoded compliant with RFC 3986").</summary>
    public static string Encode(string document) => Uri.EscapeDataString(document);
}
