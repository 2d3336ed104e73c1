using Holdfast.Kernel;

namespace Holdfast.Services.Sts.Sessions;

/// <summary>The errors of STS that its model does not declare, each in one place.</summary>
internal static class StsErrors
{
    /// <summary>A parameter is not what it may be.</summary>
    public static CommonException Invalid(string message) => new("ValidationError", 400, message);

    /// <summary>A parameter is well formed and still not acceptable beside the others.</summary>
    public static CommonException InvalidValue(string message) => new("InvalidParameterValue", 400, message);

    /// <summary>The caller may not do this, whatever policies say.</summary>
    public static CommonException Denied(string message) => new("AccessDenied", 403, message);
}
