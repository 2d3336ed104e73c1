namespace Holdfast.Kernel;

/// <summary>What governs the caller of a call, in the form in which the gate's judge keeps it; nobody else can tell what it says.</summary>
public abstract class Authority;
