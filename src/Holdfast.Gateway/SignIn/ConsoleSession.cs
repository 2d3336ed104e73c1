using Holdfast.Kernel.Sessions;

namespace Holdfast.Gateway.SignIn;

/// <summary>A session of the console: who acts, and who signed in when that is somebody else.</summary>
/// <param name="Acting">Who acts.</param>
/// <param name="Origin">Who signed in, while a role is taken; null otherwise.</param>
/// <param name="DisplayName">The name under which a person shows the role.</param>
internal sealed record ConsoleSession(Session Acting, Session? Origin = null, string? DisplayName = null)
{
    /// <summary>Who signed in.</summary>
    public Session SignedIn => Origin ?? Acting;

    /// <summary>The session as who signed in, without a role.</summary>
    public ConsoleSession WithoutRole() => new(SignedIn);
}
