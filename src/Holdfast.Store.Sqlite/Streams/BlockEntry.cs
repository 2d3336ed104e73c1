namespace Holdfast.Store.Sqlite.Streams;

/// <summary>One entry within the bytes of a block.</summary>
internal readonly record struct BlockEntry(byte[] Block, long Sequence, long At, int Start, int LabelStart, int PayloadStart, int PayloadLength)
{
    /// <summary>Whether the entry has a label.</summary>
    public bool Has(ReadOnlySpan<byte> label)
    {
        ReadOnlySpan<byte> rest = Block.AsSpan(LabelStart);
        for (var count = Varint.Read(ref rest); count > 0; count--)
        {
            var length = (int)Varint.Read(ref rest);
            if (rest[..length].SequenceEqual(label))
            {
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }

    /// <summary>The entry as readers get it, with bytes of its own so that it does not keep the block.</summary>
    public StreamEntry ToStreamEntry()
        => new(Sequence, new DateTimeOffset(At, TimeSpan.Zero), Block.AsSpan(PayloadStart, PayloadLength).ToArray());

    /// <summary>All of the entry but its number.</summary>
    public ReadOnlySpan<byte> Bytes => Block.AsSpan(Start, PayloadStart + PayloadLength - Start);
}
