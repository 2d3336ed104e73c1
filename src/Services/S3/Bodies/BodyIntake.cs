using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Holdfast.Kernel;
using Holdfast.Protocols.Signing;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Receives the body of a request, once, whatever becomes of the transaction: between two attempts of its operation.</summary>
/// <param name="bodies">Where it goes.</param>
internal sealed class BodyIntake(BodyStore bodies)
{
    /// <summary>Gives the body of a call; the first time it makes the operation wait outside of its transaction until the body is there.</summary>
    /// <param name="call">The call.</param>
    /// <param name="body">The body as it comes.</param>
    /// <param name="terms">What is demanded of it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OutsideNeededException">It was not received yet.</exception>
    /// <exception cref="ServiceException">It is not what the request says of it.</exception>
    public async ValueTask<ReceivedBody> ReceiveAsync(Call call, Stream? body, BodyTerms terms, CancellationToken cancellationToken)
    {
        if (call.Memory.Find<ReceivedBody>() is { } received)
        {
            received.Failure?.Throw();
            return received;
        }

        var memory = call.Memory;
        if (body is null or MemoryStream)
        {
            // Nobody has to be waited for.
            received = memory.Keep(await ReceiveAsync(body ?? Stream.Null, terms, cancellationToken));
            received.Failure?.Throw();
            return received;
        }

        throw new OutsideNeededException(async token => memory.Keep(await ReceiveAsync(body, terms, token)));
    }

    /// <summary>Receives a body.</summary>
    public async ValueTask<ReceivedBody> ReceiveAsync(Stream body, BodyTerms terms, CancellationToken cancellationToken)
    {
        var writer = bodies.Begin(terms.Layers);
        await using (writer)
        {
            try
            {
                using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
                using var sum = terms.NewSum();
                await CopyAsync(body, writer, md5, sum, cancellationToken);
                var digest = md5.GetHashAndReset();
                var value = ValueOf(sum);
                terms.Check(digest, value);
                var inline = await writer.FinishAsync(cancellationToken);
                return new(bodies.Blobs)
                {
                    Id = writer.Id,
                    Key = writer.Key,
                    Length = writer.Length,
                    Inline = inline,
                    Md5 = digest,
                    Sum = value is null ? null : new(terms.Algorithm, value),
                };
            }
            catch (Exception refused) when (refused is ServiceException or SignedBodyException)
            {
                return new(bodies.Blobs) { Id = writer.Id, Key = [], Failure = ExceptionDispatchInfo.Capture(refused) };
            }
        }
    }

    private static async ValueTask CopyAsync(
        Stream body, BodyWriter writer, IncrementalHash md5, BodyChecksum? sum, CancellationToken cancellationToken)
    {
        while (true)
        {
            var room = writer.Room;
            var read = await body.ReadAsync(room, cancellationToken);
            if (read == 0)
            {
                return;
            }

            md5.AppendData(room.Span[..read]);
            sum?.Append(room.Span[..read]);
            await writer.AdvanceAsync(read, cancellationToken);
            BodyTerms.CheckSize(writer.Length);
        }
    }

    private static string? ValueOf(BodyChecksum? sum)
    {
        if (sum is null)
        {
            return null;
        }

        Span<byte> value = stackalloc byte[sum.LengthBytes];
        sum.Finish(value);
        return Convert.ToBase64String(value);
    }
}
