using Holdfast.Gateway.Tests.Serving;

namespace Holdfast.Gateway.Tests.SignIn;

public sealed class LockOutTests
{
    [Fact]
    public async Task Refuses_the_right_password_too_while_the_wait_lasts_and_waits_twice_as_long_each_time()
    {
        await using var server = await StartAsync();
        await server.MakeUserAsync("alice");
        var browser = new Browser(server);
        await FailAsync(browser, "alice", times: 3);

        var early = await browser.SignInAsync("alice", SignInWorld.Password);
        var guess = await browser.SignInAsync("alice", "guess");
        await server.AdvanceAsync(TimeSpan.FromMinutes(4));
        await FailAsync(browser, "alice", times: 1);
        var longer = await browser.SignInAsync("alice", SignInWorld.Password);
        await server.AdvanceAsync(TimeSpan.FromMinutes(8));
        var right = await browser.SignInAsync("alice", SignInWorld.Password);

        Assert.Matches("^Too many invalid passwords have been used to attempt to sign-in to this account. Please wait 2[234][0-9] seconds", early.Property("text"));
        Assert.Matches("Please wait 2[234][0-9] seconds", guess.Property("text"));
        Assert.Matches("Please wait 4[5678][0-9] seconds", longer.Property("text"));
        Assert.Equal("SUCCESS", right.Result());
        var records = await server.SignInRecordsAsync();
        Assert.Equal(8, records.Count);
        Assert.All(records.Take(7), record => Assert.Equal("Failed authentication", record.GetProperty("errorMessage").GetString()));
    }

    [Fact]
    public async Task Answers_for_somebody_who_does_not_exist_as_for_anybody_else()
    {
        await using var server = await StartAsync();
        var browser = new Browser(server);
        await FailAsync(browser, "nobody", times: 3);

        var reply = await browser.SignInAsync("Nobody", "guess");

        Assert.Matches("Please wait 2[234][0-9] seconds", reply.Property("text"));
    }

    [Fact]
    public async Task Does_not_make_others_wait_and_forgives_whoever_proves_to_be_the_right_one()
    {
        await using var server = await StartAsync();
        await server.MakeUserAsync("alice");
        await server.MakeUserAsync("bob");
        var browser = new Browser(server);
        await FailAsync(browser, "alice", times: 3);

        var bob = await browser.SignInAsync("bob", SignInWorld.Password);
        await server.AdvanceAsync(TimeSpan.FromMinutes(4));
        var alice = await browser.SignInAsync("alice", SignInWorld.Password);
        await FailAsync(browser, "alice", times: 2);
        var again = await browser.SignInAsync("alice", SignInWorld.Password);

        Assert.Equal(["SUCCESS", "SUCCESS", "SUCCESS"], [bob.Result(), alice.Result(), again.Result()]);
    }

    [Fact]
    public async Task Codes_are_guessed_no_more_often_than_passwords()
    {
        await using var server = await StartAsync();
        await server.MakeUserAsync("alice");
        var codeAfter = await server.GiveMfaAsync("alice");
        var browser = new Browser(server);
        for (var guess = 0; guess < 3; guess++)
        {
            // The password is right each time, and forgives nothing.
            var challenge = (await browser.SignInAsync("alice", SignInWorld.Password)).Property("challenge")!;
            await browser.PostAsync("/authenticate", ("challenge", challenge), ("mfacode", "000000"));
        }

        var reply = await browser.SignInAsync("alice", SignInWorld.Password, ("mfacode", codeAfter(1)));

        Assert.Matches("Please wait", reply.Property("text"));
    }

    [Fact]
    public async Task Makes_an_address_wait_that_tries_many_names()
    {
        await using var server = await StartAsync(options =>
        {
            options.SignIn.FailuresPerPrincipalMax = 0;
            options.SignIn.FailuresPerSourceMax = 4;
        });
        await server.MakeUserAsync("alice");
        var browser = new Browser(server);
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            await FailAsync(browser, name, times: 1);
        }

        var early = await browser.SignInAsync("alice", SignInWorld.Password);
        await server.AdvanceAsync(TimeSpan.FromMinutes(4));
        var later = await browser.SignInAsync("alice", SignInWorld.Password);

        Assert.Matches("Please wait 2[234][0-9] seconds", early.Property("text"));
        Assert.Equal("SUCCESS", later.Result());
    }

    [Fact]
    public async Task Remembers_failures_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-");
        try
        {
            await using (var server = await StartAsync(Keep))
            {
                await server.MakeUserAsync("alice");
                await FailAsync(new Browser(server), "alice", times: 3);
            }

            await using var restarted = await StartAsync(Keep);
            var reply = await new Browser(restarted).SignInAsync("alice", SignInWorld.Password);

            Assert.Matches("Please wait", reply.Property("text"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Keep(Server.Configuration.ServerOptions options)
        {
            options.IsEphemeral = false;
            options.Data = Path.Combine(folder.FullName, "data");
        }
    }

    [Fact]
    public async Task Guesses_that_come_at_once_are_all_counted()
    {
        await using var server = await StartAsync();
        await server.MakeUserAsync("alice");

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new Browser(server).SignInAsync("alice", "guess")));

        Assert.Equal(3, replies.Count(reply => reply.Property("text") == "Your authentication information is incorrect. Please try again."));
        Assert.Equal(5, replies.Count(reply => reply.Property("text")!.Contains("Please wait", StringComparison.Ordinal)));
    }

    private static Task<TestServer> StartAsync(Action<Server.Configuration.ServerOptions>? configure = null)
        => TestServer.StartAsync(options =>
        {
            // Long enough for a busy machine.
            options.SignIn.FailuresPerPrincipalMax = 3;
            options.SignIn.FirstWait = TimeSpan.FromMinutes(4);
            configure?.Invoke(options);
        });

    private static async Task FailAsync(Browser browser, string user, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal("Your authentication information is incorrect. Please try again.", (await browser.SignInAsync(user, "guess")).Property("text"));
        }
    }
}
