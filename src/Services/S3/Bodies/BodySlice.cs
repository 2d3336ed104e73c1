namespace Holdfast.Services.S3.Bodies;

/// <summary>Bytes that are wanted of a body.</summary>
/// <param name="Body">The body.</param>
/// <param name="Key">Its key, in the clear.</param>
/// <param name="Offset">The first byte that is wanted.</param>
/// <param name="Length">How many are wanted.</param>
internal sealed record BodySlice(StoredBody Body, byte[] Key, long Offset, long Length)
{
    /// <summary>Leaves the key out.</summary>
    public override string ToString() => $"BodySlice {{ {Body.Id}, {Offset}, {Length} }}";
}

/// <summary>A body that is being read.</summary>
/// <param name="Slice">What is wanted of it.</param>
/// <param name="Inline">Its sealed bytes, when they are a record.</param>
internal sealed record OpenBody(BodySlice Slice, byte[]? Inline);
