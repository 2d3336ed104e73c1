using System.Text;
using Holdfast.Services.Iam;
using Holdfast.Services.Iam.MfaDevices;

namespace Holdfast.Services.Tests.Iam.MfaDevices;

public sealed class TotpTests
{
    private static readonly Totp Totp = new("12345678901234567890"u8.ToArray());

    /// <summary>The last six digits of the vectors for SHA-1 in appendix B of RFC 6238.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Makes_the_codes_of_the_standard(long seconds, string code)
        => Assert.Equal(code, Totp.CodeOf(Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Finds_a_code_inside_its_window_only()
    {
        Assert.Equal(100, Totp.Find(Totp.CodeOf(100), expected: 101, window: 1, after: null));
        Assert.Equal(102, Totp.Find(Totp.CodeOf(102), expected: 101, window: 1, after: null));
        Assert.Null(Totp.Find(Totp.CodeOf(103), expected: 101, window: 1, after: null));
        Assert.Null(Totp.Find("12345", expected: 101, window: 1, after: null));
    }

    [Fact]
    public void Finds_no_code_that_was_used_or_is_older()
    {
        Assert.Null(Totp.Find(Totp.CodeOf(101), expected: 101, window: 1, after: 101));
        Assert.Null(Totp.Find(Totp.CodeOf(100), expected: 101, window: 1, after: 101));
        Assert.Equal(102, Totp.Find(Totp.CodeOf(102), expected: 101, window: 1, after: 101));
    }

    [Fact]
    public void Finds_two_codes_in_a_row_and_gives_the_step_of_the_second()
    {
        Assert.Equal(81, Totp.FindPair(Totp.CodeOf(80), Totp.CodeOf(81), expected: 100, window: 20, after: null));
        Assert.Null(Totp.FindPair(Totp.CodeOf(81), Totp.CodeOf(80), expected: 100, window: 20, after: null));
        Assert.Null(Totp.FindPair(Totp.CodeOf(80), Totp.CodeOf(82), expected: 100, window: 20, after: null));
        Assert.Null(Totp.FindPair(Totp.CodeOf(78), Totp.CodeOf(79), expected: 100, window: 20, after: null));
        Assert.Null(Totp.FindPair(Totp.CodeOf(80), Totp.CodeOf(81), expected: 100, window: 20, after: 80));
    }

    /// <summary>The vectors of RFC 4648 whose length needs no padding.</summary>
    [Theory]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobafooba", "MZXW6YTBMZXW6YTB")]
    public void Writes_and_reads_base_32(string text, string encoded)
    {
        Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(text, Encoding.ASCII.GetString(Base32.Decode(encoded)));
    }
}
