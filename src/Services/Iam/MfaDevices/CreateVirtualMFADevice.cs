using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.Tags;
using Holdfast.Services.Iam.Users;
using Holdfast.Store;

namespace Holdfast.Services.Iam.MfaDevices;

/// <summary>Creates a virtual MFA device, which is nobody's until it is enabled.</summary>
/// <remarks>The seed leaves the server in this response, as text and as a picture, and never again: the store keeps it sealed.</remarks>
internal sealed class CreateVirtualMFADevice(ISecretSealer sealer, IamQuotas quotas)
    : IOperation<CreateVirtualMFADeviceRequest, CreateVirtualMFADeviceResponse>
{
    // Sixty-four characters of base 32.
    private const int SeedBytes = 40;

    public ValueTask<Target> TargetAsync(CreateVirtualMFADeviceRequest request, Call call, CancellationToken cancellationToken)
        => new(new Target(VirtualMfaDevice.ArnOf(
            call.Partition.Name, call.Account, request.Path ?? UserTable.RootPath, request.VirtualMFADeviceName))
            .With(request.Tags.RequestKeys()));

    public async ValueTask<CreateVirtualMFADeviceResponse> ExecuteAsync(
        CreateVirtualMFADeviceRequest request, Call call, CancellationToken cancellationToken)
    {
        var tags = TagRules.OfVirtualMfaDevices.Read(request.Tags);
        var path = request.Path ?? UserTable.RootPath;
        var key = VirtualMfaDevice.KeyOf(call.Account, path + request.VirtualMFADeviceName);
        if (await call.Transaction.FindAsync<VirtualMfaDevice>(key, cancellationToken) is not null)
        {
            throw new EntityAlreadyExistsException("MFADevice entity at the same path and name already exists.");
        }

        // "Virtual MFA devices (assigned or unassigned) in an AWS account: equal to the user quota for the account."
        if (!await call.Transaction.HasRoomAsync<VirtualMfaDevice>(
            VirtualMfaDevice.PrefixOf(call.Account), quotas.UsersPerAccount, cancellationToken))
        {
            throw new LimitExceededException($"Cannot exceed quota for VirtualMFADevicesPerAccount: {quotas.UsersPerAccount}");
        }

        var seed = NewSeed(call);
        var serialNumber = VirtualMfaDevice.ArnOf(call.Partition.Name, call.Account, path, request.VirtualMFADeviceName).Value;
        call.Transaction.Insert(new VirtualMfaDevice
        {
            Account = call.Account,
            Partition = call.Partition.Name,
            Name = request.VirtualMFADeviceName,
            Path = path,
            SealedSeed = sealer.Seal(seed, serialNumber),
            Tags = tags,
        });
        return new()
        {
            VirtualMFADevice = new()
            {
                SerialNumber = serialNumber,
                Base32StringSeed = Encoding.ASCII.GetBytes(seed),
                QRCodePNG = SeedQrCode.Draw(request.VirtualMFADeviceName, await AccountNameAsync(call, cancellationToken), seed),
                Tags = tags.ToShapesOrNull(),
            },
        };
    }

    private static string NewSeed(Call call)
    {
        Span<byte> seed = stackalloc byte[SeedBytes];
        call.Ids.Fill(seed);
        return Base32.Encode(seed);
    }

    private static async ValueTask<string> AccountNameAsync(Call call, CancellationToken cancellationToken)
        => (await call.Transaction.FindByIndexAsync(AccountAlias.ByAccount, call.Account.Value, cancellationToken))?.Alias ?? call.Account.Value;
}
