using System.Security.Cryptography;

namespace Holdfast.Conformance.Tests.Cli;

/// <summary>The archive in the hands of somebody with the AWS CLI: the high-level <c>aws s3</c> and the low-level <c>aws s3api</c>.</summary>
public sealed class ArchiveTests(HoldfastServer server) : IClassFixture<HoldfastServer>
{
    private const int LargeBytes = 40 << 20;

    [Fact]
    public async Task A_folder_is_copied_synchronized_listed_and_removed()
    {
        var aws = Administrator("220000000021");
        using var folder = new TemporaryFolder();
        var large = Path.Combine(folder.Path, "sub", "large.bin");
        Directory.CreateDirectory(Path.GetDirectoryName(large)!);
        var bytes = RandomNumberGenerator.GetBytes(LargeBytes);
        await File.WriteAllBytesAsync(large, bytes, TestContext.Current.CancellationToken);
        await folder.WriteAsync("note.txt", "note");
        await folder.WriteAsync("odd name+&é.txt", "odd");

        await aws("s3", "mb", "s3://cli-folder");
        await aws("s3", "sync", folder.Path, "s3://cli-folder/in");
        var again = await aws("s3", "sync", folder.Path, "s3://cli-folder/in");
        var listed = await aws("s3", "ls", "s3://cli-folder/in/", "--recursive");
        using var back = new TemporaryFolder();
        await aws("s3", "cp", "s3://cli-folder/in", back.Path, "--recursive");
        await aws("s3", "mv", "s3://cli-folder/in/note.txt", "s3://cli-folder/moved.txt");
        var moved = await aws("s3", "cp", "s3://cli-folder/moved.txt", "-");
        await aws("s3", "rm", "s3://cli-folder", "--recursive");
        var removed = await aws("s3", "rb", "s3://cli-folder");

        Assert.Equal("", again.Trim());
        Assert.Equal(3, listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(back.Path, "sub", "large.bin"), TestContext.Current.CancellationToken));
        Assert.Equal("odd", await File.ReadAllTextAsync(Path.Combine(back.Path, "odd name+&é.txt"), TestContext.Current.CancellationToken));
        Assert.Equal("note", moved);
        Assert.Contains("remove_bucket: cli-folder", removed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_presigned_link_is_read_by_anybody_until_it_is_touched()
    {
        var aws = Administrator("220000000022");
        using var folder = new TemporaryFolder();
        var note = await folder.WriteAsync("note.txt", "for you");
        await aws("s3api", "create-bucket", "--bucket", "cli-links");
        await aws("s3", "cp", note, "s3://cli-links/note.txt", "--sse", "aws:kms");
        var link = (await aws("s3", "presign", "s3://cli-links/note.txt", "--expires-in", "60")).Trim();

        using var http = new HttpClient();
        using var read = await http.GetAsync(new Uri(link), TestContext.Current.CancellationToken);
        using var touched = await http.GetAsync(new Uri(link.Replace("note.txt", "other.txt", StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        Assert.Equal("for you", await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, touched.StatusCode);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await touched.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // The high-level commands print text, not JSON.
    private Func<string[], Task<string>> Run(string account)
        => async arguments => (await Clients.AwsAsync(server.EnvironmentOf(account, "test"), arguments)).Succeeded();

    private Command Administrator(string account)
    {
        Clients.Require("aws");
        var run = Run(account);
        return (service, command, rest) => run([service, command, .. rest]);
    }

    private delegate Task<string> Command(string service, string command, params string[] rest);
}
