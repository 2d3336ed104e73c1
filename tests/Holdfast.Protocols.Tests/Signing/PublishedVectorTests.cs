using Holdfast.Protocols.Signing;

namespace Holdfast.Protocols.Tests.Signing;

/// <summary>The signatures that AWS has published verify, and we make the same ones.</summary>
public sealed class PublishedVectorTests
{
    private static readonly string[] Files = ["aws-sig-v4-test-suite", "aws-c-auth-paths-and-queries", "s3-api-reference"];

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Files)
        {
            foreach (var one in VectorFile.Read(file).Cases)
            {
                data.Add(file, one.Name);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Verifies_what_AWS_published(string file, string name)
    {
        var vectors = VectorFile.Read(file);
        var wire = vectors.Cases.Single(one => one.Name == name).ToWire();

        Assert.Null(wire.Verify(vectors.ToSecret(), vectors.ToScope(), Wire.Time(vectors.Now)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses_what_AWS_published_under_another_secret(string file, string name)
    {
        var vectors = VectorFile.Read(file);
        var wire = vectors.Cases.Single(one => one.Name == name).ToWire();
        var other = new SigningSecret(vectors.AccessKeyId, vectors.Secret + "x");

        var refusal = wire.Verify(other, vectors.ToScope(), Wire.Time(vectors.Now));

        Assert.Equal(RefusalKind.SignatureMismatch, refusal?.Kind);
    }
}
