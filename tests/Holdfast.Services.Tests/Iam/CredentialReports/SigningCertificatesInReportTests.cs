using Holdfast.Services.Iam.CredentialReports;
using Holdfast.Services.Iam.SigningCertificates;
using Holdfast.Store;

namespace Holdfast.Services.Tests.Iam.CredentialReports;

public sealed class SigningCertificatesInReportTests : CredentialTests
{
    [Fact]
    public async Task The_report_tells_of_each_certificate_the_oldest_first()
    {
        GivenAccount();
        var alice = GivenUser("alice");
        World.Given(Certificate(alice.Id, "A", "Active", Created.AddDays(1)));
        World.Given(Certificate(alice.Id, "B", "Inactive", Created));
        World.Given(Certificate(Account.Value, "C", "Active", Created));

        using var transaction = World.Store.Begin(new Cause("report", 0));
        var credentials = await AccountCredentials.ReadAsync(transaction, Account, Uses, CancellationToken.None);
        using var text = new StringWriter();
        credentials.Write(text);

        var lines = text.ToString().TrimEnd().Split('\n');
        Assert.EndsWith(",true,2029-12-01T00:00:00+00:00,false,N/A", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",false,2029-12-01T00:00:00+00:00,true,2029-12-02T00:00:00+00:00", lines[2], StringComparison.Ordinal);
    }

    private static SigningCertificate Certificate(string ownerId, string id, string status, DateTimeOffset uploaded)
        => new() { Account = Account, OwnerId = ownerId, Id = id, Body = "", Status = status, UploadDate = uploaded };
}
