using System.Net;
using System.Reflection;
using CsCheck;
using Holdfast.Policy.Conditions;
using Holdfast.Policy.Documents;
using Holdfast.Policy.Evaluation;

namespace Holdfast.Policy.Tests.Conditions;

public sealed class ContextValueTests
{
    [Fact]
    public void An_address_prints_and_reads_as_the_framework_does() =>
        Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16], Gen.Byte[0, 1].Array[16]).Sample(static bytes =>
        {
            var address = new IPAddress(bytes);
            Assert.Equal(
                bytes.Length == 4 ? address.ToString() : Plain(bytes), ContextValue.OfAddress(bytes).ToString());
            Assert.True(IpValue.TryParse(address.ToString(), out var parsed));
            Assert.Equal(IpValue.Of(bytes), parsed);
        });

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2..4")]
    [InlineData("::1::")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("1:")]
    [InlineData("")]
    public void Refuses_what_is_no_address(string text) => Assert.False(IpValue.TryParse(text, out _));

    [Theory]
    [InlineData("StringEquals", "aws:CurrentTime", "2026-05-01T10:00:00Z")]
    [InlineData("DateEquals", "aws:CurrentTime", "1777629600")]
    [InlineData("NumericEquals", "aws:CurrentTime", "1777629600")]
    [InlineData("StringLike", "aws:SourceIp", "203.0.113.*")]
    [InlineData("IpAddress", "aws:SourceIp", "203.0.113.0/24")]
    [InlineData("StringEquals", "aws:MultiFactorAuthAge", "61")]
    [InlineData("NumericLessThan", "aws:MultiFactorAuthAge", "61.5")]
    [InlineData("DateGreaterThan", "aws:MultiFactorAuthAge", "1970-01-01T00:01:00Z")]
    [InlineData("StringEquals", "aws:SecureTransport", "true")]
    [InlineData("Bool", "aws:SecureTransport", "TRUE")]
    [InlineData("Null", "aws:SecureTransport", "false")]
    public void A_typed_value_is_worth_its_text(string operation, string key, string value)
    {
        var document = PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"{{{operation}}}":{"{{{key}}}":"{{{value}}}"} } } }""",
            PolicyKind.Identity).Document!;
        var policies = new ApplicablePolicies { Identity = [CompiledPolicy.Compile(document, "p")] };
        var request = new AuthorizationRequest
        {
            Principal = PrincipalDescriptor.User("arn:aws:iam::111122223333:user/a", "111122223333"),
            Action = ActionName.Parse("s3:GetObject"),
        };
        request.Context.Set(
            GlobalKeys.CurrentTime, new DateTimeOffset(2026, 5, 1, 12, 0, 0, 700, TimeSpan.FromHours(2)));
        request.Context.SetAddress(GlobalKeys.SourceIp, [203, 0, 113, 9]);
        request.Context.Set(GlobalKeys.MultiFactorAuthAge, 61);
        request.Context.Set(GlobalKeys.SecureTransport, true);

        Assert.True(Evaluator.Evaluate(request, in policies).IsAllowed);
    }

    [Fact]
    public void Every_global_key_has_its_own_place()
    {
        var keys = typeof(GlobalKeys).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(static p => (ConditionKey)p.GetValue(null)!).ToArray();

        Assert.DoesNotContain(keys, static k => k.Slot == 0);
        Assert.Equal(keys.Length, keys.Select(static k => k.Slot).Distinct().Count());
        Assert.Equal(keys.Length + 1, KeySlots.Count);
    }

    [Fact]
    public void A_context_keeps_many_keys_the_later_value_of_each_and_nothing_after_a_reset()
    {
        var context = new RequestContext();
        for (var i = 0; i < 500; i++)
        {
            context.Set(ConditionKey.Create("k:" + i), i);
        }

        context.Set("K:7", ContextValue.Of("seven"));
        context.Set(GlobalKeys.UserName, "alice");

        Assert.Equal(501, context.Count);
        Assert.True(context.TryGet(ConditionKey.Create("k:7"), out var seven));
        Assert.Equal("seven", seven.ToString());
        Assert.True(context.TryGet(ConditionKey.Create("AWS:USERNAME"), out _));

        context.Reset();

        Assert.False(context.TryGet(ConditionKey.Create("k:7"), out _));
        Assert.False(context.TryGet(GlobalKeys.UserName, out _));
    }

    // The framework writes the end of some addresses as IPv4; canonical text does not.
    private static string Plain(byte[] bytes)
    {
        var text = new IPAddress(bytes).ToString();
        return text.Contains('.', StringComparison.Ordinal) ? ContextValue.OfAddress(bytes).ToString() : text;
    }
}
