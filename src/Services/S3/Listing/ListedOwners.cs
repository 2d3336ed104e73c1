using Holdfast.Kernel.Ids;

namespace Holdfast.Services.S3.Listing;

/// <summary>The owners of one page, who mostly are one and the same: a canonical user id is a hash.</summary>
internal sealed class ListedOwners
{
    private AccountId _latest;
    private OwnerShape? _shape;

    /// <summary>Makes the shape of an owner.</summary>
    public OwnerShape Of(AccountId owner)
    {
        if (_shape is null || owner != _latest)
        {
            (_latest, _shape) = (owner, new() { ID = CanonicalUserId.Of(owner) });
        }

        return _shape;
    }
}
