namespace Holdfast.Services.Iam;

/// <summary>Which statuses a caller may give a credential.</summary>
internal static class CredentialStatus
{
    /// <summary>Checks the status in a request: the model shares its statuses among all credentials, but time alone makes one expire.</summary>
    /// <param name="status">The status.</param>
    /// <param name="credentials">What they are, in the plural.</param>
    /// <exception cref="InvalidInputException">The status is not one that can be given.</exception>
    public static void Check(string status, string credentials)
    {
        if (status == StatusType.Expired)
        {
            throw new InvalidInputException($"Status Expired is not supported for {credentials}.");
        }
    }
}
