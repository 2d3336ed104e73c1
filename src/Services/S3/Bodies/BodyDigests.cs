using System.Security.Cryptography;
using Holdfast.Protocols.Signing;
using Holdfast.Services.S3.Checksums;

namespace Holdfast.Services.S3.Bodies;

/// <summary>Everything that is computed over a body on its way: its MD5, the checksum that is kept, and the one that is stated where it is another.</summary>
internal sealed class BodyDigests : IDisposable
{
    private const int BesideBytesMin = 16 << 10;

    private readonly BodyTerms _terms;
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly string _kept;
    private readonly List<BodyChecksum> _sums = [];
    private Task _latest = Task.CompletedTask;

    /// <summary>Begins them.</summary>
    /// <param name="terms">What is demanded of the body.</param>
    /// <param name="trailing">The algorithm whose checksum comes after the body and is verified by who reads it; null when none does.</param>
    public BodyDigests(BodyTerms terms, string? trailing)
    {
        _terms = terms;
        _kept = terms.Algorithm ?? terms.Stated?.Algorithm ?? trailing ?? Sums.Default;
        if (_kept != trailing)
        {
            _sums.Add(Sums.New(_kept));
        }

        if (terms.Stated is { } stated && stated.Algorithm != _kept)
        {
            _sums.Add(Sums.New(stated.Algorithm));
        }
    }

    /// <summary>Takes the next piece, which must stay as it is until this has ended; the pieces before it are taken by then.</summary>
    /// <remarks>Large ones are worked on beside whatever the caller does meanwhile: MD5 takes longer than all else that is done to a body.</remarks>
    public Task AppendAsync(ReadOnlyMemory<byte> piece)
    {
        if (piece.Length >= BesideBytesMin || !_latest.IsCompleted)
        {
            return _latest = AppendAfterAsync(_latest, piece);
        }

        Append(piece.Span);
        return Task.CompletedTask;
    }

    /// <summary>Gives the MD5.</summary>
    public byte[] FinishMd5() => _md5.GetHashAndReset();

    /// <summary>Compares the checksums with what is stated, and gives the one that is kept.</summary>
    /// <param name="trailing">The checksum that came after the body.</param>
    public BodySum Finish(string? trailing)
    {
        BodySum? kept = null;
        foreach (var sum in _sums)
        {
            var made = ValueOf(sum);
            _terms.CheckSum(made);
            kept ??= made.Algorithm == _kept ? made : null;
        }

        return kept ?? new(_kept, trailing ?? throw new InvalidOperationException("The body ended without the checksum that it announced."));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _md5.Dispose();
        foreach (var sum in _sums)
        {
            sum.Dispose();
        }
    }

    private async Task AppendAfterAsync(Task earlier, ReadOnlyMemory<byte> piece)
    {
        // Never on the caller's thread.
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Append(piece.Span);
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        _md5.AppendData(piece);
        foreach (var sum in _sums)
        {
            sum.Append(piece);
        }
    }

    private static BodySum ValueOf(BodyChecksum sum)
    {
        Span<byte> value = stackalloc byte[sum.LengthBytes];
        sum.Finish(value);
        return new(sum.Name, Convert.ToBase64String(value));
    }
}
