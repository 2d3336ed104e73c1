using Holdfast.Kernel;

namespace Holdfast.Services.CloudTrail.Digests;

/// <summary>Lists the public halves of the keys that signed the region's digests at some time of a stretch; without one, now.</summary>
internal sealed class ListPublicKeys : IOperation<ListPublicKeysRequest, ListPublicKeysResponse>
{
    public ValueTask<Target> TargetAsync(ListPublicKeysRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListPublicKeysResponse> ExecuteAsync(ListPublicKeysRequest request, Call call, CancellationToken cancellationToken)
    {
        var from = request.StartTime ?? call.Now;
        var to = request.EndTime ?? call.Now;
        if (from > to)
        {
            throw new InvalidTimeRangeException("The start time must be before the end time.");
        }

        if (request.NextToken is not null)
        {
            throw new InvalidTokenException("The next token is not valid.");
        }

        var keys = await call.Transaction.ListAsync<SigningKey>(SigningKey.PrefixOf(call.Region.Value), after: null, int.MaxValue, cancellationToken);
        return new()
        {
            PublicKeyList =
            [
                .. keys.Where(key => key.IsValidBetween(from, to)).Select(static key => new PublicKeyShape
                {
                    Value = key.PublicKey,
                    Fingerprint = key.Fingerprint,
                    ValidityStartTime = key.ValidFrom,
                    ValidityEndTime = key.ValidTo,
                }),
            ],
        };
    }
}
