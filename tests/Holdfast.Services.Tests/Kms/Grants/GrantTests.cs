using Holdfast.Services.Kms;
using Holdfast.Services.Kms.Grants;
using Holdfast.Services.Kms.Keys;

namespace Holdfast.Services.Tests.Kms.Grants;

/// <summary>Grants as somebody made them.</summary>
public abstract class GrantTests : KmsTests
{
    protected const string Bob = "arn:aws:iam::111122223333:user/bob";
    protected const string Carol = "arn:aws:iam::111122223333:user/carol";

    private protected CreateGrant CreateGrant => new(Ring, Quotas);

    private protected Task<CreateGrantResponse> GivenGrantAsync(
        Key key, string grantee = Bob, string? retiring = null, GrantConstraintsShape? constraints = null, string? name = null, params string[] operations)
        => World.CallAsync(
            CreateGrant,
            new()
            {
                KeyId = key.Id,
                GranteePrincipal = grantee,
                RetiringPrincipal = retiring,
                Constraints = constraints,
                Name = name,
                Operations = operations is [] ? [GrantOperation.Encrypt, GrantOperation.Decrypt] : operations,
            });

    private protected Task<Grant?> GrantAsync(Key key, string? id) => World.FindAsync<Grant>(Grant.PrefixOf(key.RecordKey) + id);
}
