using Holdfast.Kernel.Ids;
using Holdfast.Store;

namespace Holdfast.Kernel.Work;

/// <summary>What background work may know of the world during one step.</summary>
/// <param name="Now">The instant of the step.</param>
/// <param name="Ids">The source of ids.</param>
/// <param name="Transaction">The transaction that commits with the cursor, or with the firing of the timer.</param>
public sealed record Step(DateTimeOffset Now, IdSource Ids, ITransaction Transaction);
