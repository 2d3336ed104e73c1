using Holdfast.Kernel.Ids;
using Holdfast.Protocols.Models;

namespace Holdfast.Services.Iam.LastAccessed;

/// <summary>What the journal holds of a user, role or root user, or of an access key.</summary>
/// <param name="account">The account that it is in.</param>
/// <param name="id">The unique id of the principal, or the access key id.</param>
/// <param name="isKey">Whether it is an access key, of which the last use alone is asked.</param>
internal sealed class UsedSubject(AccountId account, string id, bool isKey)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<OperationModel, Use> _byOperation = [];
    private Use? _latest;
    private long _version;
    private bool _isGone;

    /// <summary>The account that it is in.</summary>
    public AccountId Account => account;

    /// <summary>The unique id of the principal, or the access key id.</summary>
    public string Id => id;

    /// <summary>The last use of all; null when the journal holds none.</summary>
    public Use? Latest => Volatile.Read(ref _latest);

    /// <summary>Notes a use.</summary>
    /// <returns>False when the journal has let go of this object, so that a new one must be made.</returns>
    public bool TryNote(OperationModel operation, Region region, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_isGone)
            {
                return false;
            }

            var isKnown = isKey || (_byOperation.TryGetValue(operation, out var known) && known.Covers(at, region, operation));
            if (isKnown && _latest is { } latest && latest.Covers(at, region, operation))
            {
                return true;
            }

            var use = new Use(at.ToTheSecond(), region, operation);
            _version++;
            if (_latest is null || use.At >= _latest.At)
            {
                _latest = use;
            }

            if (!isKnown)
            {
                _byOperation[operation] = use;
            }

            return true;
        }
    }

    /// <summary>Gives the last use of each operation, and the version of what is given.</summary>
    public (IReadOnlyList<Use> Uses, long Version) Read()
    {
        lock (_gate)
        {
            return ([.. _byOperation.Values], _version);
        }
    }

    /// <summary>Marks the object as let go of, unless something was noted since it was read.</summary>
    public bool TryLetGo(long version)
    {
        lock (_gate)
        {
            return _isGone = _version == version;
        }
    }
}
