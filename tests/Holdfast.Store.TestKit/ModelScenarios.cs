using System.Globalization;
using CsCheck;
using Xunit;

namespace Holdfast.Store.TestKit;

/// <summary>Random work in up to three transactions at once, against a model so simple that it is right.</summary>
public abstract class ModelScenarios : StoreScenario
{
    private const int Slots = 3;
    private const int Rounds = 150;

    private static readonly Gen<Action> s_action = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, Slots - 1], Gen.Int[0, 7], Gen.Int[0, 3], static (kind, slot, key, value) => new Action(kind, slot, key, value));

    [Fact]
    public Task Does_what_the_model_does()
        => s_action.Array[1, 80].SampleAsync(
            async actions =>
            {
                await Store.ResetAsync(None);
                var world = new World(Store);
                foreach (var action in actions)
                {
                    await world.DoAsync(action);
                }

                await world.CheckAsync();
                return true;
            },
            iter: Rounds,
            threads: 1);

    private sealed record Action(int Kind, int Slot, int Key, int Value);

    /// <summary>The model: what is committed, and what each transaction saw and did, to be done again on whatever is committed when it ends.</summary>
    private sealed class World(IStore store)
    {
        private readonly List<int> _stream = [];
        private readonly Slot?[] _slots = new Slot?[Slots];
        private SortedDictionary<string, Item> _committed = new(StringComparer.Ordinal);
        private int _commits;

        public async Task DoAsync(Action action)
        {
            if (action.Kind == 9)
            {
                if (_slots[action.Slot] is { } done)
                {
                    _slots[action.Slot] = null;
                    await CommitAsync(done);
                }

                return;
            }

            var slot = _slots[action.Slot] ??= new Slot(store.Begin(Test), _commits);
            var seen = await ActAsync(slot.Transaction, action, slot);
            slot.Steps.Add(new Step(action, seen));
        }

        public async Task CheckAsync()
        {
            using var transaction = store.Begin(Test);
            Assert.Equal(_committed.Values, await transaction.ListAsync<Item>(string.Empty, None));
            Assert.Equal(_committed.Count, await transaction.CountAsync<Item>("1/", None));
            foreach (var owner in new[] { "0", "1" })
            {
                Assert.Equal(
                    _committed.Values.Where(item => item.Owner == owner),
                    await transaction.ListByIndexAsync(Item.ByOwner, owner, after: null, 100, None));
            }

            var entries = await transaction.SearchStreamAsync(new StreamQuery { Stream = "s", Limit = 1_000 }, None);
            Assert.Equal(_stream, entries.Select(static entry => BitConverter.ToInt32(entry.Payload.Span)));
            Assert.Equal(_committed.Values, await RebuildAsync());
        }

        private static async Task<string> ActAsync(IStoreTransaction transaction, Action action, Slot slot)
        {
            var key = $"1/{action.Key}";
            switch (action.Kind)
            {
                case 0 or 1:
                    var found = await transaction.FindAsync<Item>(key, None);
                    Put(transaction, found, action);
                    return Show(found);
                case 2:
                    var going = await transaction.FindAsync<Item>(key, None);
                    if (going is not null)
                    {
                        transaction.Delete(going);
                    }

                    return Show(going);
                case 3:
                    return Show(await transaction.FindAsync<Item>(key, None));
                case 4:
                    var page = await transaction.ListAsync<Item>("1/", key, action.Value, None);
                    return string.Join(';', page.Select(Show));
                case 5:
                    return (await transaction.CountAsync<Item>("1/", None)).ToString(CultureInfo.InvariantCulture);
                case 6:
                    var owned = await transaction.ListByIndexAsync(Item.ByOwner, OwnerOf(action.Value) ?? "nobody", after: null, 2, None);
                    return string.Join(';', owned.Select(Show));
                case 7:
                    return (await transaction.HasRoomAsync<Item>("1/", action.Key, None)).ToString();
                default:
                    slot.Entries.Add(action.Value);
                    transaction.Append("s", new StreamAppend(DateTimeOffset.UnixEpoch, BitConverter.GetBytes(action.Value), []));
                    return string.Empty;
            }
        }

        private static void Put(IStoreTransaction transaction, Item? before, Action action)
        {
            var after = After(action);
            if (before is null)
            {
                transaction.Insert(after);
            }
            else
            {
                transaction.Replace(before, after);
            }
        }

        private static Item After(Action action) => new()
        {
            Account = "1",
            Name = action.Key.ToString(CultureInfo.InvariantCulture),
            Value = action.Value,
            Owner = OwnerOf(action.Value + action.Kind),
        };

        private static string? OwnerOf(int value) => value % 3 == 2 ? null : (value % 3).ToString(CultureInfo.InvariantCulture);

        private static string Show(Item? item) => item?.ToString() ?? "none";

        private async Task CommitAsync(Slot slot)
        {
            var state = new SortedDictionary<string, Item>(_committed, StringComparer.Ordinal);
            var isSame = slot.Steps.TrueForAll(step => Act(state, step.Action) == step.Seen);
            var outcome = await store.CommitAsync(slot.Transaction, Durability.Durable, None);
            if (outcome == CommitOutcome.Conflict)
            {
                // It may be more careful than need be, but not without any cause.
                Assert.NotEqual(slot.Began, _commits);
                return;
            }

            Assert.True(isSame, "A transaction was kept although what it saw was no longer so.");
            _stream.AddRange(slot.Entries);
            _committed = state;
            _commits++;
            await CheckAsync();
        }

        // The same as on the store, on a dictionary. A quota only speaks when it refuses or is exceeded; here that is always looked at.
        private static string Act(SortedDictionary<string, Item> state, Action action)
        {
            var key = $"1/{action.Key}";
            var found = state.GetValueOrDefault(key);
            switch (action.Kind)
            {
                case 0 or 1:
                    state[key] = After(action);
                    return Show(found);
                case 2:
                    state.Remove(key);
                    return Show(found);
                case 3:
                    return Show(found);
                case 4:
                    return string.Join(';', state.Where(pair => string.CompareOrdinal(pair.Key, key) > 0).Take(action.Value).Select(static pair => Show(pair.Value)));
                case 5:
                    return state.Count.ToString(CultureInfo.InvariantCulture);
                case 6:
                    return string.Join(';', state.Values.Where(item => item.Owner == (OwnerOf(action.Value) ?? "nobody")).Take(2).Select(Show));
                case 7:
                    return (state.Count < action.Key).ToString();
                default:
                    return string.Empty;
            }
        }

        private async Task<IEnumerable<Item>> RebuildAsync()
        {
            var rebuilt = new SortedDictionary<string, Item>(StringComparer.Ordinal);
            var sequence = 0L;
            foreach (var change in await store.ReadChangesAsync(0, int.MaxValue, None))
            {
                Assert.Equal(++sequence, change.Sequence);
                Assert.Equal(rebuilt.GetValueOrDefault(change.Key), change.Before<Item>());
                if (change.After<Item>() is { } after)
                {
                    rebuilt[change.Key] = after;
                }
                else
                {
                    rebuilt.Remove(change.Key);
                }
            }

            return rebuilt.Values;
        }
    }

    private sealed record Slot(IStoreTransaction Transaction, int Began)
    {
        public List<Step> Steps { get; } = [];

        public List<int> Entries { get; } = [];
    }

    private sealed record Step(Action Action, string Seen);
}
