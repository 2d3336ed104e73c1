using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Holdfast.Gateway.Tests.Serving;
using Holdfast.Gateway.Tests.Sessions;
using Holdfast.Protocols.Signing;

namespace Holdfast.Gateway.Tests;

/// <summary>What a warm call costs in memory, from its first byte to its last, judged and recorded.</summary>
/// <remarks>
/// It counts what the whole process allocates, the store's writing of the record included, so it runs alone, and after enough calls that
/// every buffer has its size. When the machine is busy the store writes larger groups than before and its buffers grow once more, by megabytes:
/// that is no cost of a call, so the cheapest of some rounds counts. 4 KiB is the promise; the other budget is what is reached, so that nothing
/// gets worse unseen.
/// </remarks>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Warm = 10_000;
    private const int Measured = 4_000;
    private const int Rounds = 5;

    [Theory]
    [InlineData("iam", "Action=GetUser&UserName=alice&Version=2010-05-08", 4_096)]
    [InlineData("sts", "Action=GetCallerIdentity&Version=2011-06-15", 2_600)]
    public async Task A_warm_call_allocates_no_more_than_its_budget(string service, string form, int budget)
    {
        Assert.SkipWhen(IsUnoptimized(), "In a debug build every asynchronous step is an object: the budget is that of a release build.");
        await using var server = await TestServer.StartAsync();
        await server.QueryAsync("iam", "Action=CreateUser&UserName=alice&Version=2010-05-08");
        var each = Measure(server, service, form, SignedAs.Root);

        Assert.InRange(each, 0, budget);
    }

    private static long Measure(TestServer server, string service, string form, SignedAs caller)
    {
        var request = Signed(server, service, form, caller);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // A socket that was ever used asynchronously makes an object of each wait, which would count as the server's.
        socket.Connect("127.0.0.1", server.Server.Port);
        var answer = new byte[16 * 1024];
        Repeat(socket, request, answer, Warm);

        var each = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Repeat(socket, request, answer, Measured);
            each = Math.Min(each, (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{form}: {each} bytes a call"));
        return each;
    }

    [Fact]
    public async Task A_warm_call_of_a_session_allocates_little_more_than_one_of_a_long_term_key()
    {
        Assert.SkipWhen(IsUnoptimized(), "In a debug build every asynchronous step is an object: the budget is that of a release build.");
        await using var world = await SessionWorld.StartAsync();
        var session = await world.AssumeAsync(await world.GivenRoleAsync("deploy"));

        var each = Measure(world.Server, "iam", "Action=GetUser&UserName=alice&Version=2010-05-08", session);

        Assert.InRange(each, 0, 6_144);
    }

    private static bool IsUnoptimized()
        => typeof(Gate).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };

    // The client uses the same memory again and again, so that all that is counted is the server's.
    private static void Repeat(Socket socket, byte[] request, byte[] answer, int times)
    {
        for (var i = 0; i < times; i++)
        {
            socket.Send(request);
            var length = 0;
            do
            {
                length += socket.Receive(answer.AsSpan(length));
            }
            while (!answer.AsSpan(0, length).EndsWith("Response>\n"u8));

            if (!answer.AsSpan().StartsWith("HTTP/1.1 200 "u8))
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(answer, 0, length));
            }
        }
    }

    private static byte[] Signed(TestServer server, string service, string form, SignedAs caller)
    {
        var signer = new RequestSigner(
            new SigningSecret(caller.AccessKeyId, caller.Secret), new SigningScope { Service = service, Region = "us-east-1" }, caller.SessionToken);
        HeaderField[] headers =
        [
            new("Host", server.Address.Authority),
            new("User-Agent", "aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.8 md/arch#x86_64 lang/python#3.13.7"),
            new("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        ];
        var text = new StringBuilder("POST / HTTP/1.1\r\n");
        foreach (var (name, value) in signer.Sign("POST", "/", headers, Encoding.UTF8.GetBytes(form), TimeProvider.System.GetUtcNow()))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append(CultureInfo.InvariantCulture, $"Content-Length: {form.Length}\r\n\r\n{form}").ToString());
    }
}

/// <summary>Tests that measure the whole process, and so run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
