using Holdfast.Services.Iam.PasswordPolicies;

namespace Holdfast.Services.Tests.Iam.PasswordPolicies;

public sealed class PasswordRulesTests : CredentialTests
{
    private const string Upper = "Password should have at least one uppercase letter";
    private const string Lower = "Password should have at least one lowercase letter";
    private const string Number = "Password should have at least one number";
    private const string Symbol = "Password should have at least one symbol";

    [Theory]
    [InlineData("Short-1", "Password should have a minimum length of 8")]
    [InlineData("lowercase1", "Password should meet 1 more of the following requirements: " + Upper + ", " + Symbol)]
    [InlineData("lowercase", "Password should meet 2 more of the following requirements: " + Upper + ", " + Number + ", " + Symbol)]
    [InlineData("ÄÖÜäöüßß", "Password should meet 3 more of the following requirements: " + Upper + ", " + Lower + ", " + Number + ", " + Symbol)]
    [InlineData("test-account-1", "Password should not be identical to the AWS account name or email address")]
    [InlineData("root-1@EXAMPLE.com", "Password should not be identical to the AWS account name or email address")]
    [InlineData("Lowercase1", null)]
    [InlineData("UPPER-CASE-1", null)]
    [InlineData("lower case ~ 1", "Password should meet 1 more of the following requirements: " + Upper + ", " + Symbol)]
    public void Demands_three_of_four_classes_when_the_account_has_no_policy(string password, string? violation)
        => Assert.Equal(violation, PasswordRules.FindViolation(password, policy: null, GivenAccount()));

    [Theory]
    [InlineData("aaaaaaaaa", "Password should have a minimum length of 10, " + Upper + ", " + Number + ", " + Symbol)]
    [InlineData("AAAAAAAAA1!", Lower)]
    [InlineData("aA1!aA1!aA1!", null)]
    public void Demands_what_the_policy_says(string password, string? violation)
    {
        var policy = new PasswordPolicy
        {
            Account = Account,
            MinimumLength = 10,
            RequiresSymbols = true,
            RequiresNumbers = true,
            RequiresUppercase = true,
            RequiresLowercase = true,
            AllowsUsersToChange = false,
        };

        Assert.Equal(violation, PasswordRules.FindViolation(password, policy, GivenAccount()));
    }

    [Fact]
    public void Takes_for_symbols_those_that_the_guide_lists()
    {
        var policy = new PasswordPolicy
        {
            Account = Account,
            MinimumLength = 1,
            RequiresSymbols = true,
            RequiresNumbers = false,
            RequiresUppercase = false,
            RequiresLowercase = false,
            AllowsUsersToChange = false,
        };
        var account = GivenAccount();

        Assert.Equal(
            "!#$%&'()*+-=@[]^_{|}",
            string.Concat(Enumerable.Range(' ', 95).Select(code => (char)code).Where(symbol => PasswordRules.FindViolation(symbol.ToString(), policy, account) is null)));
    }
}
