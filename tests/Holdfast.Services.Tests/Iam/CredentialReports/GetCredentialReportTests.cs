using System.Text;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.Accounts;
using Holdfast.Services.Iam.CredentialReports;
using Holdfast.Services.Iam.LoginProfiles;
using Holdfast.Services.Iam.MfaDevices;
using Holdfast.Services.Iam.PasswordPolicies;
using Holdfast.Services.Iam.SigningCertificates;
using Holdfast.Services.Iam.Users;
using Holdfast.Services.Tests.Iam.LastAccessed;

namespace Holdfast.Services.Tests.Iam.CredentialReports;

public sealed class GetCredentialReportTests : UsageTests
{
    private const string RootKeys = "false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A";

    [Fact]
    public async Task Has_the_columns_of_AWS_and_a_row_of_the_root_user()
    {
        GivenAccount();

        var lines = await LinesAsync();

        Assert.Equal(
            [
                "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated",
                "<root_account>,arn:aws:iam::111122223333:root,2029-12-01T00:00:00+00:00,not_supported,no_information,not_supported,not_supported,false," + RootKeys,
            ],
            lines);
    }

    [Fact]
    public async Task Tells_the_credentials_of_each_user_in_the_order_of_their_names()
    {
        GivenAccount();
        var bob = GivenUser("Bob", "/team/");
        var alice = GivenUser("alice");
        var key = GivenKey(alice);
        GivenKey(alice, "AKIAI44QH8DHBEXAMPLE", created: Created.AddDays(1));
        GivenKey(bob, "AKIAIUNUSED7EXAMPLE2", "Inactive");
        World.Given(Profile(alice));
        World.Given(new EnabledMfaDevice { Account = Account, OwnerId = alice.Id, SerialNumber = "arn:aws:iam::111122223333:mfa/phone", EnableDate = Created });
        Called(CallerOf(alice, key), "GetCallerIdentity", "eu-west-1");

        var lines = await LinesAsync();

        Assert.Equal(
            [
                "alice,arn:aws:iam::111122223333:user/alice,2029-12-01T00:00:00+00:00,true,no_information,2029-12-01T00:00:00+00:00,N/A,true,"
                + "true,2029-12-01T00:00:00+00:00,2030-01-01T00:00:00+00:00,eu-west-1,sts,true,2029-12-02T00:00:00+00:00,N/A,N/A,N/A,false,N/A,false,N/A",
                "Bob,arn:aws:iam::111122223333:user/team/Bob,2029-12-01T00:00:00+00:00,false,N/A,N/A,N/A,false,"
                + "false,2029-12-01T00:00:00+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A",
            ],
            lines.Skip(2));
    }

    [Fact]
    public async Task Tells_when_passwords_were_used_and_are_due()
    {
        GivenAccount();
        World.Given(new PasswordPolicy
        {
            Account = Account,
            MinimumLength = 8,
            RequiresSymbols = false,
            RequiresNumbers = false,
            RequiresUppercase = false,
            RequiresLowercase = false,
            AllowsUsersToChange = true,
            MaxAgeDays = 90,
        });
        var alice = GivenUser("alice");
        World.Given(Profile(alice));
        await GoneAsync(alice);
        World.Given(alice with { PasswordLastUsed = Created.AddDays(2) });

        var row = (await LinesAsync())[2];

        Assert.StartsWith(
            "alice,arn:aws:iam::111122223333:user/alice,2029-12-01T00:00:00+00:00,true,2029-12-03T00:00:00+00:00,2029-12-01T00:00:00+00:00,2030-03-01T00:00:00+00:00,",
            row,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_signing_certificates()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        GivenCertificate(alice, "B", "Inactive", Created.AddDays(1));
        GivenCertificate(alice, "A", "Active", Created.AddDays(2));

        Assert.EndsWith(",false,2029-12-02T00:00:00+00:00,true,2029-12-03T00:00:00+00:00", (await LinesAsync())[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotes_a_name_that_holds_a_comma()
    {
        GivenAccount();
        GivenUser("a,b");

        Assert.StartsWith("\"a,b\",\"arn:aws:iam::111122223333:user/a,b\",2029", (await LinesAsync())[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_what_was_not_asked_for()
        => await RefusedAsync<CredentialReportNotPresentException>(GetAsync);

    [Fact]
    public async Task Refuses_what_is_not_made_yet()
    {
        GivenAccount();
        await World.CallAsync(new GenerateCredentialReport(), new());

        await RefusedAsync<CredentialReportNotReadyException>(GetAsync);
    }

    [Fact]
    public async Task Refuses_what_is_four_hours_old()
    {
        GivenAccount();
        await LinesAsync();
        World.Clock.Advance(CredentialReport.Kept - TimeSpan.FromSeconds(1));
        Assert.Equal(World.Now - CredentialReport.Kept + TimeSpan.FromSeconds(1), (await GetAsync()).GeneratedTime);
        Tick(1);

        await RefusedAsync<CredentialReportExpiredException>(GetAsync);
    }

    private static LoginProfile Profile(User user) => new()
    {
        Account = Account,
        OwnerId = user.Id,
        CreateDate = Created,
        PasswordHash = "hashed",
        PasswordSetAt = Created,
        IsResetRequired = false,
    };

    private void GivenCertificate(User user, string id, string status, DateTimeOffset uploaded)
        => World.Given(new SigningCertificate { Account = Account, OwnerId = user.Id, Id = id, Body = "pem", Status = status, UploadDate = uploaded });

    private void GivenAccount()
        => World.Given(new IamAccount { Id = Account, Name = "test", Email = "root@example.com", Partition = "aws", CreateDate = Created });

    private Task<GetCredentialReportResponse> GetAsync() => World.CallAsync(new GetCredentialReport(), new());

    private async Task<string[]> LinesAsync()
    {
        await World.CallAsync(new GenerateCredentialReport(), new());
        await World.SettleAsync();
        var report = await GetAsync();
        Assert.Equal("text/csv", report.ReportFormat);
        return Encoding.UTF8.GetString(report.Content!.Value.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
