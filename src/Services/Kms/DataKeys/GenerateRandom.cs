using Holdfast.Kernel;

namespace Holdfast.Services.Kms.DataKeys;

/// <summary>Gives random bytes.</summary>
internal sealed class GenerateRandom : IOperation<GenerateRandomRequest, GenerateRandomResponse>
{
    public ValueTask<Target> TargetAsync(GenerateRandomRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public ValueTask<GenerateRandomResponse> ExecuteAsync(GenerateRandomRequest request, Call call, CancellationToken cancellationToken)
    {
        KmsErrors.RefuseRecipient(request.Recipient);
        if (request.CustomKeyStoreId is { } store)
        {
            throw new CustomKeyStoreNotFoundException($"Custom key store {store} does not exist");
        }

        if (request.NumberOfBytes is not { } count)
        {
            throw KmsErrors.Validation("Please specify the number of bytes.");
        }

        var random = new byte[count];
        call.Ids.Fill(random);
        return new(new GenerateRandomResponse { Plaintext = random });
    }
}
