using System.Text;
using System.Text.RegularExpressions;
using Holdfast.Gateway.Recording;
using Holdfast.Protocols.Models;
using Holdfast.Protocols.Shapes;
using Holdfast.Server;

namespace Holdfast.Gateway.Tests.Recording;

/// <summary>Walks every implemented operation of every service and looks for secrets in what would be recorded of it.</summary>
public sealed partial class SecretsInRecordsTests
{
    /// <summary>Members that hold a secret, wherever they stand.</summary>
    internal static readonly HashSet<string> Secrets = new(StringComparer.Ordinal)
    {
        "Password", "OldPassword", "NewPassword", "SecretAccessKey", "PrivateKey", "AddPrivateKey", "ServicePassword", "ServiceCredentialSecret",
        "Base32StringSeed", "QRCodePNG", "AuthenticationCode1", "AuthenticationCode2", "TokenCode", "SAMLAssertion", "WebIdentityToken",
        "EncodedMessage", "DecodedMessage", "TradeInToken",
        "Plaintext", "PrivateKeyPlaintext", "SharedSecret", "GrantToken", "GrantTokens", "ImportToken", "EncryptedKeyMaterial", "CiphertextBlob", "ContextAssertion",
    };

    /// <summary>Members whose names sound like a secret, and why they are none.</summary>
    private static readonly Dictionary<string, string> Harmless = new(StringComparer.Ordinal)
    {
        ["SessionToken"] = "CloudTrail records it: without the secret key it signs nothing",
        ["PackedPolicySize"] = "a number",
        ["PrivateKeyCiphertextBlob"] = "encrypted, and in an answer that records leave out",
        ["NextToken"] = "a place in a list",
        ["HttpRedirectCode"] = "a status",
        ["Token"] = "what AWS's support gives out to allow a change of a bucket",
        ["ContinuationToken"] = "a place in a list",
        ["NextContinuationToken"] = "a place in a list",
        ["PasswordPolicy"] = "rules",
        ["ExpirePasswords"] = "yes or no",
        ["PasswordReusePrevention"] = "a number",
        ["PasswordLastUsed"] = "an instant",
        ["PasswordResetRequired"] = "yes or no",
        ["AllowUsersToChangePassword"] = "yes or no",
        ["MaxPasswordAge"] = "a number",
        ["MinimumPasswordLength"] = "a number",
        ["GlobalEndpointTokenVersion"] = "a choice",
        ["RemovePrivateKey"] = "the id of a key",
        ["PrivateKeyList"] = "ids of keys with their dates",
        ["AssertionEncryptionMode"] = "a choice",
        ["Code"] = "the code of an error",
        ["errorCode"] = "the code of an error",
        ["LatestIngestionErrorCode"] = "the code of an error",
        ["SubjectFromWebIdentityToken"] = "the user's id with the provider; CloudTrail records it",
        ["DeletionTaskId"] = "the id of a task",
    };

    public static TheoryData<string> Operations()
    {
        var data = new TheoryData<string>();
        foreach (var operation in Implemented())
        {
            data.Add(operation.ToString());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void No_record_holds_a_secret(string name)
    {
        var operation = Implemented().Single(operation => operation.ToString() == name);
        var recorded = new RecordedOperation(operation, new ResourceTable(operation.Service.ResourceTypes));
        var text = TextOf(operation.Input, recorded.RequestRules)
            + (recorded.OmitsResponse || operation.Output is null ? "" : TextOf(operation.Output, recorded.ResponseRules));

        Assert.DoesNotContain(MembersIn(text), Secrets.Contains);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_member_that_sounds_like_a_secret_is_known_to_be_one_or_not(string name)
    {
        var operation = Implemented().Single(operation => operation.ToString() == name);
        var members = MembersOf(operation.Input, 0).Concat(MembersOf(operation.Output, 0));

        Assert.All(
            members.Where(member => SoundsSecret().IsMatch(member)),
            member => Assert.True(Secrets.Contains(member) || Harmless.ContainsKey(member), $"{member} of {name} must be named as a secret or as none."));
    }

    [Fact]
    public void A_secret_that_no_rule_hides_is_found()
    {
        var secret = new Shape("Sample", ShapeKind.Structure)
        {
            MembersOf = () => [new Member("Name", 0, new Shape("name", ShapeKind.String)), new Member("TokenCode", 1, new Shape("code", ShapeKind.String))],
        };

        var text = TextOf(secret, Holdfast.Protocols.Record.RecordRules.Of(Implemented()[0].Service, []));

        Assert.Equal(["Name", "TokenCode"], MembersIn(text));
    }

    private static OperationModel[] Implemented()
        => [.. ServiceCatalog.All().SelectMany(service => service.Model.Operations).Where(operation => operation.Input is not null && !operation.IsUnrecorded)];

    private static string TextOf(Shape? shape, Holdfast.Protocols.Record.RecordRules rules)
        => shape is null ? "" : Encoding.UTF8.GetString(RecordBuffer.Take().WriteElements(new FullShape(shape), rules, requestId: null));

    // What a member says of itself, in the clear or as the base 64 of a blob.
    private static IEnumerable<string> MembersIn(string text)
        => Mark().Matches(text).Select(mark => mark.Groups["name"].Value)
            .Concat(Secrets.Where(secret => text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes($"[{secret}]")), StringComparison.Ordinal)));

    private static IEnumerable<string> MembersOf(Shape? shape, int depth)
    {
        if (shape is null || depth > 8)
        {
            return [];
        }

        var members = shape.Kind is ShapeKind.Structure or ShapeKind.List or ShapeKind.Map ? shape.Members.ToArray() : [];
        return members
            .Where(_ => shape.Kind == ShapeKind.Structure)
            .Select(member => member.Name)
            .Concat(members.SelectMany(member => MembersOf(member.Target, depth + 1)))
            .Distinct(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\[(?<name>\w+)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"password|secret|seed|privatekey|assertion|qrcode|code\d?$|token", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SoundsSecret();
}
