using System.Buffers;
using System.IO.Pipelines;
using Holdfast.Protocols.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.Gateway;

/// <summary>The answer of one exchange: headers go straight to Kestrel, the body waits until its length is known.</summary>
internal sealed class Answer : ResponseSink
{
    private const int StreamBytes = 64 << 10;

    private readonly BodyBuffer _body = new();
    private IHttpResponseFeature _response = null!;
    private Stream? _stream;

    /// <inheritdoc/>
    public override int Status
    {
        get => _response.StatusCode;
        set => _response.StatusCode = value;
    }

    /// <inheritdoc/>
    public override IBufferWriter<byte> Body => _body;

    /// <summary>The bytes of the body that were written.</summary>
    public ReadOnlySpan<byte> Written => _body.Written.Span;

    /// <summary>The bytes of the body that were sent.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Begins an answer.</summary>
    public void Begin(IHttpResponseFeature response) => _response = response;

    /// <inheritdoc/>
    public override void SetHeader(string name, string value)
    {
        var headers = _response.Headers;
        switch (name)
        {
            case "Content-Type":
                headers.ContentType = value;
                break;
            default:
                headers[name] = value;
                break;
        }
    }

    /// <summary>Finds a header that was set.</summary>
    public string? FindHeader(string name) => _response.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Adds a header line beside those of the same name.</summary>
    public void AddHeader(string name, string value) => _response.Headers.Append(name, value);

    /// <inheritdoc/>
    public override void SetStream(Stream body) => _stream = body;

    /// <summary>Forgets what was written so far, because something else is to be said.</summary>
    public void Restart()
    {
        _response.StatusCode = 200;
        _response.Headers.Clear();
        _body.Clear();
        _stream = null;
    }

    /// <summary>Sends the answer.</summary>
    public async ValueTask SendAsync(IHttpResponseBodyFeature body, bool isHead)
    {
        if (_stream is { } stream)
        {
            await using (stream)
            {
                await SendStreamAsync(stream, body.Writer);
            }

            return;
        }

        // These have no body and no length (RFC 9110, 8.6).
        if (_response.StatusCode is 204 or 304)
        {
            return;
        }

        if (!isHead || _body.Length > 0)
        {
            _response.Headers.ContentLength = _body.Length;
        }

        if (!isHead && _body.Length > 0)
        {
            BytesSent = _body.Length;
            await body.Writer.WriteAsync(_body.Written);
        }
    }

    // Straight into the memory of the connection, so that a body is copied once on its way.
    private async ValueTask SendStreamAsync(Stream stream, PipeWriter writer)
    {
        var length = _response.Headers.ContentLength ?? long.MaxValue;
        while (await stream.ReadAsync(writer.GetMemory((int)Math.Clamp(length - BytesSent, 1, StreamBytes))) is var read and > 0)
        {
            writer.Advance(read);
            BytesSent += read;
            if (await writer.FlushAsync() is { IsCompleted: true } or { IsCanceled: true })
            {
                // The client went away.
                return;
            }
        }
    }

    /// <summary>Makes the place ready for the next exchange of the connection.</summary>
    public void End()
    {
        _body.Clear();
        _stream = null;
        BytesSent = 0;
    }
}
