using Holdfast.Store;

namespace Holdfast.Services.S3.Listing;

/// <summary>Goes through the versions that the records of a prefix hold, some at a time, and leaps over what is not wanted instead of reading it.</summary>
internal sealed class RecordRun<T>
    where T : class, IRecord<T>
{
    // After a leap one record may be all that is wanted before the next.
    private const int AfterLeap = 2;
    private const int Growth = 4;

    private readonly IRecordSnapshot _snapshot;
    private readonly string _prefix;
    private readonly int _most;
    private IReadOnlyList<KeyValuePair<string, ListedObject>> _some = [];
    private string? _after;
    private int _size;
    private int _at;
    private bool _isLast;

    /// <summary>Begins.</summary>
    /// <param name="snapshot">What is read.</param>
    /// <param name="prefix">What the keys of the records start with.</param>
    /// <param name="after">The key after which it begins; null for the first.</param>
    /// <param name="leaps">Whether leaps are to be expected.</param>
    /// <param name="most">The most records to read at a time.</param>
    public RecordRun(IRecordSnapshot snapshot, string prefix, string? after, bool leaps, int most)
    {
        _snapshot = snapshot;
        _prefix = prefix;
        _after = after;
        _most = most;
        _size = leaps ? Math.Min(AfterLeap * Growth * Growth, most) : most;
    }

    /// <summary>The version that it stands before; null at the end.</summary>
    public ListedObject? Current
    {
        get
        {
            if (_at == _some.Count && !_isLast)
            {
                _some = _snapshot.ListParts<T, ListedObject>(_prefix, _after, _size, ListedObject.Read);
                _at = 0;
                _isLast = _some.Count < _size;
                _size = Math.Min(_size * Growth, _most);
            }

            return _at < _some.Count ? _some[_at].Value : null;
        }
    }

    /// <summary>Steps over the current version.</summary>
    public void Step()
    {
        if (++_at == _some.Count)
        {
            _after = _some[^1].Key;
        }
    }

    /// <summary>Leaps over all records whose keys come before an end.</summary>
    public void Leap(string end)
    {
        while (_at < _some.Count && Utf8Order.Compare(_some[_at].Key, end) < 0)
        {
            _at++;
        }

        if (_at == _some.Count)
        {
            _size = Math.Min(AfterLeap, _most);
            _after = end;
        }
    }
}
