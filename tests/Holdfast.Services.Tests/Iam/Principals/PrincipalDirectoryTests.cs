using Holdfast.Services.Iam.Principals;
using Holdfast.Store;

namespace Holdfast.Services.Tests.Iam.Principals;

/// <summary>Who exists, as services ask whose resources have policies.</summary>
public sealed class PrincipalDirectoryTests : IamTests
{
    [Theory]
    [InlineData("AWS", "*", true)]
    [InlineData("AWS", "999988887777", true)]
    [InlineData("AWS", "arn:aws:iam::999988887777:root", true)]
    [InlineData("AWS", "arn:aws:iam::111122223333:user/alice", true)]
    [InlineData("AWS", "arn:aws:iam::111122223333:user/bob", false)]
    [InlineData("AWS", "arn:aws:iam::111122223333:role/deploy", true)]
    [InlineData("AWS", "arn:aws:iam::111122223333:role/other", false)]
    [InlineData("AWS", "arn:aws:sts::111122223333:assumed-role/deploy/session", true)]
    [InlineData("AWS", "arn:aws:sts::111122223333:assumed-role/other/session", false)]
    [InlineData("AWS", "AIDAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("Service", "cloudtrail.amazonaws.com", true)]
    [InlineData("Service", "cloudtrail", false)]
    [InlineData("Federated", "accounts.google.com", true)]
    [InlineData("Federated", "somebody.example.com", false)]
    public async Task Users_and_roles_are_looked_up_and_others_are_known_by_their_form(string type, string name, bool exists)
    {
        GivenUser("alice");
        World.Given(NewRole("deploy"));

        using var transaction = World.Store.Begin(new Cause("read", 0));
        Assert.Equal(exists, await new PrincipalDirectory().ExistsAsync(transaction, type, name, CancellationToken.None));
    }
}
