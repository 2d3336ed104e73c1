using Holdfast.Kernel;
using Holdfast.Kernel.Ports;
using Holdfast.Store;

namespace Holdfast.Services.Tests.S3;

/// <summary>Devices of which root has one, whose present code is known and good once.</summary>
internal sealed class OneCodeDevices : IMfaDevices
{
    /// <summary>The serial number of the device.</summary>
    public const string Serial = "arn:aws:iam::111122223333:mfa/root-account-mfa-device";

    /// <summary>The code that is good; used up once it was.</summary>
    public string? Code { get; set; } = "123456";

    /// <summary>How often a code was looked at.</summary>
    public int Looks { get; private set; }

    public ValueTask<bool> TryUseCodeAsync(ITransaction transaction, Caller caller, string serialNumber, string code, CancellationToken cancellationToken)
    {
        Looks++;
        var isGood = caller.Kind == CallerKind.Root && serialNumber == Serial && code == Code;
        Code = isGood ? null : Code;
        return new(isGood);
    }

    public ValueTask<IReadOnlyList<string>> SerialNumbersOfAsync(IReadTransaction transaction, Caller caller, CancellationToken cancellationToken)
        => new(caller.Kind == CallerKind.Root ? [Serial] : []);
}
