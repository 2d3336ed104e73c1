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

    /// <summary>The entry in the form for another block.</summary>
    public EncodedEntry ToEncoded()
    {
        ReadOnlySpan<byte> rest = Block.AsSpan(LabelStart);
        var labels = new uint[Varint.Read(ref rest)];
        for (var i = 0; i < labels.Length; i++)
        {
            var length = (int)Varint.Read(ref rest);
            labels[i] = EncodedEntry.Hash(rest[..length]);
            rest = rest[length..];
        }

        return new EncodedEntry(At, Block.AsSpan(Start, PayloadStart + PayloadLength - Start).ToArray(), labels);
    }
}
