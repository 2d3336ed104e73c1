using Holdfast.Services.CloudTrail.Lake.Imports;
using Holdfast.Services.CloudTrail.Lake.Stores;

namespace Holdfast.Services.CloudTrail;

// The generator writes each response by itself; what several of them say alike is written by one piece of code.
internal sealed partial record StartImportResponse : IImportAnswer;

internal sealed partial record StopImportResponse : IImportAnswer;

internal sealed partial record GetImportResponse : IImportAnswer;

internal sealed partial record CreateEventDataStoreResponse : IStoreAnswer;

internal sealed partial record GetEventDataStoreResponse : IStoreAnswer;

internal sealed partial record UpdateEventDataStoreResponse : IStoreAnswer;

internal sealed partial record RestoreEventDataStoreResponse : IStoreAnswer;
