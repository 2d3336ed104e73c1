using System.IO.Compression;
using System.Text.Json;

namespace Holdfast.Services.CloudTrail.Import;

/// <summary>Reads the records of a file one by one: packed or not, in a list called <c>Records</c>, or one after another. What is held at a time is one record.</summary>
internal sealed class RecordFile : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private const int RecordBytesMax = 4 << 20;

    private readonly Stream? _file;
    private readonly Stream _content;
    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _isInList;

    /// <summary>Opens a file.</summary>
    public RecordFile(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> magic = stackalloc byte[2];
        var isPacked = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        _file = file;
        _content = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Reads what is unpacked already, or is being unpacked.</summary>
    public RecordFile(Stream content) => _content = content;

    /// <summary>The position of what comes next, in the unpacked content.</summary>
    public long Position { get; private set; }

    /// <summary>Reads the next record; empty at the end. It is there until the next is read.</summary>
    /// <exception cref="MalformedFileException">There is something else.</exception>
    public ReadOnlyMemory<byte> Read()
    {
        try
        {
            return ReadRecord();
        }
        catch (InvalidDataException damaged)
        {
            throw new MalformedFileException(Position, $"The packed content is damaged. {damaged.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        _file?.Dispose();
    }

    private ReadOnlyMemory<byte> ReadRecord()
    {
        while (true)
        {
            switch (Peek())
            {
                case null when _isInList:
                    throw new MalformedFileException(Position, "The file ends within the list of records.");
                case null:
                    return default;
                case (byte)',':
                    Consume(1);
                    break;
                case (byte)']' when _isInList:
                    Consume(1);
                    _isInList = false;
                    if (Peek() != (byte)'}')
                    {
                        throw new MalformedFileException(Position, "The list of records is not the last in its object.");
                    }

                    Consume(1);
                    break;
                case (byte)'{' when !_isInList && IsListBegun():
                    _isInList = true;
                    break;
                case (byte)'{':
                    return TakeObject();
                default:
                    throw new MalformedFileException(Position, "Here a record should begin.");
            }
        }
    }

    // {"Records":[ in whatever layout.
    private bool IsListBegun()
    {
        var name = "\"Records\""u8;
        var at = 1;
        if (At(ref at) != (byte)'"')
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (ByteAt(at + i) != name[i])
            {
                return false;
            }
        }

        at += name.Length;
        if (At(ref at) != (byte)':')
        {
            return false;
        }

        at++;
        if (At(ref at) != (byte)'[')
        {
            return false;
        }

        Consume(at + 1);
        return true;
    }

    private ReadOnlyMemory<byte> TakeObject()
    {
        while (true)
        {
            // Never as the last block, so that what is cut off is told from what is wrong.
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, default);
            try
            {
                if (reader.Read() && reader.TrySkip())
                {
                    var record = _buffer.AsMemory(_start, (int)reader.BytesConsumed);
                    Consume((int)reader.BytesConsumed);
                    return record;
                }
            }
            catch (JsonException)
            {
                throw new MalformedFileException(Position + reader.BytesConsumed, "This is not JSON.");
            }

            if (!Fill())
            {
                throw new MalformedFileException(Position, "The file ends within a record.");
            }
        }
    }

    // The next byte that is no white space, from a place on that moves there; null at the end.
    private byte? At(ref int at)
    {
        while (ByteAt(at) is { } found)
        {
            if (found is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return found;
            }

            at++;
        }

        return null;
    }

    private byte? ByteAt(int at)
    {
        while (_start + at >= _end)
        {
            if (!Fill())
            {
                return null;
            }
        }

        return _buffer[_start + at];
    }

    private byte? Peek()
    {
        var at = 0;
        var found = At(ref at);
        Consume(at);
        return found;
    }

    private void Consume(int count)
    {
        _start += count;
        Position += count;
    }

    private bool Fill()
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            if (_buffer.Length >= RecordBytesMax)
            {
                throw new MalformedFileException(Position, $"A record is longer than {RecordBytesMax} bytes.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _content.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
        return true;
    }
}
