using System.Text;
using Holdfast.Federation.Tokens;
using Holdfast.Kernel.Ports;
using Holdfast.Server.Federation;
using Holdfast.Testing.Federation;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Gateway.Tests.Federation;

/// <summary>Fetches keys over real HTTPS from hosts that behave, and from hosts that do not.</summary>
public sealed class WebKeySourceTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Fetches_the_keys_of_a_host_whose_authority_has_a_thumbprint_of_the_provider()
    {
        await using var host = await ProviderHost.StartAsync();

        var keys = await FetchAsync(new(host.Issuer.Url, [new string('0', 40), host.Thumbprint]));

        Assert.Null(keys.Fault);
        Assert.True(JsonWebKeySet.TryParse(keys.KeySet!.Value)!.Verify(JsonWebToken.TryRead(host.Issuer.Sign(host.Issuer.Claims(Now)))!));
        Assert.Equal(Now, keys.FetchedAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Believes_no_host_whose_authority_is_unknown(bool hasOtherThumbprint)
    {
        await using var host = await ProviderHost.StartAsync();

        Assert.Equal(WebKeyFault.Untrusted, (await FetchAsync(new(host.Issuer.Url, hasOtherThumbprint ? [new string('0', 40)] : []))).Fault);
        Assert.Empty(host.Asked);
    }

    [Fact]
    public async Task Believes_no_host_of_another_name_whoever_vouches_for_it()
    {
        await using var host = await ProviderHost.StartAsync("other.example.com");

        Assert.Equal(WebKeyFault.Untrusted, (await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]))).Fault);
    }

    [Fact]
    public async Task Says_when_nobody_listens()
    {
        string url;
        await using (var host = await ProviderHost.StartAsync())
        {
            url = host.Issuer.Url;
        }

        Assert.Equal(WebKeyFault.Unreachable, (await FetchAsync(new(url, []))).Fault);
    }

    [Fact]
    public async Task Does_not_wait_for_a_host_that_never_answers()
    {
        await using var host = await ProviderHost.StartAsync();
        host.Pages["/keys"] = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(
            WebKeyFault.Unreachable,
            (await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]), new WebKeySource(new(), TimeSpan.FromSeconds(2)))).Fault);
    }

    [Fact]
    public async Task Reads_no_more_than_its_bound()
    {
        await using var host = await ProviderHost.StartAsync();
        host.Pages["/keys"] = context => context.Response.WriteAsync(new string(' ', ProviderClient.AnswerBytesMax + 1));

        Assert.Equal(WebKeyFault.Unreadable, (await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]))).Fault);
    }

    [Theory]
    [InlineData("""{"issuer":"https://evil.example.com","jwks_uri":"ISSUER/keys"}""")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"http://localhost/keys"}""")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"file:///etc/passwd"}""")]
    [InlineData("""{"issuer":"ISSUER"}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public async Task Believes_no_document_that_is_not_the_issuers_own(string document)
    {
        await using var host = await ProviderHost.StartAsync();
        host.Pages["/.well-known/openid-configuration"] = context
            => context.Response.WriteAsync(document.Replace("ISSUER", host.Issuer.Url, StringComparison.Ordinal));

        Assert.Equal(WebKeyFault.Unreadable, (await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]))).Fault);
    }

    [Fact]
    public async Task Follows_few_redirects_and_none_that_leaves_HTTPS()
    {
        await using var host = await ProviderHost.StartAsync();
        host.Pages["/keys"] = Redirect("/moved");
        host.Pages["/moved"] = context => context.Response.WriteAsync(Encoding.UTF8.GetString(host.Issuer.KeySet()));
        Assert.Null((await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]))).Fault);

        host.Pages["/keys"] = Redirect("/keys");
        Assert.Equal(WebKeyFault.Unreadable, (await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]))).Fault);

        host.Pages["/keys"] = Redirect("http://localhost/keys");
        Assert.Equal(WebKeyFault.Unreadable, (await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]))).Fault);
    }

    [Fact]
    public async Task Keeps_keys_for_a_while_and_faults_for_a_moment()
    {
        await using var host = await ProviderHost.StartAsync();
        var source = NewSource();
        var issuer = new WebIssuer(host.Issuer.Url, [host.Thumbprint]);
        Assert.Null(source.Find(issuer, Now));

        await source.FetchAsync(issuer, Now, TestContext.Current.CancellationToken);
        Assert.NotNull(source.Find(issuer, Now.AddMinutes(9)));
        Assert.Null(source.Find(issuer, Now.AddMinutes(11)));
        Assert.Null(source.Find(issuer, Now.AddMinutes(-11)));
        Assert.Null(source.Find(issuer with { Thumbprints = [] }, Now));

        var untrusted = issuer with { Thumbprints = [] };
        await source.FetchAsync(untrusted, Now, TestContext.Current.CancellationToken);
        Assert.Equal(WebKeyFault.Untrusted, source.Find(untrusted, Now.AddSeconds(4))!.Fault);
        Assert.Null(source.Find(untrusted, Now.AddSeconds(6)));
    }

    [Fact]
    public async Task Fetches_once_for_all_who_ask_together()
    {
        await using var host = await ProviderHost.StartAsync();
        var gate = new TaskCompletionSource();
        host.Pages["/.well-known/openid-configuration"] = async context =>
        {
            await gate.Task;
            await context.Response.WriteAsync($$"""{"issuer":"{{host.Issuer.Url}}","jwks_uri":"{{host.Issuer.Url}}/keys"}""");
        };
        var source = NewSource();
        var issuer = new WebIssuer(host.Issuer.Url, [host.Thumbprint]);

        var fetches = Enumerable.Range(0, 20).Select(_ => source.FetchAsync(issuer, Now, TestContext.Current.CancellationToken).AsTask()).ToList();
        gate.SetResult();
        await Task.WhenAll(fetches);

        Assert.Single(host.Asked, path => path == "/keys");
    }

    [Fact]
    public async Task Tells_the_thumbprint_of_the_topmost_certificate_that_a_host_shows()
    {
        await using var host = await ProviderHost.StartAsync();
        var source = NewSource();

        await source.FetchThumbprintAsync(host.Issuer.Url, Now, TestContext.Current.CancellationToken);

        Assert.Equal(host.Thumbprint, source.FindThumbprint(host.Issuer.Url, Now)!.Sha1);
        await source.FetchThumbprintAsync("https://localhost:1", Now, TestContext.Current.CancellationToken);
        Assert.Null(source.FindThumbprint("https://localhost:1", Now)!.Sha1);
    }

    [Fact]
    public async Task Reaches_this_machine_when_it_may_reach_nothing_else()
    {
        await using var host = await ProviderHost.StartAsync();
        var source = new WebKeySource(new() { IsLoopbackOnly = true }, TimeSpan.FromSeconds(30));

        Assert.Null((await FetchAsync(new(host.Issuer.Url, [host.Thumbprint]), source)).Fault);
        Assert.Equal(WebKeyFault.Unreachable, (await FetchAsync(new("https://192.0.2.1", []), source)).Fault);
    }

    [Fact]
    public async Task Takes_keys_from_files_without_asking_anybody()
    {
        using var issuer = new TokenIssuer();
        var folder = Directory.CreateTempSubdirectory("holdfast-keys-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "broken.json"), "{", TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "keys.json"), issuer.KeySet(), TestContext.Current.CancellationToken);

            foreach (var given in (string[])[folder.FullName, Path.Combine(folder.FullName, "keys.json")])
            {
                var keys = await FetchAsync(new(issuer.Url, []), new WebKeySource(new() { Given = given }, TimeSpan.FromSeconds(1)));
                Assert.Equal(4, JsonWebKeySet.TryParse(keys.KeySet!.Value)!.Keys.Count);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WebKeySource NewSource() => new(new(), TimeSpan.FromSeconds(30));

    private static RequestDelegate Redirect(string to) => context =>
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    };

    private static async Task<WebKeys> FetchAsync(WebIssuer issuer, WebKeySource? source = null)
    {
        source ??= NewSource();
        await source.FetchAsync(issuer, Now, TestContext.Current.CancellationToken);
        return source.Find(issuer, Now)!;
    }
}
