using System.Text;
using Holdfast.Kernel;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Store;
using Holdfast.Testing;

namespace Holdfast.Services.Tests.Iam;

/// <summary>What tests of passwords and MFA devices are given beside users: an account, authenticators, passwords that conform.</summary>
public abstract class CredentialTests : IamTests
{
    /// <summary>A password that the default policy admits.</summary>
    protected const string Password = "Correct-horse-1";

    /// <summary>Another one.</summary>
    protected const string OtherPassword = "Battery-staple-2";

    /// <summary>The serial number of the device that <see cref="NewDeviceAsync"/> makes unless it is told another name.</summary>
    protected const string Phone = "arn:aws:iam::111122223333:mfa/phone";

    private protected WallClock WallClock => new(World.Clock);

    private protected EnableMFADevice EnableMFADevice => new(World.Sealer, WallClock, Quotas);

    /// <summary>The step of time in which the world's clock is.</summary>
    protected long Step => Totp.StepOf(World.Now);

    /// <summary>Puts the account itself in place.</summary>
    private protected IamAccount GivenAccount(string? passwordHash = null)
    {
        var account = new IamAccount
        {
            Id = Account,
            Name = "Test-account-1",
            Email = "Root-1@example.com",
            Partition = "aws",
            CreateDate = Created,
            PasswordHash = passwordHash,
        };
        World.Given(account);
        return account;
    }

    /// <summary>Puts a password policy in place, lax but for what the test makes strict.</summary>
    private protected void GivenPasswordPolicy(Func<PasswordPolicy, PasswordPolicy> strict)
        => World.Given(strict(new PasswordPolicy
        {
            Account = Account,
            MinimumLength = 6,
            RequiresSymbols = false,
            RequiresNumbers = false,
            RequiresUppercase = false,
            RequiresLowercase = false,
            AllowsUsersToChange = false,
        }));

    /// <summary>Gives a user a password.</summary>
    protected Task GivenPasswordAsync(string userName, string password = Password, bool resetRequired = false)
        => World.CallAsync(new CreateLoginProfile(), new() { UserName = userName, Password = password, PasswordResetRequired = resetRequired });

    /// <summary>Creates a virtual device, and gives what an authenticator makes of its seed.</summary>
    private protected async Task<Totp> NewDeviceAsync(string name = "phone")
    {
        var response = await World.CallAsync(new CreateVirtualMFADevice(World.Sealer, Quotas), new() { VirtualMFADeviceName = name });
        return new(Base32.Decode(Encoding.ASCII.GetString(response.VirtualMFADevice.Base32StringSeed!.Value.Span)));
    }

    /// <summary>Creates a virtual device and enables it with the codes of this step and the one before.</summary>
    private protected async Task<Totp> GivenEnabledDeviceAsync(string userName, string name = "phone")
    {
        var totp = await NewDeviceAsync(name);
        await EnableAsync(userName, totp, Step - 1, $"arn:aws:iam::{Account}:mfa/{name}");
        return totp;
    }

    /// <summary>Enables a device with the codes of two steps.</summary>
    private protected Task EnableAsync(string userName, Totp totp, long step, string serialNumber = Phone, string? asUser = null)
        => World.CallAsync(
            EnableMFADevice,
            new()
            {
                UserName = userName,
                SerialNumber = serialNumber,
                AuthenticationCode1 = totp.CodeOf(step),
                AuthenticationCode2 = totp.CodeOf(step + 1),
            },
            asUser);

    /// <summary>Does something in a transaction that commits.</summary>
    protected async Task<T> InTransactionAsync<T>(Func<ITransaction, Task<T>> work)
    {
        using var transaction = World.Store.Begin(new Cause("test", 0) { At = World.Now });
        var result = await work(transaction);
        Assert.Equal(CommitOutcome.Committed, await World.Store.CommitAsync(transaction, Durability.Durable, CancellationToken.None));
        return result;
    }

    /// <summary>A session of the root user that AssumeRoot made.</summary>
    protected static Caller AssumedRoot => World.RootOf(Account) with
    {
        Session = new() { IssuedAt = Created, IsAssumedRoot = true },
    };
}
