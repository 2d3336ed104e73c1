using Holdfast.Kernel;

namespace Holdfast.Services.Kms;

/// <summary>The errors that several operations answer and the model does not declare.</summary>
internal static class KmsErrors
{
    /// <summary>A request that fits the model and yet makes no sense.</summary>
    public static CommonException Validation(string message) => new("ValidationException", 400, message);

    /// <summary>A name under <c>alias/aws/</c>, which AWS keeps to itself and answers without a word.</summary>
    public static CommonException NotAuthorized() => new("NotAuthorizedException", 400, "");

    /// <summary>What a caller learns of a ciphertext whose key is not there: the same as when it may not be used.</summary>
    public static CommonException UnknownCiphertextKey() => new(
        "AccessDeniedException",
        400,
        "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.");

    /// <summary>Refuses the attestation document of an enclave: no certificate authority of AWS's enclaves can be asked here.</summary>
    public static void RefuseRecipient(RecipientInfoShape? recipient)
    {
        if (recipient is not null)
        {
            throw new CommonException("NotImplemented", 501, "Recipient, the attestation document of an AWS Nitro enclave, is not implemented.");
        }
    }

    /// <summary>Ends a dry run: everything was checked, and nothing is done.</summary>
    public static void EndDryRun(bool? isDryRun)
    {
        if (isDryRun is true)
        {
            throw new DryRunOperationException("The request would have succeeded, but the DryRun option is set.");
        }
    }
}
