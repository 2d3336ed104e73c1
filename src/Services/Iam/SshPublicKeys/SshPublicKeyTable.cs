using Holdfast.Kernel;
using Holdfast.Services.Iam.Users;

namespace Holdfast.Services.Iam.SshPublicKeys;

/// <summary>Finds SSH public keys, and owns IAM's words for one that is missing.</summary>
internal static class SshPublicKeyTable
{
    /// <summary>Finds an SSH public key of a user.</summary>
    /// <exception cref="NoSuchEntityException">There is none, or it is another's.</exception>
    public static async ValueTask<SshPublicKey> SshPublicKeyAsync(this Call call, User owner, string id, CancellationToken cancellationToken)
        => await call.Transaction.FindAsync<SshPublicKey>(SshPublicKey.KeyOf(call.Account, owner.Id, id), cancellationToken)
            ?? throw new NoSuchEntityException($"The SSH Public Key with id {id} cannot be found.");

    /// <summary>Gives the key as answers have it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="body">The key in the encoding that was asked for.</param>
    public static SSHPublicKeyShape ToShape(this SshPublicKey key, User owner, string body) => new()
    {
        UserName = owner.Name,
        SSHPublicKeyId = key.Id,
        Fingerprint = key.Fingerprint,
        SSHPublicKeyBody = body,
        Status = key.Status,
        UploadDate = key.UploadDate,
    };
}
