namespace Holdfast.Protocols.Signing;

/// <summary>Reads the file of an upload form, and compares its length with what the form's policy allows.</summary>
/// <remarks>Throws <see cref="SignedBodyException"/> where the file is refused; keep nothing of it before it has ended.</remarks>
/// <param name="file">The file as it arrives; not disposed.</param>
/// <param name="policy">The policy; null when the form has none.</param>
public sealed class FormFileStream(Stream file, PostPolicy? policy) : VerifyingStream
{
    private long _length;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Bodies are read asynchronously.");

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await file.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw new SignedBodyException(BodyRefusals.Incomplete());
        }

        _length += read;
        var isTooLong = _length > policy?.MaxContentLength;
        if ((read == 0 || isTooLong) && policy?.EvaluateLength(_length) is { } refusal)
        {
            throw new SignedBodyException(refusal);
        }

        return read;
    }
}
