namespace Holdfast.Kernel;

/// <summary>What an operation found or received and keeps from one of its methods to the next, and from one attempt to the next.</summary>
/// <remarks>
/// An operation may run several times and keeps nothing itself. What cannot be had twice, such as the body of a request, and what would be dear to find twice
/// is kept here, one value of each type. The gateway ends all of it with the call.
/// </remarks>
public sealed class CallMemory
{
    private readonly List<object> _values = [];

    /// <summary>Whether the call succeeded and was committed; what was kept reads it when it ends.</summary>
    public bool IsCommitted { get; set; }

    /// <summary>Finds the value of a type.</summary>
    public T? Find<T>()
        where T : class
    {
        foreach (var value in _values)
        {
            if (value is T found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Keeps a value, until the call ends.</summary>
    public T Keep<T>(T value)
        where T : class
    {
        _values.Add(value);
        return value;
    }

    /// <summary>Ends everything that was kept and has an end, last first, and forgets it.</summary>
    public async ValueTask EndAsync()
    {
        for (var i = _values.Count - 1; i >= 0; i--)
        {
            switch (_values[i])
            {
                case IKept kept:
                    await kept.EndAsync(IsCommitted);
                    break;
                case IAsyncDisposable asynchronous:
                    await asynchronous.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
                default:
                    break;
            }
        }

        _values.Clear();
        IsCommitted = false;
    }
}

/// <summary>Something kept for a call that has to know how the call ended.</summary>
public interface IKept
{
    /// <summary>Ends it.</summary>
    /// <param name="isCommitted">Whether the call succeeded and was committed.</param>
    ValueTask EndAsync(bool isCommitted);
}
