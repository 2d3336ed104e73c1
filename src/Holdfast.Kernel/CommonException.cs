namespace Holdfast.Kernel;

/// <summary>An error that every service may answer though its model does not declare it, such as <c>ValidationError</c> or <c>Throttling</c>.</summary>
public sealed class CommonException(string code, int status, string message) : ServiceException(message)
{
    /// <inheritdoc/>
    public override string Code => code;

    /// <inheritdoc/>
    public override int Status => status;
}
