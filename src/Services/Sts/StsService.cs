namespace Holdfast.Services.Sts;

/// <summary>The Security Token Service: who calls, and credentials for a while.</summary>
public sealed partial class StsService;
