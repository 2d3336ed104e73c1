using Holdfast.Kernel;

namespace Holdfast.Services.Kms.Keys;

/// <summary>Lists the keys of the account in the region.</summary>
internal sealed class ListKeys : IOperation<ListKeysRequest, ListKeysResponse>
{
    private const int PageSize = 100;
    private const int PageSizeMax = 1000;

    public ValueTask<Target> TargetAsync(ListKeysRequest request, Call call, CancellationToken cancellationToken) => new(Target.Any);

    public async ValueTask<ListKeysResponse> ExecuteAsync(ListKeysRequest request, Call call, CancellationToken cancellationToken)
    {
        var prefix = Key.PrefixOf(call.Account, call.Region.Value);
        var listing = KmsListing.Of("ListKeys/" + prefix, request.Marker, request.Limit, PageSize, PageSizeMax);
        var page = await listing.ReadAsync<Key>(call.Transaction, prefix, cancellationToken);
        return new()
        {
            Keys = [.. page.Items.Select(key => new KeyListEntryShape { KeyId = key.Id, KeyArn = key.Arn.Value })],
            NextMarker = page.Marker,
            Truncated = page.IsTruncated,
        };
    }
}
