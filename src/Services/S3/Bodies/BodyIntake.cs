using System.Runtime.ExceptionServices;
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

        CheckLength(body, terms);
        terms.CheckFirst();
        var memory = call.Memory;
        var coming = ReceiveAsync(body ?? Stream.Null, terms, cancellationToken).AsTask();
        if (!coming.IsCompletedSuccessfully && body is not (null or MemoryStream))
        {
            // What is to be waited for is waited for outside.
            throw new OutsideNeededException(async _ => memory.Keep(await coming));
        }

        // A small body mostly came together with its head.
        received = memory.Keep(await coming);
        received.Failure?.Throw();
        return received;
    }

    /// <summary>Receives a body.</summary>
    public async ValueTask<ReceivedBody> ReceiveAsync(Stream body, BodyTerms terms, CancellationToken cancellationToken)
    {
        using var digests = new BodyDigests(terms, (body as AwsChunkedStream)?.TrailingAlgorithm);
        var writer = bodies.Begin(terms.Layers, digests: digests);
        await using (writer)
        {
            try
            {
                await CopyAsync(body, writer, cancellationToken);
                await writer.DigestAsync();
                var md5 = digests.FinishMd5();
                terms.CheckMd5(md5);
                var sum = digests.Finish((body as AwsChunkedStream)?.TrailingChecksum);
                var inline = await writer.FinishAsync(cancellationToken);
                return new(bodies.Blobs) { Id = writer.Id, Key = writer.Key, Length = writer.Length, Inline = inline, Md5 = md5, Sum = sum };
            }
            catch (Exception refused) when (refused is ServiceException or SignedBodyException)
            {
                return new(bodies.Blobs) { Id = writer.Id, Key = [], Failure = ExceptionDispatchInfo.Capture(refused) };
            }
        }
    }

    private static async ValueTask CopyAsync(Stream body, BodyWriter writer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(writer.Room, cancellationToken);
            if (read == 0)
            {
                return;
            }

            await writer.AdvanceAsync(read, cancellationToken);
            BodyTerms.CheckSize(writer.Length);
        }
    }

    // S3 wants to know beforehand how much will come.
    private static void CheckLength(Stream? body, BodyTerms terms)
    {
        if (terms.StatedLength is null && body is { CanSeek: false } and not (AwsChunkedStream or FormFileStream))
        {
            throw new CommonException("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
        }

        if (body is AwsChunkedStream chunked)
        {
            BodyTerms.CheckSize(chunked.DecodedLength);
        }
    }
}
