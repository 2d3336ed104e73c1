namespace Holdfast.Store;

/// <summary>An index over one field of a record: many records may share a value, and a record without one is not in it.</summary>
/// <typeparam name="T">The type of record.</typeparam>
/// <param name="Name">The name, unique in the collection; it never changes once data exists.</param>
/// <param name="ValueOf">Gives the value under which the record is found, or null.</param>
public sealed record RecordIndex<T>(string Name, Func<T, string?> ValueOf)
    where T : class, IRecord<T>;
